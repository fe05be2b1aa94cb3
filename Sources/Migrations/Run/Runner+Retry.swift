import PostgresSession

extension Runner {
    /// Runs a transaction, and again from its BEGIN when a lock was not obtained in time.
    ///
    /// On any other error the transaction is rolled back and the error goes on.
    func retrying<Value>(
        _ run: ScriptRun, _ body: () async throws -> Value
    ) async throws -> Value {
        let backoff = Backoff(shortest: settings.shortestPause, longest: settings.longestPause)
        var attempt = 1
        while true {
            let sent = run.sent
            do {
                return try await body()
            } catch let error as SessionError where Self.isWorthRetrying(error) {
                try await rollBack()
                guard attempt < settings.lockAttempts, interruption.signal == nil else {
                    throw error
                }
                run.sent = sent
                let pause = backoff.pause(after: attempt, using: &random)
                attempt += 1
                observe(
                    .retrying(
                        run.id, attempt: attempt, of: settings.lockAttempts, pause: pause,
                        reason: error.server?.message ?? error.message))
                try await sleep(pause)
            } catch {
                try? await rollBack()
                throw error
            }
        }
    }

    /// lock_not_available and deadlock_detected: the whole transaction may simply be run again.
    private static func isWorthRetrying(_ error: SessionError) -> Bool {
        error.sqlState == "55P03" || error.sqlState == "40P01"
    }

    /// Ends an open transaction; a lost connection has no transaction.
    func rollBack() async throws {
        if interruption.signal != nil { interruption.acknowledge() }
        guard await session.isConnected, await session.transactionStatus != .idle else { return }
        try await session.execute("rollback")
    }

    /// Pauses in short steps, so that a signal ends it.
    private func sleep(_ duration: Duration) async throws {
        let end = ContinuousClock.now + duration
        while ContinuousClock.now < end, interruption.signal == nil {
            try await Task.sleep(for: min(.milliseconds(50), end - ContinuousClock.now))
        }
    }
}
