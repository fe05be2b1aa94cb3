import Configuration
import Findings
public import Migrations
import PostgresSession

extension Operation {
    /// Plans without changing anything.
    ///
    /// Takes no lock unless `execute`: then the run lock and what the steps take, until the rollback.
    ///
    /// - Throws: `RunFailure` when a script cannot be read; `SessionError`.
    public func plan(
        _ folder: Folder, _ direction: Direction, to target: Target, allowOutOfOrder: Bool,
        execute: Bool
    ) async throws -> PlanResult {
        if execute { try await acquireRunLock() }
        let survey = try await survey(folder)
        let plan =
            direction == .up
            ? survey.planner.planUp(
                to: target,
                allowOutOfOrder: allowOutOfOrder || workspace.configuration.allowsOutOfOrder)
            : try await planDown(survey, to: target)
        let steps = try await prepare(plan, survey)
        var result = PlanResult(
            direction: direction, layout: folder.layout, steps: steps, refusals: plan.refusals,
            findings: plan.notes + steps.findings
                + steps.versionFindings(server: session.serverVersion))
        guard execute, plan.refusals.isEmpty else { return result }
        do {
            result.rehearsal = try await runner(folder.layout).rehearse(steps, withLocks: true)
        } catch let failure as RunFailure {
            result.failure = failure
        }
        return result
    }
}
