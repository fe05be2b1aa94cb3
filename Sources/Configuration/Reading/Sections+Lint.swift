import Findings

extension Sections {
    /// Reads the section; what is wrong in it is a finding, and that part is left out.
    mutating func lintSection(_ key: Configuration.Key, _ pairs: [YAMLPair]) -> LintSection {
        var section = LintSection()
        for pair in pairs {
            switch pair.key {
            case "rules": section.rules = lintRules(pair.value)
            case "server-version": section.serverVersion = serverVersion(pair.value)
            default:
                findings.append(
                    place.error(
                        "config-unknown-key", "`\(pair.key)` is no key under `\(key)`",
                        line: pair.line, column: pair.column,
                        remedy: nearestName(to: pair.key, among: LintSection.keys).map {
                            "did you mean `\($0)`?"
                        } ?? "the keys are \(LintSection.keys.joined(separator: ", "))"))
            }
        }
        return section
    }

    private mutating func lintRules(_ node: YAMLNode) -> [LintSection.Rule] {
        if node.isNull { return [] }
        guard case .mapping(let pairs) = node.content else {
            findings.append(
                place.error(
                    "config-wrong-type", "`rules` needs rules with levels, not \(node.kindInWords)",
                    line: node.line, column: node.column,
                    remedy: "for example `rules: { prefer-text-field: off }`"))
            return []
        }
        return pairs.compactMap { pair in
            let words = LintSection.Level.allCases.map(\.rawValue)
            guard let text = pair.value.text, let level = LintSection.Level(rawValue: text) else {
                findings.append(
                    place.error(
                        "config-wrong-value", "`\(pair.key)` needs off, note, warning or error",
                        line: pair.value.line, column: pair.value.column,
                        remedy: pair.value.text.flatMap { nearestName(to: $0, among: words) }.map {
                            "did you mean `\(pair.key): \($0)`?"
                        }))
                return nil
            }
            return LintSection.Rule(
                name: pair.key, level: level,
                location: Location(file: place.file, line: pair.line, column: pair.column))
        }
    }

    private mutating func serverVersion(_ node: YAMLNode) -> Int? {
        guard let text = node.text, let major = Int(text), (13...99).contains(major) else {
            findings.append(
                place.error(
                    "config-wrong-value", "`server-version` needs a major release from 13",
                    line: node.line, column: node.column, remedy: "for example `server-version: 15`"
                ))
            return nil
        }
        return major
    }
}
