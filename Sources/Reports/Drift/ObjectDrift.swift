import Catalog
import Findings
import SchemaDiff

/// What differs on one object.
struct ObjectDrift: Sendable {
    var name: ObjectName
    /// In the order in which they were found.
    var differences: [Difference]
    /// Both sides whole, where they are known.
    var sides: ObjectSides?

    /// Whether nothing on it differs but in how versions of the server write the same.
    var isRendering: Bool { differences.allSatisfy { $0.direction == .rendering } }
    /// The gravest severity on it.
    var severity: Difference.Severity { differences.map(\.severity).max() ?? .cosmetic }

    /// The differences by object, in the order in which the objects come.
    static func group(_ differences: [Difference], _ sides: [ObjectSides]) -> [ObjectDrift] {
        let known = Dictionary(sides.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        var groups: [ObjectDrift] = []
        var indexes: [ObjectName: Int] = [:]
        for difference in differences {
            if let index = indexes[difference.object] {
                groups[index].differences.append(difference)
            } else {
                indexes[difference.object] = groups.count
                groups.append(
                    ObjectDrift(
                        name: difference.object, differences: [difference],
                        sides: known[difference.object]))
            }
        }
        return groups
    }

    /// Where the snapshot has each difference.
    var locations: [Location?] {
        guard let file = sides?.file else { return differences.map { _ in nil } }
        let lines = (sides?.expected?.snapshotText).flatMap { SnapshotLines($0) }
        return differences.map { Location(file: file, line: lines?.line(of: $0)) }
    }

    /// The differences with their places, the gravest first; in their order among those that are as grave.
    var gravestFirst: [(Difference, Location?)] {
        let all = Array(zip(differences, locations))
        return Difference.Severity.gravestFirst.flatMap { severity in
            all.filter { $0.0.severity == severity }
        }
    }

    /// One finding for each difference, as formats that know nothing of schemas show it.
    var findings: [Finding] {
        zip(differences, locations).map { difference, location in
            Finding(
                rule: difference.severity.rule, severity: difference.severity.asFinding,
                message: difference.sentence, location: location, evidence: evidence(difference))
        }
    }

    /// The changed lines of a longer text, as a diff.
    private func evidence(_ difference: Difference) -> [String] {
        guard case .lines(let diff) = difference.change else { return [] }
        let lines = renderDiff(diff, context: 1)
        let limit = 20
        guard lines.count > limit else { return lines }
        return lines.prefix(limit) + ["… \(renderCount(lines.count - limit, "more line"))"]
    }
}

extension [ObjectDrift] {
    /// The gravest first; as they were among those that are as grave.
    var gravestFirst: [ObjectDrift] {
        Difference.Severity.gravestFirst.flatMap { severity in
            filter { $0.severity == severity }
        }
    }
}

/// The lines of a diff as `diff -u` marks them, without numbers.
func renderDiff(_ diff: LineDiff, context: Int) -> [String] {
    diff.hunks(context: context).flatMap { hunk in
        let gap = hunk.skipped > 0 ? ["  … \(renderCount(hunk.skipped, "unchanged line"))"] : []
        return gap
            + hunk.lines.map { line in
                switch line.kind {
                case .kept: "  " + line.text
                case .removed: "- " + line.text
                case .added: "+ " + line.text
                }
            }
    }
}
