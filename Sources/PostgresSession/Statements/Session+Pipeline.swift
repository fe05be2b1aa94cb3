import CLibPQ

extension Session {
    /// Sends all commands at once and gives their results in order: one round trip for all.
    ///
    /// The commands run in one implicit transaction unless they control it themselves; after an error
    /// the server skips the rest. `COPY` cannot run so, and closes the connection.
    /// - Throws: the first error, once the server is ready again.
    @discardableResult
    public func pipeline(
        _ commands: [Command]
    ) async throws(SessionError) -> [StatementResult] {
        if commands.isEmpty { return [] }
        return try await run { pointer throws(SessionError) in
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
            return try receivePipeline(pointer, after: failure)
        }
    }

    private func receivePipeline(
        _ pointer: OpaquePointer, after earlier: SessionError?
    ) throws(SessionError) -> [StatementResult] {
        var results: [StatementResult] = []
        var failure = earlier
        // A single NULL ends a command; two in a row mean that nothing is left.
        var lastWasNull = false
        reading: while PQstatus(pointer) == CONNECTION_OK {
            guard let result = PQgetResult(pointer) else {
                if lastWasNull { break }
                lastWasNull = true
                continue
            }
            lastWasNull = false
            switch PQresultStatus(result) {
            case PGRES_PIPELINE_SYNC:
                PQclear(result)
                break reading
            case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY:
                if failure == nil {
                    results.append(StatementResult(owning: result))
                } else {
                    PQclear(result)
                }
            case PGRES_PIPELINE_ABORTED:
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
        if var failure {
            if isBroken(pointer, after: failure) { failure.code = .connectionLost }
            throw failure
        }
        return results
    }
}
