import Catalog
import Findings
import Migrations
import SchemaDiff

/// Several migrations, reverted one after the other.
extension RollbackProver {
    func noteChain(_ proof: RollbackProof, _ states: States) {
        if proof.verdict == .irreversible || proof.verdict == .noDown {
            marks.removeAll()
        } else {
            marks.append(proof, before: states.before, after: states.after)
        }
    }

    /// Reverts all that can be reverted one after the other, looks at the schema after each, and applies it again.
    func proveChain() async throws -> ChainProof? {
        let steps = marks.steps
        guard steps.count > 1, let last = marks.last,
            var watch = ChainWatch(marks, finder: { self.finder(of: $0, $1) })
        else { return nil }
        tell("all together", steps.count, steps.count)
        var chain = ChainProof(
            steps[0].id, steps[steps.count - 1].id, count: steps.count,
            beginsAtZero: steps.count == applied)
        let operation = try await operation(on: databases.base)
        let down = try await run {
            try await operation.revert(folder, count: steps.count) {
                watch.look(at: try await operation.readCatalog())
            }
        }
        chain.links = watch.links
        chain.differences = watch.differences
        if let failure = down.failure {
            chain.verdict = .fails
            chain.stop(failure, at: watch.current, .down, folder)
        } else {
            chain.verdict = RollbackVerdict(chain.differences)
            let up = try await run { try await operation.apply(folder, only: Set(steps.map(\.id))) }
            if let failure = up.failure {
                if chain.verdict.isProven {
                    chain.verdict = .fails
                    let step = steps.first { $0.id == failure.migration }
                    chain.stop(failure, at: step, .up, folder)
                }
            } else {
                chain.again =
                    Comparison().compare(
                        expected: last, actual: try await operation.readCatalog()
                    ).counted
                if chain.verdict.isProven, !chain.again.isEmpty {
                    chain.verdict = .changed
                    chain.againFaults = faults(again: chain.again)
                }
            }
        }
        await operation.close()
        return chain
    }

    private func finder(of id: MigrationID, _ mark: ChainWatch.Mark) -> FaultFinder? {
        folder.migrations.first { $0.id == id }.map { migration in
            FaultFinder(
                migration, parser: workspace.parser(for: folder), before: mark.before,
                after: mark.after)
        }
    }

    /// What a second way up makes otherwise, each with the last migration that touches it.
    private func faults(
        again differences: [Difference]
    ) -> [(id: MigrationID, fault: RollbackFault)] {
        guard let last = marks.last else { return [] }
        let mark = ChainWatch.Mark(before: last, after: last)
        let finders = marks.steps.reversed().compactMap { step in
            finder(of: step.id, mark).map { (step: step, finder: $0) }
        }
        return differences.flatMap { difference -> [(id: MigrationID, fault: RollbackFault)] in
            let guilty =
                finders.first { $0.step.touches(difference.object) }
                ?? finders.first { $0.finder.isUpTouching(difference) } ?? finders.first
            guard let guilty else { return [] }
            return guilty.finder.faults(of: [], again: [difference]).map { (guilty.step.id, $0) }
        }
    }
}

extension ChainProof {
    /// Notes that a step failed.
    fileprivate mutating func stop(
        _ failure: RunFailure, at step: SchemaMarks.Step?, _ direction: Direction, _ folder: Folder
    ) {
        guard let step, let migration = folder.migrations.first(where: { $0.id == step.id }) else {
            findings = failure.findings
            return
        }
        findings = failure.findings(of: migration, direction)
        stopped = Stop(
            id: step.id, direction: direction,
            isKnown: findings.first?.message == step.proof.findings.first?.message)
    }
}
