import CLibPQ

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

extension Session {
    /// Sends one or more statements as one simple query and gives the result of each, in order.
    ///
    /// One round trip. Several statements are one transaction unless they say otherwise. A `COPY … FROM
    /// STDIN` or `TO STDOUT` is ended with an error: use ``copyIn(_:next:)`` and ``copyOut(_:each:)``.
    /// - Throws: the first error, once the server is ready again; `connection-lost` when the answer did
    ///   not arrive, after which the effect is unknown.
    @discardableResult
    public func execute(_ sql: String) async throws(SessionError) -> [StatementResult] {
        try await run { pointer throws(SessionError) in
            try exchange(pointer) { () throws(SessionError) in try sendSimple(sql, pointer) }
        }
    }

    /// Does the same in a task that is already cancelled, to leave the session in order.
    ///
    /// Cancelling the task does not reach this statement; ``cancel()`` does.
    @discardableResult
    public func executeDespiteCancellation(
        _ sql: String
    ) async throws(SessionError) -> [StatementResult] {
        try await run(despiteCancellation: true) { pointer throws(SessionError) in
            try exchange(pointer) { () throws(SessionError) in try sendSimple(sql, pointer) }
        }
    }

    /// Runs one statement with parameters in the extended protocol, all values as text.
    ///
    /// One round trip. A parameter needs a cast in the statement where its type is not clear.
    /// - Throws: as ``execute(_:)``.
    @discardableResult
    public func query(
        _ sql: String, _ parameters: [String?] = []
    ) async throws(SessionError) -> StatementResult {
        try await run { pointer throws(SessionError) in
            let results = try exchange(pointer) { () throws(SessionError) in
                try send(sql, parameters, pointer)
            }
            guard let result = results.first else {
                throw SessionError(code: .misuse, message: "the server sent no result")
            }
            return result
        }
    }

    /// Sends with `send` and reads until the server is ready for the next query.
    func exchange(
        _ pointer: OpaquePointer, _ send: () throws(SessionError) -> Int32
    ) throws(SessionError) -> [StatementResult] {
        guard try send() == 1 else { throw connection.failure(pointer, otherwise: .misuse) }
        return try receive(pointer)
    }

    func sendSimple(_ sql: String, _ pointer: OpaquePointer) throws(SessionError) -> Int32 {
        let sent: Int32? = sql.withCString { text in
            strlen(text) == sql.utf8.count ? PQsendQuery(pointer, text) : nil
        }
        guard let sent else { throw .zeroByte }
        return sent
    }

    func send(
        _ sql: String, _ parameters: [String?], _ pointer: OpaquePointer
    ) throws(SessionError) -> Int32 {
        if sql.utf8.contains(0) || parameters.contains(where: { $0?.utf8.contains(0) ?? false }) {
            throw .zeroByte
        }
        guard !parameters.isEmpty else {
            return PQsendQueryParams(pointer, sql, 0, nil, nil, nil, nil, 0)
        }
        let copies = parameters.map { parameter in parameter.flatMap { strdup($0) } }
        defer { for copy in copies { free(copy) } }
        let values = copies.map { UnsafePointer<CChar>($0) }
        return PQsendQueryParams(pointer, sql, Int32(values.count), nil, values, nil, nil, 0)
    }

    /// Reads every result up to the end of the exchange.
    func receive(_ pointer: OpaquePointer) throws(SessionError) -> [StatementResult] {
        var results: [StatementResult] = []
        var failure: SessionError?
        while let result = PQgetResult(pointer) {
            switch PQresultStatus(result) {
            case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY:
                if failure == nil {
                    results.append(StatementResult(owning: result))
                } else {
                    PQclear(result)
                }
            case PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH:
                failure = failure ?? endCopy(PQresultStatus(result), pointer)
                PQclear(result)
            default:
                failure = failure ?? error(of: result, pointer)
                PQclear(result)
            }
        }
        if var failure {
            if isBroken(pointer, after: failure) { failure.code = .connectionLost }
            throw failure
        }
        guard PQstatus(pointer) == CONNECTION_OK else {
            throw connection.failure(pointer, otherwise: .connectionLost)
        }
        return results
    }

    /// The error in a result, of the server or of libpq.
    func error(of result: OpaquePointer, _ pointer: OpaquePointer) -> SessionError {
        if let server = ServerError(result) {
            return SessionError(code: .server, message: server.message, server: server)
        }
        let text = PQresultErrorMessage(result).map { String(cString: $0) } ?? ""
        let code: SessionError.Code =
            PQstatus(pointer) == CONNECTION_OK ? .misuse : .connectionLost
        return SessionError(code: code, message: connection.redactor.redact(text))
    }

    /// Whether the connection is gone, in part perhaps: libpq holds it for good after a failed write
    /// as long as there is something left to read.
    func isBroken(_ pointer: OpaquePointer, after failure: SessionError) -> Bool {
        if failure.server == nil {
            for _ in 0..<3 where PQstatus(pointer) == CONNECTION_OK { PQconsumeInput(pointer) }
        }
        return PQstatus(pointer) != CONNECTION_OK
    }

    /// Ends a COPY that nobody here has data or use for.
    private func endCopy(
        _ status: ExecStatusType, _ pointer: OpaquePointer
    ) -> SessionError {
        switch status {
        case PGRES_COPY_IN:
            PQputCopyEnd(pointer, "there is no data for COPY FROM STDIN here")
            return SessionError(
                code: .misuse, message: "COPY FROM STDIN needs its data, and there is none here")
        case PGRES_COPY_OUT:
            var data: UnsafeMutablePointer<CChar>?
            while PQgetCopyData(pointer, &data, 0) > 0 { PQfreemem(data) }
            return SessionError(
                code: .misuse, message: "COPY TO STDOUT has nowhere to send its data here")
        default:
            connection.close()
            return SessionError(
                code: .misuse, message: "replication commands cannot be run in a session")
        }
    }
}

extension SessionError {
    static let zeroByte = SessionError(
        code: .misuse, message: "a zero byte cannot be sent to PostgreSQL")
}
