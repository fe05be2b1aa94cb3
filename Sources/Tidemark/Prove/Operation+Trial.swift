public import Migrations

extension Operation {
    /// Reverts without counting rows, as what is tried out has none that anybody would miss.
    ///
    /// - Throws: `RunFailure` when it is refused; `SessionError`. Failures of steps are in the result.
    func revert(
        _ folder: Folder, to target: Target, tracing: Bool = false
    ) async throws -> RunResult {
        let start = ContinuousClock.now
        try await acquireRunLock()
        let survey = try await survey(folder)
        let plan = try await planDown(survey, to: target)
        guard plan.refusals.isEmpty else { throw RunFailure.refusal(plan.refusals) }
        let steps = try await prepare(plan, survey)
        var result = RunResult(direction: .down)
        let runner = runner(folder.layout)
        if tracing { runner.probe = StatementProbe() }
        await carryOut(steps, with: runner, into: &result)
        result.duration = ContinuousClock.now - start
        return result
    }

    /// Reverts one after the other.
    ///
    /// - Parameter look: is called after each.
    /// - Throws: as `revert(_:to:tracing:)`, and what `look` throws. Failures of steps are in the result.
    func revert(
        _ folder: Folder, count: Int, lookingAfterEach look: () async throws -> Void
    ) async throws -> RunResult {
        try await acquireRunLock()
        let survey = try await survey(folder)
        let plan = try await planDown(survey, to: .count(count))
        guard plan.refusals.isEmpty else { throw RunFailure.refusal(plan.refusals) }
        var result = RunResult(direction: .down)
        for step in try await prepare(plan, survey) {
            await carryOut([step], with: runner(folder.layout), into: &result)
            guard result.failure == nil else { break }
            try await look()
        }
        return result
    }

    /// Applies these, whatever else there is.
    ///
    /// - Throws: `RunFailure` when it is refused; `SessionError`. Failures of steps are in the result.
    func apply(
        _ folder: Folder, only ids: Set<MigrationID>, tracing: Bool = false
    ) async throws -> RunResult {
        var options = UpOptions(target: .only(ids))
        options.allowOutOfOrder = true
        options.allowExisting = true
        options.traces = tracing
        return try await up(folder, options)
    }

    /// Reads what this database has of the relations that a proof showed others to wait for; two round trips.
    ///
    /// - Throws: `SessionError`.
    public func readTargets(of outcome: ProveOutcome) async throws -> [TargetRelation] {
        try await TargetRelation.read(
            for: outcome.proofs.flatMap { $0.upTraces + $0.downTraces }, over: session)
    }
}
