import Findings

extension Sections {
    /// Reads a list of rules; what is wrong with one is a finding, and the rule is left out.
    mutating func ignoreRules(_ key: Configuration.Key, _ items: [YAMLNode]) -> [IgnoreRule] {
        items.compactMap { ignoreRule(key, $0) }
    }

    private mutating func ignoreRule(_ key: Configuration.Key, _ node: YAMLNode) -> IgnoreRule? {
        guard case .mapping(let pairs) = node.content else {
            wrongType(key, node)
            return nil
        }
        let before = findings.count
        var values: [String: String] = [:]
        for pair in pairs {
            guard IgnoreRule.keys.contains(pair.key) else {
                findings.append(
                    place.error(
                        "config-unknown-key", "`\(pair.key)` is no key of a rule under `\(key)`",
                        line: pair.line, column: pair.column,
                        remedy: nearestName(to: pair.key, among: IgnoreRule.keys).map {
                            "did you mean `\($0)`?"
                        } ?? "the keys are \(IgnoreRule.keys.joined(separator: ", "))"))
                continue
            }
            guard let text = pair.value.text, !text.isEmpty else {
                findings.append(
                    place.error(
                        "config-no-value", "`\(pair.key)` needs a text", line: pair.line,
                        column: pair.column))
                continue
            }
            if pair.key == "until", !isDate(text) {
                findings.append(
                    place.error(
                        "config-wrong-value", "`until` needs a day, such as 2027-01-31",
                        line: pair.value.line, column: pair.value.column))
            }
            values[pair.key] = text
        }
        for required in ["object", "reason"] where values[required] == nil {
            guard findings.count == before else { break }
            findings.append(
                place.error(
                    "config-no-value", "a rule under `\(key)` needs `\(required)`", line: node.line,
                    column: node.column, remedy: "for example `\(key): \(key.example)`"))
        }
        guard findings.count == before, let pattern = values["object"],
            let reason = values["reason"]
        else { return nil }
        return IgnoreRule(
            pattern: pattern, reason: reason, until: values["until"],
            location: Location(file: place.file, line: node.line, column: node.column))
    }
}
