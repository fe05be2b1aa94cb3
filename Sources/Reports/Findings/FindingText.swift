public import Findings

/// Renders a finding for people, with a line end after each line.
///
///     sql/03_tasks.sql:4:12: error: no such type [undefined-type]
///         4 | state taks_state
///         next: tidemark plan
///
/// The place comes first, as editors and terminals link it. Evidence and remedy are indented under it.
public func renderFinding(_ finding: Finding, on terminal: Terminal) -> String {
    var head = StyledText("")
    if let location = finding.location {
        head += StyledText(location.description, .strong) + ": "
    }
    let message = finding.message.split(separator: "\n", omittingEmptySubsequences: false)
    head += StyledText(finding.severity.rawValue, finding.severity.style) + ": "
    head += StyledText(String(message.first ?? ""))
    head += " " + StyledText("[\(finding.rule)]", .faint)
    var output = terminal.render(head) + "\n"
    for line in message.dropFirst() { output += "    " + renderVisible(String(line)) + "\n" }
    for entry in finding.evidence {
        for line in entry.split(separator: "\n", omittingEmptySubsequences: false) {
            output += line.isEmpty ? "\n" : "    " + renderVisible(String(line)) + "\n"
        }
    }
    if let remedy = finding.remedy {
        output +=
            "    " + terminal.render(StyledText("next:", .note) + StyledText(" " + remedy)) + "\n"
    }
    return output
}

/// Renders findings one after the other in the order given, and a last line that counts them.
///
/// Nothing at all for no findings.
public func renderFindings(_ findings: [Finding], on terminal: Terminal) -> String {
    guard !findings.isEmpty else { return "" }
    let list = findings.map { renderFinding($0, on: terminal) }.joined()
    return list + terminal.render(renderTally(findings)) + "\n"
}

/// Renders how many findings of each severity there are, the gravest first: `2 errors, 1 warning`.
public func renderTally(_ findings: [Finding]) -> StyledText {
    var tally = StyledText("")
    for severity in Finding.Severity.allCases.sorted(by: >) {
        let count = findings.count { $0.severity == severity }
        guard count > 0 else { continue }
        if tally.width > 0 { tally += ", " }
        tally += StyledText(renderCount(count, severity.rawValue), severity.style)
    }
    return tally
}

extension Finding.Severity {
    /// How its word looks.
    public var style: Style {
        switch self {
        case .error: .error
        case .warning: .warning
        case .note: .note
        }
    }
}
