import Findings
import PostgresSession
import SQLText

extension Runner {
    /// Runs one statement outside any transaction, with an event before and one after it.
    ///
    /// CREATE INDEX CONCURRENTLY first drops an invalid index of its name that an earlier try left.
    func runBare(_ index: Int, of run: ScriptRun) async throws {
        let shape = run.script.statements[index].shape
        run.current = index
        guard interruption.signal == nil else { throw Interrupted() }
        var start = run.event(.start)
        start.note = try await describeIndexes(before: shape)
        try await record(start, of: run)
        run.isInDoubt = true
        if shape.isConcurrently {
            try await session.execute(
                SessionReset.timeouts(
                    lock: settings.concurrentlyLockTimeout,
                    statement: settings.concurrentlyStatementTimeout))
        }
        let earlier = try await readInvalidIndexes(of: shape)
        try await retrying(run) {
            try await self.dropInvalidIndex(of: shape)
            if try await self.finishDetach(shape) { return }
            run.isInDoubt = true
            do {
                try await self.send(index, of: run, leaves: .idle)
            } catch {
                // An error that the server has told is an end that is known.
                if await self.session.isConnected {
                    run.isInDoubt = false
                    run.mayHaveCommitted = shape.command == "CALL" || shape.command == "DO"
                }
                await self.cleanUp(after: shape, keeping: earlier)
                throw error
            }
        }
        try await record(run.event(done: index + 1), of: run)
        run.done = index + 1
        run.isInDoubt = false
        if shape.command == "DISCARD ALL" {
            try await resetSession(for: run)
        } else if shape.isConcurrently {
            let directives = run.script.directives
            try await session.execute(
                SessionReset.timeouts(
                    lock: directives.lockTimeout ?? settings.lockTimeout,
                    statement: directives.statementTimeout ?? settings.statementTimeout))
        }
        // After the last statement the next script looks.
        if !run.isFinished { try await checkRunLock() }
    }

    /// Drops what a failed statement left behind, as far as that goes quickly.
    ///
    /// The same transaction that the statement waited for may stand in the way of this too; then the
    /// next run does it first.
    private func cleanUp(after shape: StatementShape, keeping earlier: Set<String>) async {
        guard shape.isConcurrently, await session.isConnected else { return }
        if interruption.signal != nil { interruption.acknowledge() }
        let limit = Duration.seconds(2)
        do {
            try await session.execute(SessionReset.timeouts(lock: limit, statement: limit))
            try await dropInvalidIndex(of: shape)
            for name in try await readInvalidIndexes(of: shape).subtracting(earlier) {
                try await session.execute("drop index concurrently \(name)")
            }
            if shape.command == "REINDEX" { try await dropReindexLeftovers(of: shape) }
        } catch {
            observe(
                .note(
                    Finding(
                        rule: "invalid-index", severity: .note,
                        message: "what the statement left could not be dropped now; the next run "
                            + "does it first")))
        }
        // For the next attempt.
        _ = try? await session.execute(
            SessionReset.timeouts(
                lock: settings.concurrentlyLockTimeout,
                statement: settings.concurrentlyStatementTimeout))
    }

    /// Drops the invalid index that an interrupted CREATE INDEX CONCURRENTLY left under this name.
    private func dropInvalidIndex(of shape: StatementShape) async throws {
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

    /// The invalid indexes on the table of a CREATE INDEX CONCURRENTLY that names no index itself.
    private func readInvalidIndexes(of shape: StatementShape) async throws -> Set<String> {
        guard shape.command == "CREATE INDEX", shape.isConcurrently, shape.index == nil,
            let table = shape.target
        else { return [] }
        let result = try await session.query(
            """
            select indexrelid::pg_catalog.regclass from pg_catalog.pg_index \
            where not indisvalid and indrelid = pg_catalog.to_regclass($1)
            """, [table.description])
        return Set(result.rows.compactMap { $0[0] })
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
