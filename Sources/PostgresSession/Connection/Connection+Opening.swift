import CLibPQ

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

extension Connection {
    /// Connects, blocking the thread; the environment and files of libpq count as in psql.
    static func open(
        _ connection: ConnectionString, applicationName: String
    ) throws(SessionError) -> Connection {
        if case .failure(let failure) = parseConnectionString(connection.text) {
            throw SessionError(
                code: .invalidConnectionString,
                message: "the connection string cannot be understood: \(failure.message)")
        }
        var keywords = ["dbname"]
        var values = [connection.text]
        for override in connection.overrides {
            keywords.append(override.keyword)
            values.append(override.value)
        }
        keywords += ["fallback_application_name", "client_encoding"]
        values += [applicationName, "UTF8"]
        let notices = NoticeQueue()
        let pointer = withCStringArray(keywords) { keywords in
            withCStringArray(values) { values in connect(keywords, values, notices) }
        }
        guard let pointer else {
            throw SessionError(code: .connectionFailed, message: "libpq is out of memory")
        }
        let redactor = Redactor(connection, others: secrets(of: pointer))
        guard PQstatus(pointer) == CONNECTION_OK else {
            defer { PQfinish(pointer) }
            let text = PQerrorMessage(pointer).map { String(cString: $0) } ?? ""
            throw ConnectionFailure(redactor.redact(text)).error
        }
        PQsetErrorVerbosity(pointer, PQERRORS_DEFAULT)
        return Connection(owning: pointer, notices: notices, redactor: redactor)
    }

    private typealias CStrings = UnsafePointer<UnsafePointer<CChar>?>

    private static func connect(
        _ keywords: CStrings, _ values: CStrings, _ notices: NoticeQueue
    ) -> OpaquePointer? {
        guard let pointer = PQconnectStartParams(keywords, values, 1) else { return nil }
        guard PQstatus(pointer) != CONNECTION_BAD else { return pointer }
        // Only the blocking call honours connect_timeout for each of several addresses.
        if hasTimeout(pointer) {
            PQfinish(pointer)
            return PQconnectdbParams(keywords, values, 1)
        }
        // Verbose messages carry the SQLSTATE, the one thing about a refusal that is not translated.
        PQsetErrorVerbosity(pointer, PQERRORS_VERBOSE)
        notices.attach(to: pointer)
        var status = PGRES_POLLING_WRITING
        while status == PGRES_POLLING_READING || status == PGRES_POLLING_WRITING {
            let events = status == PGRES_POLLING_READING ? POLLIN : POLLOUT
            var descriptor = pollfd(fd: PQsocket(pointer), events: Int16(events), revents: 0)
            if poll(&descriptor, 1, -1) < 0, errno != EINTR { break }
            status = PQconnectPoll(pointer)
        }
        return pointer
    }

    private static func hasTimeout(_ pointer: OpaquePointer) -> Bool {
        guard let options = PQconninfo(pointer) else { return false }
        defer { PQconninfoFree(options) }
        return readParameters(options).contains {
            $0.keyword == "connect_timeout" && (Int($0.value) ?? 1) > 0
        }
    }

    private static func secrets(of pointer: OpaquePointer) -> [Parameter] {
        guard let options = PQconninfo(pointer) else { return [] }
        defer { PQconninfoFree(options) }
        return readParameters(options)
    }
}

/// Lends an array of C strings that ends in nil.
private func withCStringArray<Value>(
    _ strings: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> Value
) -> Value {
    let copies = strings.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    let pointers = copies.map { UnsafePointer<CChar>($0) } + [nil]
    return pointers.withUnsafeBufferPointer { buffer in
        guard let base = buffer.baseAddress else {
            preconditionFailure("an array with a nil in it")
        }
        return body(base)
    }
}
