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
        allowExisting: Bool = false, execute: Bool
    ) async throws -> PlanResult {
        if execute { try await acquireRunLock() }
        let survey = try await survey(folder)
        var plan =
            direction == .up
            ? survey.planner.planUp(
                to: target,
                allowOutOfOrder: allowOutOfOrder || workspace.configuration.allowsOutOfOrder)
            : try await planDown(survey, to: target)
        if direction == .up, plan.refusals.isEmpty {
            plan.refusals += try await refusal {
                try await refuseExistingObjects(plan, survey, allowed: allowExisting)
            }
        }
        let steps = try await prepare(plan, survey)
        var result = PlanResult(
            direction: direction, layout: folder.layout, steps: steps, refusals: plan.refusals,
            findings: plan.notes + steps.findings
                + steps.versionFindings(server: session.serverVersion))
        // A DOWN is meant to drop; what it destroys is counted when it runs.
        if direction == .up {
            result.hazards = try workspace.lint(
                steps, of: folder, liveVersion: session.serverVersion / 10_000)
        }
        guard execute, plan.refusals.isEmpty else { return result }
        if !steps.isEmpty { try await refuseReadOnly() }
        do {
            let rehearsal = try await runner(folder.layout).rehearse(steps, tracing: true)
            result.rehearsal = rehearsal
            result.targets = try await TargetRelation.read(
                for: rehearsal.statements, over: session)
        } catch let failure as RunFailure {
            result.failure = failure
        }
        return result
    }

    /// Why a precondition refuses, as findings of a plan.
    private func refusal(_ check: () async throws -> Void) async throws -> [Finding] {
        do {
            try await check()
            return []
        } catch let failure as RunFailure where failure.code == .refused {
            return failure.findings
        }
    }
}
