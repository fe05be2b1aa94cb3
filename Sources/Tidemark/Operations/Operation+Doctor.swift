import Findings
public import Migrations
import PostgresSession

extension Operation {
    /// Looks at what decides whether migrations will run well; reads only.
    ///
    /// - Throws: `SessionError`.
    public func doctor() async throws -> [DoctorCheck] {
        var checks = [versionCheck()]
        checks.append(try await connectionCheck())
        checks.append(try await writeCheck())
        checks.append(try await privilegeCheck())
        checks.append(try await poolerCheck())
        checks.append(try await historyCheck())
        checks.append(try await runLockCheck())
        checks += try await settingChecks()
        checks += try await longTransactionChecks()
        checks += try await invalidIndexChecks()
        checks.append(try await extensionCheck())
        return checks
    }

    private func versionCheck() -> DoctorCheck {
        let major = session.serverVersion / 10_000
        let isKnown = (13...18).contains(major)
        return DoctorCheck(
            name: "server version", verdict: isKnown ? .ok : .warning,
            detail: "PostgreSQL \(major).\(session.serverVersion % 10_000)",
            remedy: isKnown ? nil : "Tidemark is tested on PostgreSQL 15, 16 and 18")
    }

    private func connectionCheck() async throws -> DoctorCheck {
        let row = try await session.query(
            """
            select pg_catalog.current_database(), session_user, \
            coalesce(pg_catalog.host(pg_catalog.inet_server_addr()), 'unix socket')
            """)
        let names = row.rows.first?.values.compactMap(\.self) ?? []
        let tls = session.isEncrypted ? "TLS" : "no TLS"
        let isRemote = names.last != "unix socket"
        return DoctorCheck(
            name: "connection", verdict: isRemote && !session.isEncrypted ? .warning : .ok,
            detail: "database \(names[0]) as \(names[1]) over \(names[2]), \(tls)",
            remedy: isRemote && !session.isEncrypted ? "add sslmode=verify-full" : nil)
    }

    private func writeCheck() async throws -> DoctorCheck {
        let answer = try await session.query(
            "select pg_catalog.pg_is_in_recovery(), pg_catalog.current_setting('transaction_read_only')"
        )
        let isStandby = answer.rows.first?[0] == "t"
        let isReadOnly = answer.rows.first?[1] == "on"
        return DoctorCheck(
            name: "writes", verdict: isStandby || isReadOnly ? .problem : .ok,
            detail: isStandby
                ? "the server is a standby"
                : isReadOnly ? "default_transaction_read_only is on" : "accepted",
            remedy: isStandby || isReadOnly ? "connect to the primary" : nil)
    }

    private func privilegeCheck() async throws -> DoctorCheck {
        let answer = try await session.query(
            """
            select pg_catalog.has_database_privilege(pg_catalog.current_database(), 'CREATE'), \
            (select rolsuper from pg_catalog.pg_roles where rolname = current_user), \
            pg_catalog.to_regnamespace('tidemark') is not null \
            and pg_catalog.has_schema_privilege(pg_catalog.to_regnamespace('tidemark')::oid, 'USAGE')
            """)
        let row = answer.rows.first
        let mayRun = row?[0] == "t" || row?[2] == "t"
        return DoctorCheck(
            name: "privileges", verdict: mayRun ? .ok : .problem,
            detail: row?[1] == "t"
                ? "superuser"
                : mayRun ? "may create the history" : "may not create schema tidemark",
            remedy: mayRun ? nil : "grant create on database … to this user, or set role:")
    }

    private func poolerCheck() async throws -> DoctorCheck {
        guard try await isBehindPooler() else {
            return DoctorCheck(name: "pooler", verdict: .ok, detail: "none in between")
        }
        do {
            try await refusePooler()
            return DoctorCheck(
                name: "pooler", verdict: .warning, detail: "one in between, in session mode")
        } catch let failure as RunFailure {
            return DoctorCheck(
                name: "pooler", verdict: .problem, detail: failure.findings[0].message,
                remedy: failure.findings[0].remedy)
        }
    }

    private func historyCheck() async throws -> DoctorCheck {
        do {
            let state = try await history.readState()
            let detail =
                state.schemaVersion == 0
                ? "none yet" : "version \(state.schemaVersion), \(state.applied.count) applied"
            return DoctorCheck(name: "history", verdict: .ok, detail: detail)
        } catch let error as SessionError where error.sqlState == "42501" {
            return DoctorCheck(
                name: "history", verdict: .problem, detail: error.message,
                remedy: "connect as the owner of schema tidemark, or set role:")
        }
    }

    private func runLockCheck() async throws -> DoctorCheck {
        let holder = try await RunLock(session: session).readHolder()
        return DoctorCheck(
            name: "run lock", verdict: holder == nil ? .ok : .warning,
            detail: holder.map { "held by \($0)" } ?? "free",
            remedy: holder.map { _ in "a run is under way; the next one waits for it" })
    }

    private func settingChecks() async throws -> [DoctorCheck] {
        let answer = try await session.query(
            """
            select name, setting, unit from pg_catalog.pg_settings where name in \
            ('lock_timeout', 'statement_timeout', 'idle_in_transaction_session_timeout', \
            'max_locks_per_transaction', 'standard_conforming_strings', 'fsync') order by name
            """)
        return answer.rows.map { row in
            let name = row[0] ?? ""
            let value = (row[1] ?? "") + (row[1] == "0" ? "" : row[2] ?? "")
            switch (name, row[1]) {
            case ("standard_conforming_strings", "off"):
                return DoctorCheck(
                    name: name, verdict: .warning, detail: "off: backslashes escape in '…'",
                    remedy: "write E'…' where escapes are meant, and switch it on")
            case ("fsync", "off"):
                return DoctorCheck(
                    name: name, verdict: .warning, detail: "off: a crash may lose the database")
            case ("idle_in_transaction_session_timeout", "0"):
                return DoctorCheck(
                    name: name, verdict: .ok, detail: "0: a forgotten transaction keeps its locks")
            default:
                return DoctorCheck(name: name, verdict: .ok, detail: value)
            }
        }
    }

    private func longTransactionChecks() async throws -> [DoctorCheck] {
        let answer = try await session.query(
            """
            select pid, usename, application_name, state, extract(epoch from \
            pg_catalog.clock_timestamp() - xact_start)::bigint from pg_catalog.pg_stat_activity \
            where datname = pg_catalog.current_database() and pid <> pg_catalog.pg_backend_pid() \
            and xact_start < pg_catalog.clock_timestamp() - interval '10 seconds' \
            order by xact_start limit 5
            """)
        return answer.rows.map { row in
            DoctorCheck(
                name: "long transaction", verdict: .warning,
                detail: "process \(row[0] ?? "?") of \(row[1] ?? "?") (\(row[2] ?? "")), "
                    + "\(row[3] ?? "?"), open for \(row[4] ?? "?") s",
                remedy: "it may hold locks that migrations wait for: "
                    + "select pg_terminate_backend(\(row[0] ?? "…"))")
        }
    }

    private func invalidIndexChecks() async throws -> [DoctorCheck] {
        let answer = try await session.query(
            """
            select indexrelid::pg_catalog.regclass from pg_catalog.pg_index \
            where not indisvalid limit 20
            """)
        return answer.rows.compactMap { $0[0] }.map { name in
            DoctorCheck(
                name: "invalid index", verdict: .warning, detail: name,
                remedy: "drop index concurrently \(name), and build it again")
        }
    }

    private func extensionCheck() async throws -> DoctorCheck {
        let answer = try await session.query(
            """
            select pg_catalog.string_agg(extname || ' ' || extversion, ', ' order by extname) \
            from pg_catalog.pg_extension
            """)
        return DoctorCheck(
            name: "extensions", verdict: .ok, detail: answer.rows.first?[0] ?? "none")
    }
}
