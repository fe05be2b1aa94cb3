import Configuration
import Findings
import Migrations
import PostgresSession

extension Operation {
    /// A server that takes no writes is told before anything runs (25006 otherwise, half-way).
    func refuseReadOnly() async throws {
        let answer = try await session.query(
            """
            select pg_catalog.pg_is_in_recovery(), pg_catalog.current_setting('transaction_read_only')
            """)
        guard let row = answer.rows.first else { return }
        guard row[0] == "t" || row[1] == "on" else { return }
        let isStandby = row[0] == "t"
        let why = isStandby ? "the server is a standby" : "default_transaction_read_only is on"
        throw RunFailure(
            code: .unusable,
            findings: [
                Finding(
                    rule: "read-only", severity: .error,
                    message: "the database takes no writes: \(why)",
                    remedy: isStandby
                        ? "connect to the primary: target_session_attrs=read-write in the conninfo"
                        : "connect to the primary, or as a user for whom it is off; for once: "
                            + "options='-c default_transaction_read_only=off' in the conninfo")
            ],
            databaseState: "nothing was changed")
    }

    /// A database with objects and without history belongs to somebody already.
    ///
    /// One round trip where there is no history, else none.
    func refuseExistingObjects(_ plan: Plan, _ survey: Survey, allowed: Bool) async throws {
        guard survey.history.schemaVersion == 0, !allowed, !plan.steps.isEmpty else { return }
        let platformSchemas =
            workspace.configuration.platform == .supabase ? Self.supabaseSchemas : []
        let answer = try await session.query(
            """
            select pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname), \
            pg_catalog.count(*) over () from pg_catalog.pg_class c \
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace \
            where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S') and c.relpersistence <> 't' \
            and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema' \
            and n.nspname <> all ($1::text[]) and not exists (select from pg_catalog.pg_depend d \
            where d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass and d.objid = c.oid \
            and d.deptype = 'e') order by 1 limit 3
            """, ["{\(platformSchemas.joined(separator: ","))}"])
        guard let first = answer.rows.first, let count = first[1].flatMap({ Int($0) }) else {
            return
        }
        let names = answer.rows.compactMap { $0[0] }.joined(separator: ", ")
        throw RunFailure.refusal([
            Finding(
                rule: "existing-objects", severity: .error,
                message: "the database has \(count == 1 ? "an object" : "\(count) objects") and no "
                    + "history: \(names)" + (answer.rows.count < count ? ", …" : ""),
                remedy: "record what is there already: tidemark baseline VERSION; or run all of it "
                    + "anyway: tidemark up --allow-existing")
        ])
    }

    /// The schemas that Supabase manages itself.
    static let supabaseSchemas = [
        "auth", "storage", "realtime", "_realtime", "extensions", "graphql", "graphql_public",
        "net", "pgbouncer", "pgsodium", "pgsodium_masks", "supabase_functions",
        "supabase_migrations", "vault", "cron", "_analytics",
    ]

    /// A transaction pooler may give each transaction another server process, so that neither the
    /// session's settings nor its advisory lock mean anything.
    ///
    /// A pooler invents the process number of the handshake. Where it differs from the real one, a
    /// second connection tells the pooling modes apart: in transaction mode it is given the process
    /// that the idle first one has just used, or the first one is given another while it is busy. Other
    /// clients of the pooler may be quicker; so it is tried several times.
    func refusePooler() async throws {
        guard try await isBehindPooler() else { return }
        let probe = try await workspace.connect(command: command)
        var isShared = false
        do {
            for _ in 0..<5 where !isShared { isShared = try await sharesProcess(with: probe) }
        } catch let error as SessionError where error.sqlState == "08P01" {
            // A statement pooler takes no BEGIN.
            isShared = true
        } catch {
            await probe.close()
            throw error
        }
        await probe.close()
        guard isShared else { return }
        throw RunFailure(
            code: .unusable,
            findings: [
                Finding(
                    rule: "transaction-pooler", severity: .error,
                    message: "a transaction pooler stands before the server: the run lock and the "
                        + "session's settings would not hold",
                    remedy: "connect to the server itself, or to the pooler's session mode (at "
                        + "Supabase port 5432 instead of 6543)")
            ],
            databaseState: "nothing was changed")
    }

    private func sharesProcess(with probe: Session) async throws -> Bool {
        let number = "select pg_catalog.pg_backend_pid()"
        let first = try await session.query(number).scalar
        try await probe.execute("begin")
        let other = try await probe.query(number).scalar
        let second = try await session.query(number).scalar
        try await probe.execute("rollback")
        return first == other || first != second
    }

    /// Whether the process number of the handshake is not that of the server process.
    func isBehindPooler() async throws -> Bool {
        try await session.query("select pg_catalog.pg_backend_pid()").scalar
            != String(session.backendPID)
    }
}

extension RunFailure {
    /// A refusal before anything ran.
    static func refusal(_ findings: [Finding]) -> RunFailure {
        RunFailure(code: .refused, findings: findings, databaseState: "nothing was changed")
    }
}
