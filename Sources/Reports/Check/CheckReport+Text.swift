public import JSONText

extension CheckReport: Report {
    /// The sections with what came of each, then what is wrong, then the verdict.
    public func text(on terminal: Terminal) -> String {
        var table = Table(columns: [.init(""), .init(""), .init("", isShrinkable: true)])
        for section in sections {
            let (mark, style) = sign(section.state, on: terminal)
            table.rows.append([
                StyledText(mark, style), StyledText(section.name, .strong),
                StyledText(section.words, section.state == .failed ? nil : .faint),
            ])
        }
        var text = renderTable(table, on: terminal)
        for section in sections {
            var body = section.findings.map { renderFinding($0, on: terminal) }.joined()
            body += renderTree(section.differences, on: terminal)
            body += renderRemarks(ignored: section.ignored, section.census, on: terminal)
            guard !body.isEmpty else { continue }
            text += "\n" + terminal.render(section.name, .strong) + "\n" + body
        }
        let details = context.map { "\($0.label) \($0.value)" }.joined(separator: ", ")
        let style: Style =
            switch verdict {
            case .passed: .success
            case .failed: .error
            case .unchecked: .warning
            }
        return text + "\n"
            + terminal.render(
                StyledText(headline, style) + StyledText(" (\(details))", .faint)) + "\n"
    }

    private func sign(_ state: Section.State, on terminal: Terminal) -> (String, Style) {
        switch state {
        case .passed: (terminal.usesUnicode ? "✓" : "ok", .success)
        case .failed: (terminal.usesUnicode ? "✗" : "FAIL", .error)
        case .skipped: (terminal.usesUnicode ? "–" : "-", .warning)
        }
    }

    /// `verdict`, `database`, `expectation`, `toolVersion`, `gitCommit`, `sections`.
    public var json: JSONValue {
        [
            "verdict": .string(verdict.rawValue),
            "database": .optional(database),
            "expectation": .optional(expectation),
            "toolVersion": .string(toolVersion),
            "gitCommit": .optional(gitCommit),
            "sections": .array(sections.map(\.json)),
        ]
    }
}

extension CheckReport.Section: JSONRepresentable {
    /// `name`, `state`, `reason`, `summary`, `findings`, `severities`, `differences`, `ignored`, `notCompared`.
    public var json: JSONValue {
        var reason: String?
        if case .skipped(let why) = state { reason = why }
        return [
            "name": .string(name),
            "state": .string(stateWord),
            "reason": .optional(reason),
            "summary": .string(summary),
            "findings": .list(findings),
            "severities": severitiesJSON(differences),
            "differences": differencesJSON(differences, sides),
            "ignored": differencesJSON(ignored, []),
            "notCompared": census.json,
        ]
    }
}
