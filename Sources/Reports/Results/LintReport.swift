public import Findings
public import JSONText

/// What `tidemark lint` shows.
public struct LintReport: Report {
    let files: [String]
    let findings: [Finding]
    let serverVersion: Int

    /// Makes a report of what was found in files.
    public init(files: [String], findings: [Finding], serverVersion: Int) {
        self.files = files
        self.findings = findings
        self.serverVersion = serverVersion
    }

    /// The findings, each with its line, and how many of which severity.
    public func text(on terminal: Terminal) -> String {
        let list = findings.map { renderFinding($0, on: terminal) }.joined()
        let amount = renderCount(files.count, "file")
        guard !findings.isEmpty else {
            return terminal.render("\(amount): nothing found", .success) + "\n"
        }
        return list
            + terminal.render(StyledText("\(amount): ") + renderTally(findings)) + "\n"
    }

    /// `serverVersion`, `files`, `errors`, `warnings`, `notes`, `findings`.
    public var json: JSONValue {
        func count(_ severity: Finding.Severity) -> JSONValue {
            .integer(findings.count { $0.severity == severity })
        }
        return [
            "serverVersion": .integer(serverVersion),
            "files": .list(files),
            "errors": count(.error),
            "warnings": count(.warning),
            "notes": count(.note),
            "findings": .list(findings),
        ]
    }
}

/// The rules that there are, as `tidemark lint --rules` lists them.
public struct RuleListReport: Report {
    /// A rule with its severity and what it finds.
    public struct Rule: Sendable {
        let id: String
        let severity: Finding.Severity?
        let title: String

        /// Makes a rule; without a severity it is off.
        public init(id: String, severity: Finding.Severity?, title: String) {
            self.id = id
            self.severity = severity
            self.title = title
        }
    }

    let rules: [Rule]

    /// Makes a report.
    public init(_ rules: [Rule]) { self.rules = rules }

    /// One line each.
    public func text(on terminal: Terminal) -> String {
        var table = Table(columns: [.init("rule"), .init("severity"), .init("finds")])
        for rule in rules {
            table.rows.append([
                StyledText(rule.id, .strong),
                StyledText(rule.severity?.rawValue ?? "off", rule.severity?.style ?? .faint),
                StyledText(rule.title),
            ])
        }
        return renderTable(table, on: terminal)
    }

    /// `rules`, each with `rule`, `severity` (null where it is off) and `title`.
    public var json: JSONValue {
        [
            "rules": .array(
                rules.map {
                    [
                        "rule": .string($0.id), "severity": .optional($0.severity?.rawValue),
                        "title": .string($0.title),
                    ]
                })
        ]
    }
}
