/// A point in time in UTC, to the microsecond, as the server keeps it.
public struct Timestamp: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// Microseconds since 1970-01-01T00:00:00Z; leap seconds do not count.
    public var microseconds: Int

    /// Makes a time from microseconds since 1970.
    public init(microseconds: Int) {
        self.microseconds = microseconds
    }

    /// Parses what the server prints with `DateStyle` ISO, or ISO 8601: `2026-11-23 10:20:30.5+02`, `2026-11-23T08:20:30Z`.
    ///
    /// A time without a zone is taken as UTC. Nil for anything else, `infinity` and BC dates included.
    public init?(parsing text: String) {
        var rest = text[...]
        func number(_ digits: ClosedRange<Int>) -> Int? {
            let found = rest.prefix { $0.isASCII && $0.isNumber }
            guard digits.contains(found.count) else { return nil }
            rest = rest.dropFirst(found.count)
            return Int(found)
        }
        func take(_ characters: String) -> Character? {
            guard let first = rest.first, characters.contains(first) else { return nil }
            return rest.removeFirst()
        }
        guard let year = number(4...6), take("-") != nil, let month = number(2...2),
            take("-") != nil, let day = number(2...2), take("T ") != nil,
            let hour = number(2...2), take(":") != nil, let minute = number(2...2),
            (1...12).contains(month), (1...31).contains(day), hour <= 24, minute < 60
        else { return nil }
        var second = 0
        var fraction = 0
        if take(":") != nil {
            guard let seconds = number(2...2), seconds <= 60 else { return nil }
            second = seconds
            if take(".") != nil {
                let digits = rest.prefix { $0.isASCII && $0.isNumber }
                guard !digits.isEmpty else { return nil }
                rest = rest.dropFirst(digits.count)
                fraction = Int((digits + "000000").prefix(6)) ?? 0
            }
        }
        var offset = 0
        if let sign = take("+-") {
            guard let hours = number(2...2) else { return nil }
            offset = hours * 3600
            for scale in [60, 1] where take(":") != nil {
                guard let part = number(2...2) else { return nil }
                offset += part * scale
            }
            offset *= sign == "-" ? -1 : 1
        } else {
            _ = take("Z")
        }
        guard rest.isEmpty else { return nil }
        let seconds =
            days(year: year, month: month, day: day) * 86_400 + hour * 3600 + minute * 60 + second
            - offset
        microseconds = seconds * 1_000_000 + fraction
    }

    /// Earlier is less.
    public static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.microseconds < right.microseconds
    }

    /// ISO 8601 in UTC, to the second: `2026-11-23T08:20:30Z`.
    public var description: String {
        iso8601(fraction: false)
    }

    /// ISO 8601 in UTC, with microseconds when asked for: `2026-11-23T08:20:30.500000Z`.
    public func iso8601(fraction: Bool) -> String {
        let seconds = floorDivide(microseconds, 1_000_000)
        let day = floorDivide(seconds, 86_400)
        let time = seconds - day * 86_400
        let date = civil(day)
        var text = padded(date.year, 4) + "-" + padded(date.month, 2) + "-" + padded(date.day, 2)
        text += "T" + padded(time / 3600, 2) + ":" + padded(time / 60 % 60, 2)
        text += ":" + padded(time % 60, 2)
        if fraction { text += "." + padded(microseconds - seconds * 1_000_000, 6) }
        return text + "Z"
    }

    /// How long ago it was: `just now`, `5 minutes ago`, `in 2 days`; beyond a month, the date.
    public func relative(to now: Timestamp) -> String {
        let seconds = (now.microseconds - microseconds) / 1_000_000
        let amount: String
        switch seconds.magnitude {
        case ..<10: return "just now"
        case ..<60: amount = renderCount(Int(seconds.magnitude), "second")
        case ..<3600: amount = renderCount(Int(seconds.magnitude) / 60, "minute")
        case ..<86_400: amount = renderCount(Int(seconds.magnitude) / 3600, "hour")
        case ..<2_678_400: amount = renderCount(Int(seconds.magnitude) / 86_400, "day")
        default: return String(description.prefix { $0 != "T" })
        }
        return seconds < 0 ? "in " + amount : amount + " ago"
    }
}

private func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(width - digits.count, 0)) + digits
}

private func floorDivide(_ number: Int, _ by: Int) -> Int {
    number >= 0 ? number / by : -((by - 1 - number) / by)
}

/// Days since 1970-01-01 in the proleptic Gregorian calendar, counted from March so that leap days come last.
private func days(year: Int, month: Int, day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = floorDivide(shifted, 400)
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
}

/// The date of a day, the reverse of `days`.
private func civil(_ day: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = day + 719_468
    let era = floorDivide(shifted, 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153
    let year = yearOfEra + era * 400 + (month >= 10 ? 1 : 0)
    return (year, month < 10 ? month + 3 : month - 9, dayOfYear - (153 * month + 2) / 5 + 1)
}
