import Findings
package import PostgresSession

/// The advisory lock that keeps two runs on one database apart.
///
/// It is polled: a session that waits inside `pg_advisory_lock` holds a snapshot, for which
/// CREATE INDEX CONCURRENTLY in the holder waits, and the two deadlock.
/// PostgreSQL manual, 13.3.5 Advisory Locks.
package struct RunLock {
    /// `tide`, `mark` in ASCII.
    package static let keys = "1953064037, 1835102827"

    let session: Session

    /// Makes the lock of a session; nothing is taken yet.
    package init(session: Session) {
        self.session = session
    }

    /// Tries until the limit; calls `waiting` with the holder's description when it changes.
    ///
    /// - Throws: `RunFailure` with code `lockNotObtained`; `SessionError`.
    package func acquire(
        limit: Duration, interruption: Interruption, waiting: (String) -> Void
    ) async throws {
        let clock = ContinuousClock()
        let deadline = clock.now + limit
        var pause = Duration.milliseconds(50)
        var told: String?
        while true {
            if try await tryOnce() { return }
            let holder = try await readHolder() ?? "another session"
            if holder != told {
                waiting(holder)
                told = holder
            }
            if let signal = interruption.signal { throw interrupted(by: signal) }
            guard clock.now + pause < deadline else {
                throw notObtained(holder: holder, limit: limit)
            }
            try await Task.sleep(for: pause)
            pause = min(pause * 2, .seconds(1))
        }
    }

    /// One try; true when the lock is held, once more if it already was.
    func tryOnce() async throws -> Bool {
        try await session.query("select pg_catalog.pg_try_advisory_lock(\(Self.keys))")
            .rows.first?[0] == "t"
    }

    /// Whether this session still holds it.
    func isHeld() async throws -> Bool {
        try await session.query(Self.heldQuery).rows.first?[0] == "t"
    }

    /// Tells a server process to end that serves no client any more and still holds the lock.
    func terminateHolder(_ process: Int32) async throws {
        _ = try await session.query(
            """
            select pg_catalog.pg_terminate_backend(pid) from pg_catalog.pg_locks \
            where locktype = 'advisory' and classid = 1953064037 and objid = 1835102827 \
            and objsubid = 2 and granted and pid = $1::integer
            """, [String(process)])
    }

    static let heldQuery = """
        select exists (select from pg_catalog.pg_locks where locktype = 'advisory' \
        and pid = pg_catalog.pg_backend_pid() and classid = 1953064037 and objid = 1835102827 \
        and objsubid = 2 and granted)
        """

    /// The session that holds it, in words; nil where nobody does.
    ///
    /// One round trip.
    package func readHolder() async throws -> String? {
        let result = try await session.query(
            """
            select a.pid, a.usename, a.application_name, a.client_addr, \
            pg_catalog.to_char(a.backend_start at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') \
            from pg_catalog.pg_locks l join pg_catalog.pg_stat_activity a using (pid) \
            where l.locktype = 'advisory' and l.classid = 1953064037 and l.objid = 1835102827 \
            and l.objsubid = 2 and l.granted \
            and l.database = (select oid from pg_catalog.pg_database \
            where datname = pg_catalog.current_database()) limit 1
            """)
        guard let row = result.rows.first else { return nil }
        var text = "process \(row[0] ?? "?")"
        if let user = row[1] { text += " of user \(user)" }
        if let name = row[2], !name.isEmpty { text += " (\(name))" }
        if let address = row[3] { text += " from \(address)" }
        if let since = row[4] { text += ", connected since \(since)" }
        return text
    }

    private func interrupted(by signal: Int32) -> RunFailure {
        var failure = RunFailure(
            code: .interrupted,
            findings: [
                Finding(
                    rule: "interrupted", severity: .error,
                    message: "stopped by \(signalName(signal)) while waiting for another run")
            ],
            databaseState: "nothing was changed")
        failure.signal = signal
        return failure
    }

    private func notObtained(holder: String, limit: Duration) -> RunFailure {
        RunFailure(
            code: .lockNotObtained,
            findings: [
                Finding(
                    rule: "run-lock", severity: .error,
                    message: "another run holds the lock on this database: \(holder)",
                    remedy: "wait for it, or allow more time: --lock-wait 10min")
            ],
            databaseState: "nothing was changed")
    }
}

/// The name of a signal that ends a run.
package func signalName(_ signal: Int32) -> String {
    switch signal {
    case 1: "SIGHUP"
    case 15: "SIGTERM"
    default: "SIGINT"
    }
}
