import PostgresSession

extension Runner {
    /// Runs a transaction, and again from its BEGIN when a lock was not obtained in time, or when it
    /// lost against another one.
    ///
    /// On any other error the transaction is rolled back and the error goes on. From the first refusal
    /// on, a second connection looks who is in the way; the run has it when it fails.
    ///
    /// - Parameter run: the script that is running, looked at whenever it is needed.
    func retrying<Value>(
        _ run: @autoclosure () -> ScriptRun, _ body: () async throws -> Value
    ) async throws -> Value {
        let backoff = Backoff(shortest: settings.shortestPause, longest: settings.longestPause)
        let sent = run().sent
        var attempt = 1
        var watch: LockWatch?
        while true {
            do {
                let value = try await body()
                await watch?.stop()
                return value
            } catch let error as SessionError
                where Self.isWorthRetrying(error) && !run().mayHaveCommitted
            {
                try await rollBack()
                let holders = await findHolders(error, run(), watch)
                run().lockHolders = holders
                guard attempt < settings.lockAttempts, interruption.signal == nil else {
                    await watch?.stop()
                    throw error
                }
                if watch == nil { watch = await beginWatch() }
                run().sent = sent
                let pause = backoff.pause(after: attempt, using: &random)
                attempt += 1
                let message = error.server?.message ?? error.message
                observe(
                    .retrying(
                        run().id, attempt: attempt, of: settings.lockAttempts, pause: pause,
                        reason: holders.first.map { "\(message): \($0.summary)" } ?? message))
                try await sleep(pause)
            } catch {
                try? await rollBack()
                if let error = error as? SessionError {
                    run().lockHolders = await findHolders(error, run(), watch)
                }
                await watch?.stop()
                throw error
            }
        }
    }

    /// The whole transaction may simply be run again: its lock was not obtained, it was chosen to end
    /// a deadlock, or it could not be serialised with others.
    private static func isWorthRetrying(_ error: SessionError) -> Bool {
        let states = [
            SQLState.lockNotAvailable, SQLState.deadlockDetected, SQLState.serializationFailure,
        ]
        return states.contains(error.sqlState ?? "")
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
