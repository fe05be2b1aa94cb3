import Findings
public import Migrations
import PostgresSession

extension Operation {
    /// Reverts, and applies what was reverted again: nothing else, whatever else is pending.
    ///
    /// Both ways are planned and read before anything is reverted. Locks as those of `down` and `up`.
    ///
    /// - Throws: `RunFailure` when either way is refused; `SessionError` before the first step. What
    ///   fails later is in the results.
    public func redo(_ folder: Folder, _ options: DownOptions) async throws -> [RunResult] {
        let planned = try await planDown(folder, options)
        let ids = Set(planned.steps.map(\.id))
        guard !ids.isEmpty else { return [await down(planned)] }
        let survey = try await survey(folder)
        let again = survey.planner.planAgain(ids)
        guard again.refusals.isEmpty else { throw RunFailure.refusal(again.refusals) }
        _ = try await prepare(again, survey)
        let reverted = await down(planned)
        guard reverted.failure == nil else { return [reverted] }
        var up = UpOptions(target: .only(ids))
        up.allowOutOfOrder = true
        do {
            return [reverted, try await self.up(folder, up)]
        } catch {
            return [reverted, Self.stopped(error, after: reverted)]
        }
    }

    /// A way up that did not begin, although the way down is done: nobody may read that nothing was changed.
    private static func stopped(_ error: any Error, after reverted: RunResult) -> RunResult {
        var result = RunResult(direction: .up)
        let names = reverted.outcomes.map(\.id.description).joined(separator: ", ")
        let state = "\(names) \(reverted.outcomes.count == 1 ? "is" : "are") reverted"
        if var failure = error as? RunFailure {
            failure.databaseState = state
            result.failure = failure
        } else {
            let session = error as? SessionError
            let isLost = session?.code == .connectionLost
            result.failure = RunFailure(
                code: isLost ? .connectionLost : .failed,
                findings: [
                    Finding(
                        rule: isLost ? "connection-lost" : "redo", severity: .error,
                        message: session?.message ?? "\(error)")
                ],
                server: session?.server, databaseState: state, next: "tidemark up")
        }
        return result
    }
}
