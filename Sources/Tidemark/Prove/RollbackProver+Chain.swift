import Catalog
import Findings
import Migrations
import SchemaDiff

/// Several migrations, reverted one after the other.
extension RollbackProver {
    func noteChain(_ proof: RollbackProof, before: Catalog) {
        if proof.verdict == .irreversible || proof.verdict == .noDown {
            start = nil
            reverted = []
            return
        }
        if start == nil { start = (proof.id, before) }
        reverted.append(proof.id)
    }

    /// Reverts all that can be reverted one after the other, and applies it again.
    func proveChain() async throws -> ChainProof? {
        guard let start, reverted.count > 1, let last = reverted.last else { return nil }
        tell("all together", reverted.count, reverted.count)
        var chain = ChainProof(
            first: start.id, last: last, count: reverted.count,
            beginsAtZero: reverted.count == applied, verdict: .exact)
        let operation = try await operation(on: databases.base)
        let after = try await operation.readCatalog()
        let down = try await run {
            try await operation.revert(folder, to: .count(reverted.count))
        }
        if let failure = down.failure {
            chain.verdict = .fails
            chain.findings = failure.findings
        } else {
            chain.differences = Comparison().compare(
                expected: start.catalog, actual: try await operation.readCatalog())
            chain.verdict = RollbackVerdict(chain.differences)
            let up = try await run { try await operation.apply(folder, only: Set(reverted)) }
            if let failure = up.failure {
                if chain.verdict.isProven { chain.verdict = .fails }
                chain.findings = failure.findings
            } else {
                chain.again = Comparison().compare(
                    expected: after, actual: try await operation.readCatalog()
                ).filter { $0.property != "columnOrder" && $0.direction != .rendering }
                if chain.verdict.isProven, !chain.again.isEmpty { chain.verdict = .changed }
            }
        }
        await operation.close()
        return chain
    }
}
