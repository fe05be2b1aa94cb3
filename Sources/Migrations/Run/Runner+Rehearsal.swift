import PostgresSession
import SQLText

extension Runner {
    /// Runs the steps in one transaction, notes what they do, and rolls back.
    ///
    /// Takes the locks that the steps take, for as long as they run; where one is not obtained in time, all of
    /// it is tried again as in a run. Statements that cannot run in a transaction are left out and named.
    /// Round trips: one per statement, two or three where it is traced, and a few for the counts.
    ///
    /// - Throws: `RunFailure` when a statement fails.
    package func rehearse(_ steps: [PreparedStep], tracing: Bool) async throws -> Rehearsal {
        interruption.watch(session)
        defer { interruption.watch(nil) }
        guard let first = steps.first else { return Rehearsal() }
        var current = ScriptRun(first, layout: layout)
        do {
            return try await retrying(current) {
                if tracing { self.probe = StatementProbe() }
                return try await self.listening {
                    try await self.rehearseOnce(steps, current: &current)
                }
            }
        } catch {
            // Nothing of a rehearsal stays, so nothing of it goes into history either.
            var failure = describe(error, in: current)
            failure.databaseState = "everything was rolled back"
            throw failure
        }
    }

    private func rehearseOnce(
        _ steps: [PreparedStep], current: inout ScriptRun
    ) async throws -> Rehearsal {
        var rehearsal = Rehearsal()
        var count = RowCount(session: session)
        try await session.execute("begin")
        try await count.readBefore()
        for step in steps {
            current = ScriptRun(step, layout: layout)
            try await session.execute(
                SessionReset.commands(settings, directives: step.script.directives))
            let ends = Set(step.script.segments.map(\.statements.upperBound))
            for index in current.done..<current.total {
                rehearsal.statements.append(try await rehearse(index, of: current))
                if ends.contains(index + 1) { try await runDeferred(current) }
            }
        }
        try await count.readAfter()
        try await session.execute("rollback")
        rehearsal.rowsAtStake = try await count.countRows()
        return rehearsal
    }

    private func rehearse(
        _ index: Int, of run: ScriptRun
    ) async throws -> StatementTrace {
        let item = run.script.statements[index]
        let shape = item.shape
        var trace = StatementTrace(index, of: run)
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
        if let seen = probe?.trace(of: run.id, trace.number) {
            trace.facts = seen.facts
            trace.duration = seen.duration
        }
        return trace
    }

    /// Does what a COMMIT here would do first, so that deferred checks of one file neither go unseen nor
    /// stand in the way of the next.
    private func runDeferred(_ run: ScriptRun) async throws {
        run.current = nil
        probe?.endTransaction()
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
