import Findings
import SchemaDiff

extension Difference.Severity {
    /// From the gravest down.
    static let gravestFirst = allCases.sorted(by: >)

    /// How much it matters as a finding: what breaks programs or widens access is an error.
    var asFinding: Finding.Severity {
        switch self {
        case .security, .breaking: .error
        case .data: .warning
        case .cosmetic: .note
        }
    }

    /// How its word looks on a terminal.
    var style: Style { asFinding.style }

    /// The name of its rule: `drift-security`.
    var rule: String { "drift-\(rawValue)" }

    /// What a difference of it changes, in one sentence.
    var meaning: String {
        switch self {
        case .security: "Changes who can do what."
        case .breaking: "Changes what a program that relies on the expected schema can do."
        case .data: "Changes how rows are kept or how fast they are found."
        case .cosmetic: "Changes nothing that a program can do."
        }
    }

    /// What so many differences of it do: `7 differences change who can do what`.
    func effect(_ amount: String, isOne: Bool) -> String {
        switch self {
        case .security: "\(amount) \(isOne ? "changes" : "change") who can do what"
        case .breaking: "\(amount) can break programs"
        case .data: "\(amount) \(isOne ? "changes" : "change") how rows are kept or found"
        case .cosmetic: "\(amount) \(isOne ? "is" : "are") cosmetic"
        }
    }

    /// The same mark in every document: red, orange, yellow, white.
    var mark: String {
        switch self {
        case .security: "🔴"
        case .breaking: "🟠"
        case .data: "🟡"
        case .cosmetic: "⚪"
        }
    }
}

/// How many differences of each severity there are, the gravest first, without those that do not occur.
func severityCounts(
    _ differences: [Difference]
) -> [(severity: Difference.Severity, count: Int)] {
    Difference.Severity.gravestFirst.compactMap { severity in
        let count = differences.count { $0.severity == severity }
        return count > 0 ? (severity, count) : nil
    }
}

/// `2 security, 1 data`.
func renderSeverities(_ differences: [Difference]) -> String {
    severityCounts(differences).map { "\(renderNumber($0.count)) \($0.severity.rawValue)" }
        .joined(separator: ", ")
}
