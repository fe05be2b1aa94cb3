import Configuration
import Findings
import Migrations

/// What a script's `allow` directives silence, and which of them silence nothing.
struct Allowances {
    private let given: [ScriptDirectives.Allowance]
    private let settings: LintSettings
    private var used: Set<String> = []

    init(_ given: [ScriptDirectives.Allowance], _ settings: LintSettings) {
        self.given = given
        self.settings = settings
    }

    /// Whether the script allows a rule that has found something.
    mutating func use(_ rule: String) -> Bool {
        guard given.contains(where: { $0.rule == rule }) else { return false }
        used.insert(rule)
        return true
    }

    /// A finding for each directive that silences nothing.
    ///
    /// A rule that did not run, by configuration or version, leaves its directives alone.
    var unused: [Finding] {
        given.compactMap { allowance in
            guard let rule = LintRule.named(allowance.rule) else {
                let near = nearestRule(to: allowance.rule)
                return Finding(
                    rule: "unknown-rule", severity: .warning,
                    message: "there is no rule \(allowance.rule) to allow",
                    location: allowance.location,
                    remedy: near.map { "write: -- tidemark: allow \($0) \(allowance.reason)" }
                        ?? "see the rules: tidemark lint --rules")
            }
            guard !used.contains(rule.id), settings.severity(of: rule) != nil else { return nil }
            return Finding(
                rule: "unused-allow", severity: .warning,
                message: "\(rule.id) finds nothing here, so there is nothing to allow",
                location: allowance.location, remedy: "remove the line")
        }
    }
}

/// The rule that a wrong name probably means.
package func nearestRule(to name: String) -> String? {
    let names = LintRule.all.map(\.id)
    if let longer = names.first(where: { $0.hasPrefix(name) || $0.hasSuffix(name) }), name.count > 3
    {
        return longer
    }
    return nearestName(to: name, among: names)
}
