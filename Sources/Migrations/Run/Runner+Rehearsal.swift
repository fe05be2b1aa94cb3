import PostgresSession
import SQLText

extension Runner {
    /// Runs the steps in one transaction, notes what they do, and rolls back.
    ///
    /// Takes the locks that the steps take, for as long as they run. Statements that cannot run in a
    /// transaction are left out and named. Round trips: one per statement, two with locks, and a few
    /// for the counts.
    ///
    /// - Throws: `RunFailure` when a statement fails.
    package func rehearse(_ steps: [PreparedStep], withLocks: Bool) async throws -> Rehearsal {
        interruption.watch(session)
        defer { interruption.watch(nil) }
        var rehearsal = Rehearsal()
        var held: Set<Rehearsal.LockTaken> = []
        var count = RowCount(session: session)
        guard let first = steps.first else { return rehearsal }
        var current = ScriptRun(first, layout: layout)
        do {
            try await session.execute("begin")
            try await count.readBefore()
            for step in steps {
                current = ScriptRun(step, layout: layout)
                try await session.execute(
                    SessionReset.commands(settings, directives: step.script.directives))
                let ends = Set(step.script.segments.map(\.statements.upperBound))
                for index in current.done..<current.total {
                    var trace = try await rehearse(index, of: current)
                    if withLocks {
                        let now = try await readLocks()
                        trace.locks = now.subtracting(held).sorted { $0.relation < $1.relation }
                        held.formUnion(now)
                    }
                    rehearsal.statements.append(trace)
                    if ends.contains(index + 1) { try await runDeferred(current) }
                }
            }
            try await count.readAfter()
            try await session.execute("rollback")
            rehearsal.rowsAtStake = try await count.countRows()
        } catch {
            try? await rollBack()
            if let error = error as? SessionError {
                current.lockHolders = await findHolders(error, current)
            }
            // Nothing of a rehearsal stays, so nothing of it goes into history either.
            var failure = describe(error, in: current)
            failure.databaseState = "everything was rolled back"
            throw failure
        }
        return rehearsal
    }

    private func rehearse(
        _ index: Int, of run: ScriptRun
    ) async throws -> Rehearsal.StatementTrace {
        let item = run.script.statements[index]
        let shape = item.shape
        var trace = Rehearsal.StatementTrace(
            id: run.id, number: index + 1, firstLine: item.shown.firstLine,
            line: item.shown.codeStart.line, locks: [], duration: .zero)
        if shape.transactionControl?.endsOrBeginsTransaction == true {
            trace.commandTag = shape.command
            return trace
        }
        if case .forbidden(let reason) = shape.transactionRule {
            trace.reason = reason
            return trace
        }
        let start = ContinuousClock.now
        if shape.transactionControl != nil {
            // Inside a savepoint of ours the script's own would end with it.
            trace.commandTag = try await send(index, of: run, leaves: .inTransaction)
            return trace
        }
        try await session.execute("savepoint tidemark_rehearsal")
        do {
            trace.commandTag = try await send(index, of: run, leaves: .inTransaction)
            try await session.execute("release savepoint tidemark_rehearsal")
        } catch let error as SessionError
            where ["25001", "2D000", "55P04"].contains(error.sqlState)
        {
            try await session.execute("rollback to savepoint tidemark_rehearsal")
            trace.reason = error.server?.message
            trace.isRefused = true
        }
        trace.duration = ContinuousClock.now - start
        return trace
    }

    /// Does what a COMMIT here would do first, so that deferred checks of one file neither go unseen nor
    /// stand in the way of the next.
    private func runDeferred(_ run: ScriptRun) async throws {
        run.current = nil
        try await session.execute("set constraints all immediate")
        let deferred = try await session.query(
            """
            select distinct pg_catalog.quote_ident(nspname) || '.' || pg_catalog.quote_ident(conname) \
            from pg_catalog.pg_constraint join pg_catalog.pg_namespace n on n.oid = connamespace \
            where condeferred
            """
        ).rows.compactMap { $0[0] }
        guard !deferred.isEmpty else { return }
        try await session.execute(
            "set constraints \(deferred.joined(separator: ", ")) deferred")
    }

    /// Locks of this session on relations; a dropped relation is named by its OID only.
    private func readLocks() async throws -> Set<Rehearsal.LockTaken> {
        let result = try await session.query(
            """
            select l.relation::pg_catalog.regclass::text, l.mode from pg_catalog.pg_locks l \
            left join pg_catalog.pg_class c on c.oid = l.relation \
            where l.pid = pg_catalog.pg_backend_pid() and l.locktype = 'relation' \
            and l.relation >= 16384 and l.database <> 0
            """)
        return Set(
            result.rows.compactMap { row in
                guard let relation = row[0], let mode = row[1] else { return nil }
                return Rehearsal.LockTaken(relation: relation, mode: mode)
            })
    }
}

extension TransactionControl {
    /// Whether it begins or ends a transaction, which a rehearsal must not.
    var endsOrBeginsTransaction: Bool {
        switch self {
        case .savepoint, .release, .rollbackToSavepoint: false
        default: true
        }
    }
}
