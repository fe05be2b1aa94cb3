public import Findings
import Migrations
import SchemaDiff

extension ChainProof {
    /// Why it is not proven, each with the migration and the line to blame; empty where it is.
    public var allFindings: [Finding] {
        guard !verdict.isProven else { return [] }
        let blamed = links.filter(isToBlame)
        let ends = stopped.map(stopFindings) ?? leftFindings(without: blamed)
        return ends + blamed.flatMap(findings) + againFindings
    }

    // MARK: - What it comes to

    /// The step that failed; what differed before it is evidence, as one DOWN relies on what another leaves.
    private func stopFindings(_ stop: Stop) -> [Finding] {
        if stop.isKnown {
            return [
                Finding(
                    rule: "rollback-together", severity: .error,
                    message:
                        "all together: it stops at \(stop.id), as above; nothing before that is reverted",
                    location: findings.first?.location)
            ]
        }
        return findings.enumerated().map { index, finding in
            var finding = finding
            finding.message = "all together: \(finding.message)"
            guard index == 0, stop.direction == .down else { return finding }
            let before = links.flatMap { $0.evidence { _ in true } }
            finding.evidence +=
                before.isEmpty
                ? [
                    "before it, the schema was what it was there: rows, or what is outside of it, differ"
                ]
                : ["before it, the schema was not what it was there:"] + before
            return finding
        }
    }

    /// What differs at the end as single verdicts tell, each with the migration from which on it does.
    private func leftFindings(without blamed: [ChainLink]) -> [Finding] {
        let told = Set(blamed.flatMap(\.faults).flatMap(\.elements))
        let isUntold = { (difference: Difference) in
            left.contains(difference.path) && !told.contains(difference.element)
        }
        let guilty = links.filter { $0.differences.contains(where: isUntold) }
        guard !guilty.isEmpty else { return [] }
        return [
            Finding(
                rule: "rollback-together", severity: .error,
                message:
                    "all together: \(first) to \(last), reverted one after the other: \(words)",
                location: guilty.first?.place,
                evidence: guilty.flatMap { $0.evidence(isUntold) })
        ]
    }

    /// What differs at the end.
    private var left: Set<String> { Set(differences.counted.map(\.path)) }

    /// Whether the step that failed fails only together with others.
    private var stopsOnlyTogether: Bool {
        stopped.map { !$0.isKnown && $0.direction == .down } ?? false
    }

    private var words: String {
        switch verdict {
        case .leaves: "something is left"
        case .lacks: "something is not brought back"
        default: "the schema is not what it was"
        }
    }

    // MARK: - Who is to blame

    /// Whether a link explains what this comes to, and its own verdict does not tell of it.
    private func isToBlame(_ link: ChainLink) -> Bool {
        guard !link.faults.isEmpty else { return false }
        return stopsOnlyTogether || link.differences.contains { left.contains($0.path) }
    }

    private func findings(of link: ChainLink) -> [Finding] {
        let before = links.prefix { $0.id != link.id }.flatMap { $0.evidence { _ in true } }
        let elements = Set(differences.counted.map(\.element))
        let faults = link.faults.filter {
            stopsOnlyTogether || !$0.elements.isDisjoint(with: elements)
        }
        return faults.map { fault in
            Finding(
                rule: "rollback-together", severity: .error,
                message:
                    "all together: from the DOWN of \(link.id) on, the schema is not what it was on the way up",
                location: fault.location,
                evidence: fault.source + fault.lines
                    + (before.isEmpty ? [] : ["before it already:"] + before),
                remedy: fault.kind == .reorders
                    ? "name columns where a DOWN relies on their order, which nothing restores"
                    : "correct it, then type the command again")
        }
    }

    private var againFindings: [Finding] {
        guard differences.counted.isEmpty else { return [] }
        return againFaults.map { fault in
            Finding(
                rule: "rollback-together", severity: .error,
                message: "all together: \(fault.id): \(fault.fault.kind.words)",
                location: fault.fault.location, evidence: fault.fault.source + fault.fault.lines)
        }
    }
}

extension [Difference] {
    /// Without the order of columns, which no statement changes, and what is only written otherwise.
    var counted: [Difference] {
        filter { $0.property != "columnOrder" && $0.direction != .rendering }
    }
}
