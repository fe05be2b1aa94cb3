/// Renders a length of time for people: `340 ms`, `1.2 s`, `2 min 5 s`, `3 h 20 min`.
///
/// Never says `0` for something that took time, and never rounds up into the next unit's range.
public func renderElapsed(_ duration: Duration) -> String {
    let microseconds = Int(duration / .microseconds(1))
    switch microseconds {
    case ..<0: return "-" + renderElapsed(.zero - duration)
    case 0: return "0 ms"
    case ..<1_000: return "0." + String(max(microseconds / 100, 1)) + " ms"
    case ..<10_000: return decimal(microseconds / 100) + " ms"
    case ..<1_000_000: return "\(microseconds / 1_000) ms"
    case ..<60_000_000: return decimal(microseconds / 100_000) + " s"
    case ..<3_600_000_000:
        return pair(microseconds / 1_000_000, by: 60, "min", "s")
    case ..<86_400_000_000: return pair(microseconds / 60_000_000, by: 60, "h", "min")
    default: return pair(microseconds / 3_600_000_000, by: 24, "d", "h")
    }
}

/// A number of tenths with its decimal, which is left out when it is 0.
private func decimal(_ tenths: Int) -> String {
    tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
}

private func pair(_ amount: Int, by size: Int, _ large: String, _ small: String) -> String {
    let rest = amount % size
    return "\(amount / size) \(large)" + (rest == 0 ? "" : " \(rest) \(small)")
}

/// Renders a whole number with commas between thousands: `1,234,567`.
public func renderNumber(_ number: Int) -> String {
    let digits = String(number.magnitude)
    var text = number < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
        if index > 0, (digits.count - index) % 3 == 0 { text += "," }
        text.append(digit)
    }
    return text
}

/// Renders a count of things: `1 row`, `1,234 rows`, `2 indexes`, `no rows`.
///
/// - Parameters:
///   - singular: The word for one.
///   - plural: The word for several; nil for the regular English plural.
public func renderCount(_ count: Int, _ singular: String, plural: String? = nil) -> String {
    let amount = count == 0 ? "no" : renderNumber(count)
    return amount + " " + (count == 1 ? singular : plural ?? regularPlural(of: singular))
}

private func regularPlural(of word: String) -> String {
    let sibilants = ["s", "x", "z", "ch", "sh"]
    if sibilants.contains(where: { word.hasSuffix($0) }) { return word + "es" }
    if word.hasSuffix("y"), let before = word.dropLast().last, !"aeiou".contains(before) {
        return word.dropLast() + "ies"
    }
    return word + "s"
}

/// Renders a size: `512 bytes`, `1.5 kB`, `12 MB`; units are powers of 1024, named as the server's `pg_size_pretty` does.
public func renderBytes(_ bytes: Int) -> String {
    guard bytes.magnitude >= 1024 else {
        return bytes == 1 ? "1 byte" : "\(bytes) bytes"
    }
    var size = Double(bytes.magnitude)
    var unit = ""
    for next in ["kB", "MB", "GB", "TB", "PB", "EB"] where size >= 1023.95 || unit.isEmpty {
        size /= 1024
        unit = next
    }
    let tenths = Int((size * 10).rounded())
    let text = size < 9.95 ? decimal(tenths) : String(Int(size.rounded()))
    return (bytes < 0 ? "-" : "") + text + " " + unit
}
