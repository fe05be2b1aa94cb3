package import Findings

/// What a project wants of the rules.
package struct LintSettings: Sendable {
    /// The oldest release that Tidemark works with.
    package static let oldestServer = 13

    /// The severity of rules that the project has an opinion on; nil switches one off.
    package var severities: [String: Finding.Severity?] = [:]
    /// The rules to look at; empty for all.
    package var only: Set<String> = []
    /// Rules that are accepted everywhere.
    package var allowed: Set<String> = []
    /// The oldest major release that the files have to run on.
    package var server = Self.oldestServer
    /// Whether a statement waits for a lock for ever unless its file says otherwise.
    package var waitsForEver = false

    /// What every rule has by itself.
    package init() {}

    /// The severity that a rule's findings get; nil where it does not run.
    func severity(of rule: LintRule) -> Finding.Severity? {
        guard rule.versions.contains(server), !allowed.contains(rule.id) else { return nil }
        if !only.isEmpty, !only.contains(rule.id) { return nil }
        if let chosen = severities[rule.id] { return chosen }
        // Who asks for a rule by name wants it, also where it is off.
        return only.isEmpty ? rule.severity : rule.severity ?? .note
    }
}
