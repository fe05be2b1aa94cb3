import Findings
import PostgresSession
import SQLText

extension Runner {
    /// Runs one statement outside any transaction, with an event before and one after it.
    ///
    /// CREATE INDEX CONCURRENTLY first drops an invalid index of its name that an earlier try left.
    func runBare(_ index: Int, of run: ScriptRun) async throws {
        let shape = run.script.statements[index].statement.shape
        run.current = index
        try await record([run.event(.start)])
        if shape.isConcurrently {
            try await session.execute(
                SessionReset.timeouts(
                    lock: settings.concurrentlyLockTimeout,
                    statement: settings.concurrentlyStatementTimeout))
        }
        try await retrying(run) {
            try await self.dropInvalidIndex(of: shape, in: run)
            do {
                try await self.send(index, of: run)
            } catch {
                if self.interruption.signal != nil { self.interruption.acknowledge() }
                try? await self.dropInvalidIndex(of: shape, in: run)
                throw error
            }
        }
        if shape.isConcurrently {
            let directives = run.script.directives
            try await session.execute(
                SessionReset.timeouts(
                    lock: directives.lockTimeout ?? settings.lockTimeout,
                    statement: directives.statementTimeout ?? settings.statementTimeout))
        }
        // A block that the statement left open belongs to the file (transaction none).
        try await checkRunLock()
        try await record([run.event(done: index + 1)])
        run.done = index + 1
    }

    /// Drops the invalid index that an interrupted CREATE INDEX CONCURRENTLY left under this name.
    func dropInvalidIndex(of shape: StatementShape, in run: ScriptRun) async throws {
        guard shape.command == "CREATE INDEX", shape.isConcurrently,
            let leftover = try await readIndex(of: shape), !leftover.isValid
        else { return }
        observe(
            .note(
                Finding(
                    rule: "invalid-index", severity: .note,
                    message: "\(leftover.name) was left invalid by an earlier try: dropped, to be "
                        + "built anew")))
        try await session.execute("drop index concurrently \(leftover.name)")
    }

    /// The index that a CREATE INDEX names, if it is there; its name as the server prints it.
    func readIndex(of shape: StatementShape) async throws -> (name: String, isValid: Bool)? {
        guard let index = shape.index, let table = shape.target else { return nil }
        let result = try await session.query(
            """
            select c.oid::pg_catalog.regclass, i.indisvalid from pg_catalog.pg_index i \
            join pg_catalog.pg_class c on c.oid = i.indexrelid \
            where c.relname = $1 and i.indrelid = pg_catalog.to_regclass($2)
            """, [index.name, table.description])
        guard let row = result.rows.first, let name = row[0] else { return nil }
        return (name, row[1] == "t")
    }
}
