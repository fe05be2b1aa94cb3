public import Findings
import Proving
import Migrations
public import Reports
import SchemaDiff

extension ProveOutcome {
    /// What is to be said of what is not proven, each with the line where its DOWN ends.
    public var findings: [Finding] {
        proofs.flatMap(\.allFindings) + (chain?.allFindings ?? [])
    }

    /// `2 of 3 migrations are proven, one after the other too`.
    public var summary: String {
        let proven = proofs.count { $0.verdict.isProven }
        let amount = proofs.count == 1 ? "migration" : "migrations"
        let sum =
            proven == proofs.count
            ? "\(proofs.count) \(amount) proven" : "\(proven) of \(proofs.count) \(amount) proven"
        guard let chain else { return sum + standIns.words }
        return sum + standIns.words
            + (chain.verdict.isProven ? ", and together" : ", not together")
    }

    /// The part of a check that it is.
    public var section: CheckReport.Section {
        var section = CheckReport.Section("prove", isProven ? .passed : .failed, summary: summary)
        section.findings = findings
        section.traces = traces
        section.subjects = proofs.filter(\.verdict.isProven).map(\.id.description)
        return section
    }
}
