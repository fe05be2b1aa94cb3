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
        section.subjects = proofs.map(\.id.description)
        return section
    }
}

extension RollbackProof {
    /// Why it is not proven; empty where it is.
    public var allFindings: [Finding] {
        guard !verdict.isProven else { return rowFindings }
        guard verdict != .fails, verdict != .notReached else {
            return verdict == .fails ? findings.map(withMissing) + rowFindings : []
        }
        let finding = Finding(
            rule: "rollback-\(verdict.rawValue)", severity: .error, message: "\(id): \(words)",
            location: place, evidence: evidence + proposal, remedy: remedy)
        return [finding] + findings + rowFindings
    }

    private func withMissing(_ finding: Finding) -> Finding {
        var finding = finding
        finding.evidence += proposal
        if !missing.isEmpty { finding.remedy = remedy }
        return finding
    }

    /// The statements that are missing, as they would stand in the DOWN.
    private var proposal: [String] { missing.map { "+ \($0.sql);" } }

    private var remedy: String? {
        guard !missing.isEmpty else { return nil }
        let what: String
        switch verdict {
        case .noDown: what = "write the DOWN: tidemark prove \(id) --write-down"
        case .fails: what = "let the DOWN say what stands behind +"
        default: what = "add to the DOWN what stands behind +"
        }
        return what + (isMissingProven ? ", which was tried" : ", which was not proven")
    }

    /// What the verdict says, in words.
    public var words: String {
        switch verdict {
        case .exact: "the DOWN undoes the UP"
        case .columnOrderOnly: "the DOWN undoes the UP but for the order of columns"
        case .irreversible: findings.first?.message ?? "there is no way back"
        case .leaves: "the DOWN leaves what the UP has made"
        case .lacks: "the DOWN does not bring back what the UP has taken away"
        case .changed:
            differences.contains { $0.property != "columnOrder" } || !dumped.isEmpty
                ? "the schema is not what it was"
                : "applied again, it leaves something else than the first time"
        case .noDown: "there is no DOWN, and the UP does not say why"
        case .fails: "it fails"
        case .notReached: "what is before it cannot be applied"
        }
    }

    private var evidence: [String] {
        differences.filter { $0.property != "columnOrder" && $0.direction != .rendering }.map(line)
            + dumped.map { "pg_dump: \($0)" } + again.map { "again: \(line($0))" }
    }

    private func line(_ difference: Difference) -> String {
        let word =
            switch difference.direction {
            case .missing: "lacks"
            case .unexpected: "leaves"
            case .changed, .rendering: "changed"
            }
        var text = "\(word) \(difference.path)"
        if let origin = difference.origin, let file = origin.statement.file {
            text += " (made at \(file)\(origin.statement.line.map { ":\($0)" } ?? ""))"
        }
        return text
    }
}

extension ChainProof {
    /// Why it is not proven; empty where it is.
    public var allFindings: [Finding] {
        guard !verdict.isProven else { return [] }
        guard verdict != .fails else {
            return findings.map { finding in
                var finding = finding
                finding.message = "all together: \(finding.message)"
                return finding
            }
        }
        let paths = differences.filter { $0.property != "columnOrder" }.map(\.path)
        return [
            Finding(
                rule: "rollback-together", severity: .error,
                message: "\(first) to \(last), reverted one after the other: \(words)",
                evidence: paths + again.map { "again: \($0.path)" })
        ]
    }

    private var words: String {
        switch verdict {
        case .leaves: "something is left"
        case .lacks: "something is not brought back"
        default: "the schema is not what it was"
        }
    }
}
