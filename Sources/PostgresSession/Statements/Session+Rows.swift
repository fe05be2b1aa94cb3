import CLibPQ

extension Session {
    /// Runs one statement and hands its rows to `body` as they arrive, in constant memory.
    ///
    /// `body` runs on the thread of the session. When it throws, the statement is cancelled, what is
    /// still on the way is dropped, and the session is ready for the next statement.
    /// - Throws: the error of `body`, or as ``execute(_:)``; rows may have been seen before an error.
    @discardableResult
    public func forEachRow(
        _ sql: String, _ parameters: [String?] = [],
        _ body: sending (Row) throws -> Void
    ) async throws -> StatementResult {
        let (result, refusal) = try await run { pointer throws(SessionError) in
            guard try send(sql, parameters, pointer) == 1 else {
                throw connection.failure(pointer, otherwise: .misuse)
            }
            PQsetSingleRowMode(pointer)
            return try receiveRows(pointer, body)
        }
        if let refusal { throw refusal }
        guard let result else {
            throw SessionError(code: .misuse, message: "the server sent no result")
        }
        return result
    }

    private func receiveRows(
        _ pointer: OpaquePointer, _ body: (Row) throws -> Void
    ) throws(SessionError) -> (StatementResult?, (any Error)?) {
        while let result = PQgetResult(pointer) {
            guard PQresultStatus(result) == PGRES_SINGLE_TUPLE else {
                return (try receiveLast(result, pointer), nil)
            }
            do {
                try body(Row(storage: ResultStorage(owning: result), index: 0))
            } catch {
                discardRest(pointer)
                return (nil, error)
            }
        }
        return (nil, nil)
    }

    /// Reads the result that ends the rows, and whatever follows it.
    private func receiveLast(
        _ result: OpaquePointer, _ pointer: OpaquePointer
    ) throws(SessionError) -> StatementResult? {
        switch PQresultStatus(result) {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY:
            let last = StatementResult(owning: result)
            _ = try receive(pointer)
            return last
        case PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH:
            // The loop of `receive` meets the COPY again and ends it.
            PQclear(result)
            _ = try receive(pointer)
            return nil
        default:
            var failure = error(of: result, pointer)
            PQclear(result)
            do throws(SessionError) {
                _ = try receive(pointer)
            } catch {
                if error.code == .connectionLost { failure.code = .connectionLost }
            }
            throw failure
        }
    }

    /// Cancels the statement and drops what it still sends.
    func discardRest(_ pointer: OpaquePointer) {
        connection.canceller.cancel()
        while let result = PQgetResult(pointer) {
            if PQresultStatus(result) == PGRES_COPY_OUT {
                var data: UnsafeMutablePointer<CChar>?
                while PQgetCopyData(pointer, &data, 0) > 0 { PQfreemem(data) }
            }
            PQclear(result)
        }
    }
}
