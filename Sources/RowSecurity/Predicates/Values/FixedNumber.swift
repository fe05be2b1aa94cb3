/// A number with at most twelve digits behind the point and eighteen in front of it, exactly.
struct FixedNumber: Hashable, Comparable, Sendable {
    /// The number times 10¹².
    let units: Int128

    static let one: Int128 = 1_000_000_000_000

    init(units: Int128) {
        self.units = units
    }

    /// Parses `-12.50`; nil for any other form and for what is too long.
    init?(_ text: String) {
        var digits = Array(text.utf8)[...]
        let isNegative = digits.first == UInt8(ascii: "-")
        if isNegative { digits.removeFirst() }
        var value: Int128 = 0
        var behind: Int?
        var count = 0
        for byte in digits {
            if byte == UInt8(ascii: "."), behind == nil {
                behind = 0
                continue
            }
            guard (0x30...0x39).contains(byte) else { return nil }
            if behind == 12 {
                // Zeros behind the last place change nothing.
                guard byte == 0x30 else { return nil }
                continue
            }
            value = value * 10 + Int128(byte - 0x30)
            count += value == 0 ? 0 : 1
            guard count <= 30 else { return nil }
            behind = behind.map { $0 + 1 }
        }
        guard !digits.isEmpty, digits != [UInt8(ascii: ".")] else { return nil }
        for _ in (behind ?? 0)..<12 { value *= 10 }
        guard value < Self.one * 1_000_000_000_000_000_000 else { return nil }
        units = isNegative ? -value : value
    }

    /// How many digits it needs.
    var significantDigits: Int {
        var rest = units.magnitude
        while rest > 0, rest % 10 == 0 { rest /= 10 }
        var count = 0
        while rest > 0 {
            rest /= 10
            count += 1
        }
        return max(count, 1)
    }

    static func < (left: FixedNumber, right: FixedNumber) -> Bool { left.units < right.units }

    /// The number as SQL, without a type.
    var text: String {
        let whole = units.magnitude / UInt128(Self.one)
        var fraction = String(units.magnitude % UInt128(Self.one) + UInt128(Self.one)).dropFirst()
        while fraction.last == "0" { fraction.removeLast() }
        let sign = units < 0 ? "-" : ""
        return "\(sign)\(whole)" + (fraction.isEmpty ? "" : "." + fraction)
    }
}
