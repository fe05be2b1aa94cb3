public import Findings

/// Renders findings as GitHub workflow commands, one line each, which show up on the lines of a pull request.
///
/// The format is that of "Workflow commands for GitHub Actions": message text escapes `%`, CR and LF; a property
/// escapes `:` and `,` too. A file that the repository does not hold is shown on the run instead.
public func renderGitHubAnnotations(_ findings: [Finding]) -> String {
    findings.map { finding in
        var properties: [String] = []
        if let location = finding.location {
            properties.append("file=" + property(location.file))
            if let line = location.line { properties.append("line=\(line)") }
            if let column = location.column { properties.append("col=\(column)") }
        }
        properties.append("title=" + property(finding.rule))
        var text = finding.message
        for line in finding.evidence { text += "\n" + line }
        if let remedy = finding.remedy { text += "\nnext: " + remedy }
        let command = finding.severity.annotation
        return "::\(command) \(properties.joined(separator: ","))::\(data(text))\n"
    }.joined()
}

private func data(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "%": escaped += "%25"
        case "\r": escaped += "%0D"
        case "\n": escaped += "%0A"
        default: escaped.unicodeScalars.append(scalar)
        }
    }
    return escaped
}

private func property(_ text: String) -> String {
    var escaped = ""
    for scalar in data(text).unicodeScalars {
        switch scalar {
        case ":": escaped += "%3A"
        case ",": escaped += "%2C"
        default: escaped.unicodeScalars.append(scalar)
        }
    }
    return escaped
}

extension Finding.Severity {
    /// The word that GitHub has for it.
    fileprivate var annotation: String {
        switch self {
        case .error: "error"
        case .warning: "warning"
        case .note: "notice"
        }
    }
}
