// Days and moments as the server writes them under DateStyle ISO, years 1 to 9999.

/// The days since 2000-01-01; nil for another form.
func day(of text: String) -> FixedNumber? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].count == 4, parts[1].count == 2, parts[2].count == 2,
        let year = whole(parts[0]), let month = whole(parts[1]), let day = whole(parts[2]),
        (1...9999).contains(year), (1...12).contains(month), (1...31).contains(day)
    else { return nil }
    let days = daysBefore(year: year, month: month) + day - 1
    guard daysBefore(year: month == 12 ? year + 1 : year, month: month % 12 + 1) > days else {
        return nil
    }
    return FixedNumber(units: Int128(days) * FixedNumber.one)
}

/// The microseconds since 2000-01-01 00:00, in UTC where there is a zone; nil for another form.
func moment(of text: String, isZoned: Bool) -> FixedNumber? {
    let parts = text.split(separator: " ", omittingEmptySubsequences: false)
    guard parts.count == 2, let day = day(of: String(parts[0])) else { return nil }
    var time = parts[1]
    var offset = 0
    if isZoned {
        guard let sign = time.lastIndex(where: { $0 == "+" || $0 == "-" }) else { return nil }
        guard let zone = seconds(of: time[time.index(after: sign)...]) else { return nil }
        offset = time[sign] == "+" ? zone : -zone
        time = time[..<sign]
    }
    let clock = time.split(separator: ".", omittingEmptySubsequences: false)
    guard clock[0].count == 8, clock.count <= 2, let seconds = seconds(of: clock[0]) else {
        return nil
    }
    var micros = 0
    if clock.count == 2 {
        guard (1...6).contains(clock[1].count), let fraction = whole(clock[1]) else { return nil }
        micros = fraction
        for _ in clock[1].count..<6 { micros *= 10 }
    }
    let days = Int(day.units / FixedNumber.one)
    let total = (days * 86_400 + seconds - offset) * 1_000_000 + micros
    return FixedNumber(units: Int128(total) * FixedNumber.one)
}

/// A day as `2024-01-31`.
func dayText(_ number: FixedNumber) -> String {
    let days = Int(number.units / FixedNumber.one)
    var year = 2000 + Int((Double(days) / 365.2425).rounded(.down))
    while daysBefore(year: year, month: 1) > days { year -= 1 }
    while daysBefore(year: year + 1, month: 1) <= days { year += 1 }
    var month = 1
    while month < 12, daysBefore(year: year, month: month + 1) <= days { month += 1 }
    let day = days - daysBefore(year: year, month: month) + 1
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
}

/// A moment as `2024-01-31 10:20:30`, with `+00` where it has a zone.
func momentText(_ number: FixedNumber, isZoned: Bool) -> String {
    let total = Int(number.units / FixedNumber.one)
    let perDay = 86_400_000_000
    let days = (total - (total % perDay + perDay) % perDay) / perDay
    let micros = total - days * perDay
    let seconds = micros / 1_000_000
    let fraction = micros % 1_000_000
    let clock = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { padded($0, 2) }
    return dayText(FixedNumber(units: Int128(days) * FixedNumber.one)) + " "
        + clock.joined(separator: ":") + (fraction == 0 ? "" : "." + padded(fraction, 6))
        + (isZoned ? "+00" : "")
}

/// The seconds of `HH`, `HH:MM` or `HH:MM:SS`.
private func seconds(of text: Substring) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard (1...3).contains(parts.count) else { return nil }
    var total = 0
    for (index, part) in parts.enumerated() {
        guard part.count == 2, let value = whole(part), value < (index == 0 ? 24 : 60) else {
            return nil
        }
        total += value * [3600, 60, 1][index]
    }
    return total
}

/// The days from 2000-01-01 to the first of a month.
private func daysBefore(year: Int, month: Int) -> Int {
    let years = year - 1
    var days = years * 365 + years / 4 - years / 100 + years / 400
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    days += [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334][month - 1]
    if month > 2, isLeap { days += 1 }
    return days - 730_119
}

private func whole(_ text: Substring) -> Int? {
    text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(text) : nil
}

private func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
