/// How the versions of a folder are ordered, and when two spellings are the same version.
///
/// Versions stay text: a version of 20 digits does not fit into 64 bits, and real folders have them.
public enum VersionOrder: Sendable, Hashable, Codable {
    /// Whole numbers of any length: `2` before `10`, `007` the same as `7`.
    case numeric
    /// Numbers between dots or underscores: `1.9` before `1.10`, `2` the same as `2.0`.
    case dotted
    /// Byte by byte: `10` before `2`.
    case bytes
    /// As a plan or dependencies say; versions by themselves have no order.
    case plan

    /// The spelling that all spellings of one version share.
    public func normalized(_ version: String) -> String {
        switch self {
        case .numeric: String(Self.significantDigits(version[...]))
        case .dotted:
            Self.components(of: version[...]).map(Self.significantDigits).joined(separator: ".")
        case .bytes, .plan: version
        }
    }

    /// Tells if the version `left` comes before `right`; under `plan` it never does.
    public func precedes(_ left: String, _ right: String) -> Bool {
        self != .plan && sortKey(left[...]) < sortKey(right[...])
    }

    /// Whether two spellings name the same version.
    public func isSame(_ left: String, _ right: String) -> Bool {
        sortKey(left[...]) == sortKey(right[...])
    }

    /// What compares as the versions do, and is equal for equal versions of one order.
    package func sortKey(_ version: Substring) -> SortKey {
        switch self {
        case .numeric: SortKey(ofNumber: version)
        case .dotted: SortKey(bytes: Self.components(of: version).flatMap(Self.key(ofNumber:)))
        case .bytes, .plan: SortKey(bytes: Array(version.utf8))
        }
    }

    /// A version in the form in which it is compared: a number where it is one, else bytes.
    package struct SortKey: Sendable, Hashable, Comparable {
        private var number: UInt64 = .max
        private var bytes: [UInt8] = []

        fileprivate init(bytes: [UInt8]) {
            self.bytes = bytes
        }

        fileprivate init(ofNumber text: Substring) {
            let digits = text.utf8.span
            var number: UInt64 = 0
            var index = 0
            // 19 digits fit; what is longer, and text, come after all that do.
            while index < digits.count, case let digit = digits[index] &- 0x30, digit < 10,
                number < 1_000_000_000_000_000_000
            {
                number = number * 10 + UInt64(digit)
                index += 1
            }
            if index == digits.count, index > 0 {
                self.number = number
            } else {
                bytes = VersionOrder.key(ofNumber: text)
            }
        }

        package static func < (left: Self, right: Self) -> Bool {
            guard left.number == right.number else { return left.number < right.number }
            return left.bytes.span.precedes(right.bytes.span)
        }
    }

    // MARK: - Digits

    /// A number's digits after their count, which decides first; text comes after all numbers.
    fileprivate static func key(ofNumber text: Substring) -> [UInt8] {
        let digits = significantDigits(text).utf8
        let isNumber = digits.allSatisfy(isDigit)
        let count = isNumber ? min(digits.count, 0xFFFE) : 0xFFFF
        var key: [UInt8] = []
        key.reserveCapacity(digits.count + 2)
        key.append(UInt8(count >> 8))
        key.append(UInt8(count & 0xFF))
        key.append(contentsOf: digits)
        return key
    }

    private static func significantDigits(_ text: Substring) -> Substring {
        let zero = UInt8(ascii: "0")
        guard text.utf8.first == zero else { return text }
        // "0" keeps one digit; what is not a number at all is left as it is.
        guard let start = text.utf8.firstIndex(where: { $0 != zero }) else { return "0" }
        return isDigit(text.utf8[start]) ? text[start...] : text
    }

    /// The parts between dots and underscores, without trailing zeros, because 2 equals 2.0.
    private static func components(of version: Substring) -> [Substring] {
        var parts = version.split(
            omittingEmptySubsequences: false, whereSeparator: { $0 == "." || $0 == "_" })
        while parts.count > 1, let last = parts.last, last.allSatisfy({ $0 == "0" }) {
            parts.removeLast()
        }
        return parts
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
