import CLibPQ

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

extension Session {
    /// Runs a `COPY … FROM STDIN`, with data that `next` gives piece by piece until nil.
    ///
    /// Pieces may be cut anywhere. Memory does not grow with the data. `next` runs on the thread of the
    /// session; when it throws, the COPY is ended with an error on the server and nothing was copied.
    /// - Throws: the error of `next`, or as ``execute(_:)``; `misuse` when the statement is no such COPY.
    @discardableResult
    public func copyIn(
        _ sql: String, next: sending () throws -> [UInt8]?
    ) async throws -> StatementResult {
        let (result, refusal) = try await run { pointer throws(SessionError) in
            try startCopy(sql, PGRES_COPY_IN, pointer)
            let refusal = sendCopyData(pointer, next)
            do throws(SessionError) {
                return (try receive(pointer).first, refusal)
            } catch {
                // The server repeats our own refusal; its other errors come first.
                if refusal == nil || error.code == .connectionLost { throw error }
                return (nil, refusal)
            }
        }
        if let refusal { throw refusal }
        guard let result else {
            throw SessionError(code: .misuse, message: "the server sent no result")
        }
        return result
    }

    /// Runs a `COPY … TO STDOUT` and hands its data to `each` in pieces of whole rows.
    ///
    /// Memory does not grow with the data. `each` runs on the thread of the session; when it throws, the
    /// COPY is cancelled and the session is ready for the next statement.
    /// - Throws: the error of `each`, or as ``execute(_:)``; `misuse` when the statement is no such COPY.
    @discardableResult
    public func copyOut(
        _ sql: String, each: sending ([UInt8]) throws -> Void
    ) async throws -> StatementResult {
        let (result, refusal) = try await run { pointer throws(SessionError) in
            try startCopy(sql, PGRES_COPY_OUT, pointer)
            do {
                try receiveCopyData(pointer, each)
            } catch {
                discardRest(pointer)
                return (StatementResult?.none, (any Error)?.some(error))
            }
            return (try receive(pointer).first, nil)
        }
        if let refusal { throw refusal }
        guard let result else {
            throw SessionError(code: .misuse, message: "the server sent no result")
        }
        return result
    }

    /// Sends the statement and checks that the server answers with the start of that COPY.
    private func startCopy(
        _ sql: String, _ expected: ExecStatusType, _ pointer: OpaquePointer
    ) throws(SessionError) {
        guard try sendSimple(sql, pointer) == 1 else {
            throw connection.failure(pointer, otherwise: .misuse)
        }
        guard let result = PQgetResult(pointer) else {
            throw connection.failure(pointer, otherwise: .misuse)
        }
        defer { PQclear(result) }
        switch PQresultStatus(result) {
        case expected:
            return
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY, PGRES_COPY_IN, PGRES_COPY_OUT,
            PGRES_COPY_BOTH:
            _ = try receive(pointer)
            throw SessionError(code: .misuse, message: "the statement is not the expected COPY")
        default:
            var failure = error(of: result, pointer)
            do throws(SessionError) {
                _ = try receive(pointer)
            } catch {
                if error.code == .connectionLost { failure.code = .connectionLost }
            }
            throw failure
        }
    }

    /// Sends data until the source ends, throws, or the server has an error to tell.
    private func sendCopyData(
        _ pointer: OpaquePointer, _ next: () throws -> [UInt8]?
    ) -> (any Error)? {
        // libpq sends its buffer whenever it holds that much.
        let bufferSize = 8192
        var unsent = 0
        do {
            while let bytes = try next() {
                if connection.canceller.isRequested {
                    // A server that waits for data does not look at cancel requests.
                    PQputCopyEnd(pointer, "canceling COPY due to user request")
                    return nil
                }
                var start = 0
                while start < bytes.count {
                    let count = min(bufferSize, bytes.count - start)
                    unsent += count
                    if unsent >= bufferSize {
                        unsent = 0
                        if serverGaveUp(pointer) {
                            PQputCopyEnd(pointer, "the server reported an error")
                            return nil
                        }
                    }
                    let isSent = bytes.withUnsafeBytes { bytes in
                        let part = bytes[start..<start + count].bindMemory(to: CChar.self)
                        return PQputCopyData(pointer, part.baseAddress, Int32(count)) == 1
                    }
                    if !isSent { return nil }
                    start += count
                }
            }
        } catch {
            PQputCopyEnd(pointer, "the source of the data failed")
            return error
        }
        PQputCopyEnd(pointer, nil)
        return nil
    }

    /// Waits until more can be sent, and says whether the server sent an error meanwhile or is gone.
    ///
    /// libpq itself looks at errors only after the end of the data, and hides those that it reads while a
    /// write blocks; hence the wait here. With TLS only the loss of the connection is noticed early.
    private func serverGaveUp(_ pointer: OpaquePointer) -> Bool {
        if isEncrypted { return PQconsumeInput(pointer) == 0 }
        var descriptor = pollfd(
            fd: PQsocket(pointer), events: Int16(POLLIN | POLLOUT), revents: 0)
        guard poll(&descriptor, 1, -1) > 0 else { return false }
        guard Int32(descriptor.revents) & (POLLIN | POLLHUP | POLLERR) != 0 else { return false }
        var waiting = [UInt8](repeating: 0, count: 65_536)
        let flags = Int32(MSG_PEEK) | Int32(MSG_DONTWAIT)
        let count = recv(descriptor.fd, &waiting, waiting.count, flags)
        if count > 0, containsError(waiting[..<count]) { return true }
        // What is no error is left there, as long as there is room for an error behind it.
        if count != 0, count < waiting.count { return false }
        return PQconsumeInput(pointer) == 0 || PQstatus(pointer) != CONNECTION_OK
    }

    private func containsError(_ messages: ArraySlice<UInt8>) -> Bool {
        var rest = messages
        while rest.count > 5, let kind = rest.first {
            if kind == UInt8(ascii: "E") {
                // libpq may have read a message in part: only what names its severity is an error.
                return ["VERROR\0", "VFATAL\0", "VPANIC\0"].contains { rest.contains($0.utf8) }
            }
            let length = rest.dropFirst().prefix(4).reduce(0) { $0 << 8 | Int($1) }
            rest = rest.dropFirst(max(length, 4) + 1)
        }
        return false
    }

    /// Gathers rows into pieces of about 64 KiB.
    private func receiveCopyData(
        _ pointer: OpaquePointer, _ each: ([UInt8]) throws -> Void
    ) throws {
        let enough = 65_536
        var piece: [UInt8] = []
        piece.reserveCapacity(enough)
        var data: UnsafeMutablePointer<CChar>?
        while true {
            let count = PQgetCopyData(pointer, &data, 0)
            guard count > 0, let start = data else { break }
            piece.append(contentsOf: UnsafeRawBufferPointer(start: start, count: Int(count)))
            PQfreemem(start)
            if piece.count >= enough {
                try each(piece)
                piece.removeAll(keepingCapacity: true)
            }
        }
        if !piece.isEmpty { try each(piece) }
    }
}
