import Catalog
public import Findings
import Migrations
import Reports
import SchemaDiff

extension RollbackProof {
    /// Why it is not proven, each with the statement or the line to blame; empty where it is.
    public var allFindings: [Finding] {
        if verdict.isProven { return rowFindings }
        switch verdict {
        case .notReached: return []
        case .fails: return failures + rowFindings
        case .noDown:
            return [
                Finding(
                    rule: "rollback-no-down", severity: .error, message: "\(id): \(words)",
                    location: place, evidence: missing.map(\.line) + untried, remedy: remedy(nil))
            ] + rowFindings
        default: return faultFindings + rowFindings
        }
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

    /// What failed, with the statements that the DOWN should come to.
    private var failures: [Finding] {
        findings.enumerated().map { index, finding in
            guard index == 0, !missing.isEmpty else { return finding }
            var finding = finding
            finding.evidence += missing.map(\.line) + untried
            finding.remedy = remedy(nil)
            return finding
        }
    }

    /// A finding for each place, with the statements that mend it.
    private var faultFindings: [Finding] {
        zip(faults, statements(for: faults)).enumerated().map { index, pair in
            let (fault, statements) = pair
            let later =
                index == faults.count - 1 ? untried + findings.map { "again: \($0.located)" } : []
            return Finding(
                rule: fault.kind.rule, severity: .error, message: "\(id): \(fault.kind.words)",
                location: fault.location,
                evidence: fault.source + fault.lines + statements.map(\.line) + later,
                remedy: statements.isEmpty ? nil : remedy(fault))
        }
    }

    /// What mends each fault; all with the last where their order would be lost.
    private func statements(for faults: [RollbackFault]) -> [[PlannedStatement]] {
        guard !faults.isEmpty else { return [] }
        let last = faults.count - 1
        let places = missing.map { statement in
            faults.firstIndex { $0.elements.contains(statement.element) }
                ?? faults.firstIndex { fault in
                    fault.elements.contains { $0.object == statement.element.object }
                } ?? last
        }
        let runs = zip(places, [-1] + places).count { $0 != $1 }
        guard runs == Set(places).count else {
            return faults.indices.map { $0 == last ? missing : [] }
        }
        return faults.indices.map { fault in
            zip(missing, places).filter { $0.1 == fault }.map(\.0)
        }
    }

    /// Why nothing is proposed, or why that does not do it.
    private var untried: [String] {
        obstacles.map {
            (missing.isEmpty ? "no DOWN is proposed: " : "with + it is not as before: ") + $0
        }
    }

    private func remedy(_ fault: RollbackFault?) -> String? {
        guard !missing.isEmpty, isMissingProven else {
            return verdict == .noDown
                ? "write \(downPath ?? "the DOWN") by hand, or say in the UP: -- tidemark: irreversible REASON"
                : missing.isEmpty
                    ? nil : "correct it by hand; what stands behind + was tried and does not do it"
        }
        let what: String
        switch (verdict, fault) {
        case (.noDown, _):
            what =
                downPath == nil
                ? "add to the file, as its DOWN, what stands behind +"
                : "write the DOWN: tidemark prove \(id.typed) --write-down"
        case (.fails, _): what = "let the DOWN say what stands behind +"
        case (_, let fault?):
            what =
                fault.belongs.map { "add \($0) what stands behind +" }
                ?? (fault.kind == .keeps ? "" : "correct it, or ")
                + "add to the DOWN what stands behind +"
        default: what = "add to the DOWN what stands behind +"
        }
        return what + ", which was tried"
    }
}

extension PlannedStatement {
    /// As it would stand in the DOWN.
    fileprivate var line: String { "+ \(sql);" }
}

extension Finding {
    fileprivate var located: String {
        (location.map { "\($0): " } ?? "") + message
    }
}
