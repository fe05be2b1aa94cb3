import Findings
import Migrations
import SQLText

extension LintRule {
    /// The section of the documentation about the rule.
    package var markdown: String {
        var text = "### \(id)\n\n\(title).\n\n"
        var facts = [severity.map { "Severity: \($0.rawValue)." } ?? "Off unless asked for."]
        if versions.lowerBound > 1 { facts.append("PostgreSQL \(versions.lowerBound) and later.") }
        if versions.upperBound < 99 { facts.append("Up to PostgreSQL \(versions.upperBound).") }
        let seen = examples.facts.compactMap(\.words)
        if !seen.isEmpty { facts.append("A server shows it: \(seen.joined(separator: "; ")).") }
        text += facts.joined(separator: " ") + "\n\n\(reason)\n\n"
        text += "Found:\n\n```sql\n\(terminated(examples.bad[0]))\n```\n\nInstead:\n\n"
        return text + "```sql\n\(instead)\n```\n"
    }

    /// The part of the documentation that lists all rules: a table, then a section each.
    package static var allMarkdown: String {
        var text = "| rule | severity | what it finds |\n| --- | --- | --- |\n"
        for rule in all {
            text +=
                "| [`\(rule.id)`](#\(rule.id)) | \(rule.severity?.rawValue ?? "off") | \(rule.title) |\n"
        }
        return text + all.map { "\n" + $0.markdown }.joined()
    }

    private func terminated(_ script: String) -> String {
        script.hasSuffix(";") ? script : script + ";"
    }
}

extension LintFact {
    /// In words; nil where no server is asked.
    var words: String? {
        switch self {
        case .lock(let mode, let relation): "\(mode.rawValue) on `\(relation)`"
        case .rewrites(let relation): "`\(relation)` gets new files"
        case .says(let text): "“\(text)”"
        case .fails(let state): "SQLSTATE \(state)"
        case .answers(let query, let answer): "`\(query)` answers `\(answer)`"
        case .notOfTheServer: nil
        }
    }
}
