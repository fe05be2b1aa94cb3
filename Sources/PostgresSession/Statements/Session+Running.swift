import CLibPQ

extension SessionError {
    static let closed = SessionError(code: .connectionLost, message: "the session is closed")
    static let notStarted = SessionError(
        code: .cancelled, message: "cancelled before the statement was sent")
    static let cancelledConnecting = SessionError(
        code: .cancelled, message: "cancelled while connecting")
}

extension Session {
    /// Runs one exchange with the server, cancellable through the session and the task.
    ///
    /// After a cancel request the connection is settled before anything else runs on it: no request is
    /// under way any more, and a round trip without effect has shown that none is pending.
    func run<Value>(
        despiteCancellation: Bool = false,
        _ exchange: (OpaquePointer) throws(SessionError) -> Value
    ) async throws(SessionError) -> Value {
        if despiteCancellation {
            return try runNow(despiteCancellation: true, exchange).get()
        }
        let canceller = connection.canceller
        let result = await withTaskCancellationHandler {
            runNow(despiteCancellation: false, exchange)
        } onCancel: {
            canceller.cancel()
        }
        return try result.get()
    }

    private func runNow<Value>(
        despiteCancellation: Bool, _ exchange: (OpaquePointer) throws(SessionError) -> Value
    ) -> Result<Value, SessionError> {
        guard let pointer = connection.pointer else { return .failure(.closed) }
        connection.canceller.beginStatement()
        // Asked for after the statement was marked as running, so that no cancellation is missed.
        if !despiteCancellation, Task.isCancelled {
            _ = connection.canceller.endStatement()
            return .failure(.notStarted)
        }
        let result = Result { () throws(SessionError) in try exchange(pointer) }
        switch connection.canceller.endStatement() {
        case .untouched: return result
        case .requested: return settle(result, pointer)
        case .unsettled:
            connection.close()
            return .failure(
                SessionError(
                    code: .connectionLost,
                    message: "a cancel request did not end, so the connection was closed"))
        }
    }

    /// Makes sure that the request cannot hit a later statement, and names its effect.
    private func settle<Value>(
        _ result: Result<Value, SessionError>, _ pointer: OpaquePointer
    ) -> Result<Value, SessionError> {
        let late = absorbLateCancel(pointer)
        switch result {
        case .failure(var error):
            if error.code == .server, error.sqlState == SQLState.queryCanceled {
                error.code = .cancelled
            }
            return .failure(error)
        case .success:
            guard var late else { return result }
            late.code = .cancelled
            return .failure(late)
        }
    }

    /// Sends empty statements until one goes through; gives the error if one of them broke a
    /// transaction.
    private func absorbLateCancel(_ pointer: OpaquePointer) -> SessionError? {
        var broken: SessionError?
        for _ in 0..<5 where PQstatus(pointer) == CONNECTION_OK {
            let wasInTransaction = PQtransactionStatus(pointer) == PQTRANS_INTRANS
            do throws(SessionError) {
                _ = try exchange(pointer) { PQsendQuery(pointer, "") }
                return broken
            } catch {
                if wasInTransaction { broken = error }
            }
        }
        return broken
    }
}
