/// A text that is not a length of time, with what to write instead.
public struct DurationFailure: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong, to follow the name of what was set: "needs a unit".
    public let message: String
    /// What to write instead, where it can be guessed.
    public let suggestion: String?

    /// The message, and the suggestion when there is one.
    public var description: String {
        guard let suggestion else { return message }
        return "\(message); did you mean \(suggestion)?"
    }
}

/// PostgreSQL's units of time, with their length in nanoseconds.
private let units: [(name: String, nanoseconds: Int128)] = [
    ("us", 1_000), ("ms", 1_000_000), ("s", 1_000_000_000), ("min", 60_000_000_000),
    ("h", 3_600_000_000_000), ("d", 86_400_000_000_000),
]

/// What people write for those units elsewhere.
private let otherSpellings: [String: String] = [
    "usec": "us", "µs": "us", "μs": "us", "microsecond": "us", "microseconds": "us",
    "msec": "ms", "millis": "ms", "millisecond": "ms", "milliseconds": "ms",
    "sec": "s", "secs": "s", "second": "s", "seconds": "s",
    "m": "min", "mins": "min", "minute": "min", "minutes": "min",
    "hr": "h", "hrs": "h", "hour": "h", "hours": "h", "day": "d", "days": "d",
]

/// Parses a length of time in PostgreSQL's units: `500ms`, `5s`, `1.5 min`, `0`.
///
/// The units are `us`, `ms`, `s`, `min`, `h` and `d`, as in postgresql.conf
/// (PostgreSQL manual, 20.1.1). A number without a unit is refused unless it is 0: the server
/// would read it as milliseconds for one setting and as seconds for another.
///
/// - Throws: `DurationFailure` when it is not such a text, is negative, or is beyond 10,000 days.
public func parseDuration(_ text: String) throws(DurationFailure) -> Duration {
    var trimmed = text[...]
    let space = UInt8(ascii: " ")
    while trimmed.utf8.first == space {
        trimmed = trimmed[trimmed.utf8.index(after: trimmed.startIndex)...]
    }
    while trimmed.utf8.last == space {
        trimmed = trimmed[..<trimmed.utf8.index(before: trimmed.endIndex)]
    }
    let isOfNumber = { (byte: UInt8) in
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: ".")
    }
    let end = trimmed.utf8.firstIndex { !isOfNumber($0) } ?? trimmed.endIndex
    let number = String(trimmed[..<end])
    let unit = String(trimmed[end...].drop { $0 == " " })
    let parts = number.split(separator: ".", omittingEmptySubsequences: false)
    guard !number.isEmpty, parts.count <= 2, parts.allSatisfy({ !$0.isEmpty }) else {
        throw DurationFailure(
            message: "needs a number with a unit (us, ms, s, min, h or d), such as 5s",
            suggestion: nil)
    }
    let isZero = number.allSatisfy { $0 == "0" || $0 == "." }
    if unit.isEmpty {
        if isZero { return .zero }
        throw DurationFailure(
            message: "needs a unit (us, ms, s, min, h or d)", suggestion: "\(number)s")
    }
    guard let scale = units.first(where: { $0.name == unit })?.nanoseconds else {
        let lower = unit.lowercased()
        let known = units.first { $0.name == lower }?.name ?? otherSpellings[lower]
        throw DurationFailure(
            message: "needs one of the units us, ms, s, min, h and d",
            suggestion: known.map { number + $0 })
    }
    let fraction = parts.count == 2 ? String(parts[1]) : ""
    guard number.count <= 18, let digits = Int128(String(parts[0]) + fraction) else {
        throw DurationFailure(message: "needs fewer digits", suggestion: nil)
    }
    let power = fraction.reduce(into: Int128(1)) { power, _ in power *= 10 }
    let nanoseconds = digits * scale / power
    guard nanoseconds <= 10_000 * 86_400_000_000_000 else {
        throw DurationFailure(message: "needs a duration of at most 10000d", suggestion: nil)
    }
    return Duration(attoseconds: nanoseconds * 1_000_000_000)
}

/// Parses a time-out for one of the server's settings, as `parseDuration` does a length of time.
///
/// Zero switches the limit off. Anything else is at least a millisecond, because the server would round less
/// to zero, and fits the 32-bit milliseconds that it keeps (PostgreSQL manual, 20.11.1).
///
/// - Throws: `DurationFailure` when the text is no length of time or is outside those bounds.
public func parseTimeout(_ text: String) throws(DurationFailure) -> Duration {
    let duration = try parseDuration(text)
    guard duration == .zero || duration >= .milliseconds(1) else {
        throw DurationFailure(message: "needs at least 1ms, or 0", suggestion: "1ms")
    }
    guard duration <= .milliseconds(Int32.max) else {
        throw DurationFailure(
            message: "needs less than 25d, the longest that the server takes", suggestion: nil)
    }
    return duration
}

/// Renders a length of time as PostgreSQL writes it: in the largest unit that gives a whole number.
///
/// `parseDuration` reads it back to the same value, down to a microsecond.
public func renderDuration(_ duration: Duration) -> String {
    let nanoseconds = duration.attoseconds / 1_000_000_000
    guard nanoseconds != 0 else { return "0" }
    for unit in units.reversed() where nanoseconds % unit.nanoseconds == 0 {
        return "\(nanoseconds / unit.nanoseconds)\(unit.name)"
    }
    return "\(nanoseconds / 1_000)us"
}

extension Duration {
    /// Whole milliseconds, rounded up so that a short time never becomes 0, which means "no limit".
    public var milliseconds: Int {
        let unit: Int128 = 1_000_000_000_000_000
        return Int(clamping: (attoseconds + unit - 1) / unit)
    }
}
