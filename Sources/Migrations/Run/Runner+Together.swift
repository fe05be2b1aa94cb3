package import Findings
import PostgresSession

extension Runner {
    /// Runs all steps in one transaction (`--single-transaction`): all of them or none.
    ///
    /// The caller has made sure that every script is a single transaction segment.
    func runTogether(_ steps: [PreparedStep]) async throws {
        guard let first = steps.first else { return }
        var finished: [StepOutcome] = []
        var current = ScriptRun(first, layout: layout)
        do {
            try await retrying(current) {
                finished = []
                try await self.session.execute("begin")
                for (index, step) in steps.enumerated() {
                    current = ScriptRun(step, layout: self.layout)
                    self.observe(
                        .started(
                            step.id, step.step.direction, number: index + 1, of: steps.count,
                            resumesAfter: 0))
                    try await self.session.execute(
                        SessionReset.commands(self.settings, directives: step.script.directives))
                    self.probe?.letGo()
                    for statement in 0..<current.total {
                        try await self.send(statement, of: current, leaves: .inTransaction)
                    }
                    current.current = nil
                    let event = current.event(done: current.total)
                    if index == steps.count - 1 {
                        try await self.checkRunLock()
                        try await self.commit(event, with: "commit", of: current)
                    } else {
                        try await self.add(event)
                    }
                    finished.append(current.outcome)
                }
            }
        } catch {
            var failure = await failure(error, in: current)
            if !current.isFinished, !(error is OutcomeUnknown) {
                failure.databaseState =
                    "nothing is applied: the \(steps.count) migrations were one transaction"
            }
            throw failure
        }
        for outcome in finished {
            outcomes.append(outcome)
            observe(.finished(outcome))
        }
    }

    /// Names what keeps steps from sharing one transaction.
    package static func obstacles(toSharing steps: [PreparedStep]) -> [Finding] {
        steps.compactMap { step in
            let segments = step.script.segments
            let fits = segments.allSatisfy { $0.kind == .transaction } && segments.count <= 1
            guard !fits || (step.step.progress?.done ?? 0) > 0 else { return nil }
            return Finding(
                rule: "single-transaction", severity: .error,
                message: "\(step.id) cannot share a transaction with the others: it has its own "
                    + "transactions, or statements that run outside any",
                location: Location(file: step.script.script.path),
                remedy: "run without --single-transaction, or stop before it with --to")
        }
    }
}
