import PostgresSession

extension Runner {
    /// Comes back after the connection was lost at COMMIT and asks history which way it went.
    ///
    /// The old server process holds the run lock. It is told to end, and the lock is taken before
    /// history is read: then the old process is gone and can commit no more.
    ///
    /// - Throws: `OutcomeUnknown` when the server does not come back within the limit.
    func wasCommitted(_ event: HistoryEvent, after error: SessionError) async throws -> Bool {
        let deadline = ContinuousClock.now + settings.reconnectLimit
        let oldProcess = session.backendPID
        var reason = error.message
        await session.close()
        repeat {
            do {
                let fresh = try await Session.connect(
                    to: connection, applicationName: applicationName)
                let lock = RunLock(session: fresh)
                while try await !lock.tryOnce(), ContinuousClock.now < deadline {
                    try await lock.terminateHolder(oldProcess)
                    try await Task.sleep(for: .milliseconds(50))
                }
                guard try await lock.isHeld() else {
                    await fresh.close()
                    reason = "another session holds the run lock"
                    break
                }
                await fresh.setNoticeHandler(noticeHandler)
                session = fresh
                interruption.watch(fresh)
                return try await history.hasEvent(event, ofRun: identity.runID)
            } catch let failure as SessionError {
                reason = failure.message
                try await Task.sleep(for: .milliseconds(200))
            }
        } while ContinuousClock.now < deadline && interruption.signal == nil
        throw OutcomeUnknown(reason: reason)
    }
}

/// The connection broke at a COMMIT, and history could not be read again.
struct OutcomeUnknown: Error {
    var reason: String
}
