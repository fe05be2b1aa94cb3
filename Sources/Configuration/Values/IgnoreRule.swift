public import Findings

/// A difference that a project accepts, with the reason.
public struct IgnoreRule: Sendable, Hashable {
    /// The keys of a rule.
    static let keys = ["object", "reason", "until"]

    /// What is ignored: the path of a difference as reports show it, with `*` for any text.
    public let pattern: String
    /// Why.
    public let reason: String
    /// The last day on which it holds, `YYYY-MM-DD`; nil for ever.
    public let until: String?
    /// Where it is written.
    public let location: Location

    /// Makes a rule.
    public init(pattern: String, reason: String, until: String? = nil, location: Location) {
        self.pattern = pattern
        self.reason = reason
        self.until = until
        self.location = location
    }
}

/// Whether a text is a day of the calendar, `YYYY-MM-DD`.
func isDate(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.count) == [4, 2, 2],
        parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
        let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]),
        (1...12).contains(month)
    else { return false }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return (1...days[month - 1]).contains(day)
}
