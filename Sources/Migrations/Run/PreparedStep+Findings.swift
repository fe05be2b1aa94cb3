package import Findings
import SQLText

extension [PreparedStep] {
    /// The notes and warnings of all scripts; what many of them share is one finding.
    package var findings: [Finding] {
        let all = flatMap(\.findings) + (downMissing.map { [$0] } ?? [])
        let empty = all.filter { $0.rule == "no-statement" }
        guard empty.count > 1, let first = empty.first else { return all }
        var together = first
        together.message = "\(empty.count) files have no statement"
        together.evidence = empty.compactMap { $0.location?.file }
        return all.filter { $0.rule != "no-statement" } + [together]
    }

    /// The migrations that this run applies, and that have no way back and do not say why.
    private var downMissing: Finding? {
        let candidates = filter {
            $0.step.direction == .up && $0.step.migration?.kind == .versioned
        }
        let without = candidates.filter {
            $0.step.migration?.down == nil && $0.script.directives.irreversible == nil
        }
        return .downMissing(of: without.map(\.script.script.path), among: candidates.count)
    }

    /// One warning for each release of PostgreSQL that scripts need and the server is older than.
    ///
    /// Told from syntax alone, before anything runs: what a name in the catalog needs is not found.
    package func versionFindings(server: Int) -> [Finding] {
        let major = server / 10_000
        guard major < 18 else { return [] }
        var places: [Int: [(what: String, location: Location)]] = [:]
        for step in self {
            for (index, item) in step.script.statements.enumerated() {
                let text = item.statement.text
                guard let floor = item.shape.versionFloor(in: text), floor.major > major else {
                    continue
                }
                let before = String(decoding: text.utf8.prefix(floor.offset), as: UTF8.self)
                let place = step.script.position(
                    ofCharacter: before.unicodeScalars.count + 1, in: index)
                let location = Location(
                    file: step.script.script.path, line: place.line, column: place.column)
                places[floor.major, default: []].append((floor.what, location))
            }
        }
        return places.keys.sorted().compactMap { needed in
            guard let found = places[needed], let first = found.first else { return nil }
            let others = found.count > 1 ? ", and \(found.count - 1) more" : ""
            return Finding(
                rule: "version-floor", severity: .warning,
                message: "PostgreSQL \(needed) or later is needed, and the server is \(major): "
                    + "\(first.what)\(others)",
                location: first.location,
                evidence: found.count > 1 ? found.map { "\($0.location): \($0.what)" } : [],
                remedy: "migrate a server of that release, or write it as older ones take it")
        }
    }
}
