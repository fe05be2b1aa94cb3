import Findings
import PostgresSession
import SQLText

extension Runner {
    /// Finds out whether a statement took effect whose end an earlier run did not see.
    ///
    /// The earlier run's server process is gone: it held the run lock, which is ours now.
    func settleDoubt(_ run: ScriptRun) async throws {
        let index = run.done
        guard index < run.total else { return }
        let item = run.script.statements[index]
        let statement = item.shown
        guard let isDone = try await readWhetherDone(item.shape, in: run) else {
            throw RunFailure(
                code: .refused,
                findings: [
                    Finding(
                        rule: "in-doubt", severity: .error,
                        message: "an earlier run was cut off during statement \(index + 1) of "
                            + "\(run.id), and the catalog does not tell whether it took effect",
                        location: Location(
                            file: run.script.script.path, line: statement.codeStart.line,
                            column: statement.codeStart.column),
                        evidence: [statement.firstLine],
                        remedy: "look, then say which: tidemark repair --statements-done "
                            + "\(run.id.typed):\(index + 1) (it did) or "
                            + "\(run.id.typed):\(index) (it did not)")
                ],
                migration: run.id, databaseState: "")
        }
        if isDone {
            try await record(run.event(done: index + 1), of: run)
            run.done = index + 1
        }
        run.isInDoubt = false
    }

    /// True or false where the catalog tells or the statement may be repeated; nil where not.
    private func readWhetherDone(
        _ shape: StatementShape, in run: ScriptRun
    ) async throws -> Bool? {
        switch shape.command {
        case "CREATE INDEX":
            guard shape.index != nil else {
                return try await readWhetherIndexed(shape, in: run)
            }
            return try await readIndex(of: shape)?.isValid ?? false
        case "DROP INDEX":
            for name in shape.relations where try await exists(name) { return false }
            return true
        case "ALTER TABLE":
            guard shape.partition != nil else { return nil }
            return try await readWhetherDetached(shape)
        case "VACUUM", "ANALYZE", "CLUSTER", "ALTER SYSTEM", "DISCARD ALL", "CHECKPOINT":
            return false
        case "REINDEX":
            try await dropReindexLeftovers(of: shape)
            return false
        case "CREATE DATABASE", "CREATE TABLESPACE", "CREATE SUBSCRIPTION":
            return try await existsByName(shape)
        case "DROP DATABASE", "DROP TABLESPACE", "DROP SUBSCRIPTION":
            return try await existsByName(shape).map { !$0 }
        default:
            return nil
        }
    }

    private func exists(_ name: QualifiedName) async throws -> Bool {
        try await session.query(
            "select pg_catalog.to_regclass($1) is not null", [name.description]
        ).rows.first?[0] == "t"
    }

    private func existsByName(_ shape: StatementShape) async throws -> Bool? {
        guard let name = shape.database ?? shape.target?.name else { return nil }
        let query =
            switch shape.command.split(separator: " ").last {
            case "DATABASE": "select 1 from pg_catalog.pg_database where datname = $1"
            case "TABLESPACE": "select 1 from pg_catalog.pg_tablespace where spcname = $1"
            default:
                """
                select 1 from pg_catalog.pg_subscription where subname = $1 and subdbid = \
                (select oid from pg_catalog.pg_database where datname = pg_catalog.current_database())
                """
            }
        return try await !session.query(query, [name]).rows.isEmpty
    }

    private func readWhetherDetached(_ shape: StatementShape) async throws -> Bool {
        if try await finishDetach(shape) { return true }
        return try await readDetachPending(shape).map { _ in false } ?? true
    }

    /// Finishes a DETACH PARTITION CONCURRENTLY that was cut off between its two transactions.
    ///
    /// - Returns: whether there was one, so that nothing is left to do.
    func finishDetach(_ shape: StatementShape) async throws -> Bool {
        guard let parent = shape.target, let partition = shape.partition,
            try await readDetachPending(shape) == true
        else { return false }
        try await session.execute("alter table \(parent) detach partition \(partition) finalize")
        return true
    }

    /// Whether the detach of a partition has begun; nil when it is no partition of that table.
    private func readDetachPending(_ shape: StatementShape) async throws -> Bool? {
        guard session.serverVersion >= 140_000, let parent = shape.target,
            let partition = shape.partition
        else { return nil }
        return try await session.query(
            """
            select inhdetachpending from pg_catalog.pg_inherits \
            where inhrelid = pg_catalog.to_regclass($1) and inhparent = pg_catalog.to_regclass($2)
            """, [partition.description, parent.description]
        ).rows.first.map { $0[0] == "t" }
    }

    /// Invalid copies that REINDEX CONCURRENTLY leaves when it is cut off (manual, REINDEX).
    ///
    /// Only of what this statement rebuilds: others may be in the making.
    func dropReindexLeftovers(of shape: StatementShape) async throws {
        let scope: String
        switch shape.reindexKind {
        case .table: scope = "i.indrelid = pg_catalog.to_regclass($1)"
        case .index:
            scope = """
                i.indrelid = (select indrelid from pg_catalog.pg_index \
                where indexrelid = pg_catalog.to_regclass($1))
                """
        case .schema: scope = "c.relnamespace = pg_catalog.to_regnamespace($1)"
        case .database, .system: scope = "$1::text is not null"
        case nil: return
        }
        let leftovers = try await session.query(
            """
            select c.oid::pg_catalog.regclass from pg_catalog.pg_index i \
            join pg_catalog.pg_class c on c.oid = i.indexrelid \
            where not i.indisvalid and c.relname ~ '_cc(new|old)[0-9]*$' and \(scope)
            """, [shape.target?.description ?? ""])
        for row in leftovers.rows {
            guard let name = row[0] else { continue }
            try await session.execute("drop index concurrently \(name)")
        }
    }
}
