import Proving
import Migrations
import Proving
public import Reports
import SchemaDiff

extension ProveOutcome {
    /// What is shown of it.
    ///
    /// - Parameter written: the paths of DOWNs that were written.
    public func report(written: [String] = []) -> ProveReport {
        ProveReport(
            migrations: proofs.map { proof in
                ProveReport.Migration(
                    id: proof.id.description, verdict: proof.verdict, words: proof.words,
                    differences: proof.differences, again: proof.again, dumped: proof.dumped,
                    missing: proof.missing, isMissingProven: proof.isMissingProven,
                    findings: proof.allFindings, upDuration: proof.upDuration,
                    downDuration: proof.downDuration, up: proof.upTraces, down: proof.downTraces,
                    rows: proof.rowTrial.map(RowReport.init))
            },
            chain: chain.map { chain in
                ProveReport.Chain(
                    first: chain.first.description, last: chain.last.description,
                    count: chain.count, beginsAtZero: chain.beginsAtZero, verdict: chain.verdict,
                    differences: chain.differences, again: chain.again,
                    findings: chain.allFindings)
            },
            server: server, base: base, isProven: isProven, summary: summary, targets: targets,
            written: written, standIns: standIns.names)
    }

    /// What the statements were seen to do, UP and DOWN.
    var traces: TraceSummary {
        TraceSummary(
            scripts: proofs.flatMap { proof in
                [
                    TracedScript(
                        migration: proof.id.description, direction: .up,
                        statements: proof.upTraces),
                    TracedScript(
                        migration: proof.id.description, direction: .down,
                        statements: proof.downTraces),
                ]
            }, targets: targets)
    }
}

extension RowReport {
    init(_ trial: RowTrial) {
        self.init(
            seeded: trial.seeded.rows, unfilled: trial.seeded.refused,
            losses: trial.losses.map(\.description))
    }
}
