/// One thing that a person should know about a file or an object, with the way out.
///
/// A finding is a value: whoever makes it does not print it, and whoever prints it does not know
/// who made it.
public struct Finding: Sendable, Hashable, Codable {
    /// How much a finding matters.
    public enum Severity: String, Sendable, Hashable, Codable, CaseIterable, Comparable {
        /// Worth knowing; changes nothing.
        case note
        /// Probably not what was meant; the command goes on.
        case warning
        /// The command refuses or fails because of it.
        case error

        /// Orders `note < warning < error`.
        public static func < (left: Severity, right: Severity) -> Bool {
            left.rank < right.rank
        }

        private var rank: Int {
            switch self {
            case .note: 0
            case .warning: 1
            case .error: 2
            }
        }
    }

    /// The stable kebab-case name of the rule, as printed and as used in `allow` directives.
    public var rule: String
    /// How much it matters.
    public var severity: Severity
    /// What is wrong, in one sentence without a final full stop.
    public var message: String
    /// Where it is, when it is in a file.
    public var location: Location?
    /// What shows it: a line of source with a caret, values, names.
    public var evidence: [String]
    /// What to do or to type next.
    public var remedy: String?

    /// Makes a finding.
    public init(
        rule: String, severity: Severity, message: String, location: Location? = nil,
        evidence: [String] = [], remedy: String? = nil
    ) {
        self.rule = rule
        self.severity = severity
        self.message = message
        self.location = location
        self.evidence = evidence
        self.remedy = remedy
    }
}
