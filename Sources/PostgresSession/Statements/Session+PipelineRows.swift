import CLibPQ

extension Session {
    /// Sends all commands at once and hands their rows to `body` as they arrive, in constant memory.
    ///
    /// One round trip for all; they run in the order given. `body` gets the number of the command, from 0, and
    /// a row of it, on the thread of the session. When it throws, or a command fails, what is still on
    /// the way is dropped and the session is ready for the next statement. `COPY` cannot run so, and
    /// closes the connection.
    /// - Throws: the error of `body`, or as ``execute(_:)`` for the first command that failed.
    public func pipelineRows(
        _ commands: [Command], _ body: sending (Int, Row) throws -> Void
    ) async throws {
        if commands.isEmpty { return }
        let refusal = try await run { pointer throws(SessionError) -> (any Error)? in
            guard PQenterPipelineMode(pointer) == 1 else {
                throw connection.failure(pointer, otherwise: .misuse)
            }
            defer { if connection.isOpen { PQexitPipelineMode(pointer) } }
            var failure: SessionError?
            do throws(SessionError) {
                for command in commands {
                    guard try send(command.sql, command.parameters, pointer) == 1 else {
                        throw connection.failure(pointer, otherwise: .misuse)
                    }
                }
            } catch {
                failure = error
            }
            guard PQpipelineSync(pointer) == 1 else {
                throw failure ?? connection.failure(pointer, otherwise: .misuse)
            }
            return try receivePipelineRows(pointer, commands.count, after: failure, body)
        }
        if let refusal { throw refusal }
    }

    private func receivePipelineRows(
        _ pointer: OpaquePointer, _ count: Int, after earlier: SessionError?,
        _ body: (Int, Row) throws -> Void
    ) throws(SessionError) -> (any Error)? {
        var failure = earlier
        var refusal: (any Error)?
        var command = 0
        var lastWasNull = false
        // The mode is asked for before the first result of each command.
        PQsetSingleRowMode(pointer)
        reading: while PQstatus(pointer) == CONNECTION_OK {
            guard let result = PQgetResult(pointer) else {
                if lastWasNull { break }
                lastWasNull = true
                command += 1
                if command < count { PQsetSingleRowMode(pointer) }
                continue
            }
            lastWasNull = false
            switch PQresultStatus(result) {
            case PGRES_PIPELINE_SYNC:
                PQclear(result)
                break reading
            case PGRES_SINGLE_TUPLE:
                guard refusal == nil, failure == nil else {
                    PQclear(result)
                    continue
                }
                do {
                    try body(command, Row(storage: ResultStorage(owning: result), index: 0))
                } catch {
                    refusal = error
                    connection.canceller.cancel()
                }
            case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY, PGRES_PIPELINE_ABORTED:
                PQclear(result)
            case PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH:
                PQclear(result)
                connection.close()
                throw SessionError(
                    code: .misuse, message: "COPY cannot run in a pipeline; the session was closed")
            default:
                failure = failure ?? error(of: result, pointer)
                PQclear(result)
            }
        }
        guard PQstatus(pointer) == CONNECTION_OK else {
            var lost = failure ?? connection.failure(pointer, otherwise: .connectionLost)
            lost.code = .connectionLost
            throw lost
        }
        // The error that a refusal's own cancel request causes is none.
        if let refusal { return refusal }
        if var failure {
            if isBroken(pointer, after: failure) { failure.code = .connectionLost }
            throw failure
        }
        return nil
    }
}
