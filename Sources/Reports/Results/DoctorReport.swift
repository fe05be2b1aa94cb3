public import JSONText
public import Migrations

/// What `tidemark doctor` shows.
public struct DoctorReport: Report {
    let checks: [DoctorCheck]

    /// Makes a report.
    public init(_ checks: [DoctorCheck]) {
        self.checks = checks
    }

    /// Whether nothing keeps migrations from running.
    public var isWell: Bool { !checks.contains { $0.verdict == .problem } }

    /// A line per check.
    public func text(on terminal: Terminal) -> String {
        var text = ""
        for check in checks {
            let style: Style =
                switch check.verdict {
                case .ok: .success
                case .warning: .warning
                case .problem: .error
                }
            let word = check.verdict == .ok ? "ok" : check.verdict.rawValue
            let padded = word + String(repeating: " ", count: max(0, 8 - word.count))
            let line =
                StyledText(padded, style) + StyledText(check.name, .strong)
                + StyledText(": \(check.detail)")
            text += terminal.render(line) + "\n"
            if let remedy = check.remedy { text += "        next: \(renderVisible(remedy))\n" }
        }
        return text
    }

    /// `checks`.
    public var json: JSONValue {
        [
            "checks": .array(
                checks.map { check in
                    [
                        "name": .string(check.name),
                        "verdict": .string(check.verdict.rawValue),
                        "detail": .string(check.detail),
                        "remedy": .optional(check.remedy),
                    ]
                })
        ]
    }
}
