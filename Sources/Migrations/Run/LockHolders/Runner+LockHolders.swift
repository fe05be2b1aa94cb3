import Findings
import PostgresSession
import SQLText

extension Runner {
    /// Who kept a statement from its lock: seen while it waited, or else who has now what it would wait
    /// for.
    ///
    /// Called after the transaction was rolled back. One round trip at most; what goes wrong in it is no
    /// reason to fail, nor to hide the failure that is reported.
    func findHolders(
        _ error: SessionError, _ run: ScriptRun, _ watch: LockWatch? = nil
    ) async -> [LockHolder] {
        let states = [SQLState.lockNotAvailable, SQLState.deadlockDetected]
        guard states.contains(error.sqlState ?? ""), interruption.signal == nil else { return [] }
        let seen = watch?.takeSeen() ?? []
        guard seen.isEmpty, let current = run.current, await session.isConnected else {
            return seen
        }
        let locks = LockTable.locks(of: run.script.statements[current].statement)
        return (try? await LockHolder.read(against: locks, over: session)) ?? []
    }

    /// Begins to watch the session; one round trip, for its process as the server counts it.
    func beginWatch() async -> LockWatch? {
        // Behind a pooler the number of the handshake is not the server's.
        guard
            let process = try? await session.query("select pg_catalog.pg_backend_pid()").scalar
        else { return nil }
        return LockWatch(
            of: process, over: connection, applicationName: applicationName,
            every: max(.milliseconds(10), min(.milliseconds(200), settings.lockTimeout / 4)))
    }

    /// Says that a lock was not obtained, and who was in the way.
    ///
    /// The message goes into history: it names sessions, and nothing of what they run.
    func lockFinding(
        _ server: ServerError, _ run: ScriptRun, at location: Location
    ) -> Finding {
        let holders = run.lockHolders
        // CONCURRENTLY waits for transactions, by a time limit of its own.
        let isConcurrently = run.current.map { run.script.statements[$0].shape.isConcurrently }
        let more =
            isConcurrently == true
            ? "allow more: --concurrently-lock-timeout 30min" : "allow more: --lock-timeout 30s"
        guard let first = holders.first else {
            let what = isConcurrently == true ? "transaction it waits for" : "holder"
            return Finding(
                rule: "lock-not-obtained", severity: .error, message: server.message,
                location: location, remedy: "find the \(what): tidemark doctor; \(more)")
        }
        let others = holders.count > 1 ? ", and \(holders.count - 1) more" : ""
        return Finding(
            rule: "lock-not-obtained", severity: .error,
            message: "\(server.message): \(first.summary)\(others)", location: location,
            evidence: holders.prefix(5).map { holder in
                holder.summary + (holder.query.map { ": \($0)" } ?? "")
            },
            remedy: "wait for it, or end it: \(first.remedy); \(more)")
    }
}
