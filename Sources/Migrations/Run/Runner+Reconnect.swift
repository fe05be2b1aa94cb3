import PostgresSession

extension Runner {
    /// Comes back after the connection was lost at COMMIT and asks history which way it went.
    ///
    /// The run lock is taken first: the old server process held it, so it has ended by then and can
    /// commit no more.
    ///
    /// - Throws: the given error when the server does not come back within the limit.
    func wasCommitted(_ event: HistoryEvent, after error: SessionError) async throws -> Bool {
        let deadline = ContinuousClock.now + settings.reconnectLimit
        await session.close()
        while ContinuousClock.now < deadline, interruption.signal == nil {
            do {
                let fresh = try await Session.connect(
                    to: connection, applicationName: applicationName)
                try await RunLock(session: fresh).acquire(
                    limit: settings.reconnectLimit, interruption: interruption, waiting: { _ in })
                session = fresh
                interruption.watch(fresh)
                try await fresh.execute(SessionReset.commands(settings, directives: .init()))
                return try await history.hasEvent(event)
            } catch let failure as SessionError
                where failure.code == .connectionFailed || failure.code == .connectionLost
            {
                try await Task.sleep(for: .milliseconds(200))
            }
        }
        throw error
    }
}
