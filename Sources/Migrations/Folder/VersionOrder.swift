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
            Self.components(of: version).map(Self.significantDigits).joined(separator: ".")
        case .bytes, .plan: version
        }
    }

    /// Tells if the version `left` comes before `right`; under `plan` it never does.
    public func precedes(_ left: String, _ right: String) -> Bool {
        switch self {
        case .numeric: Self.compare(left[...], right[...]) < 0
        case .dotted: Self.compareDotted(left, right) < 0
        case .bytes: left.utf8.lexicographicallyPrecedes(right.utf8)
        case .plan: false
        }
    }

    /// Whether two spellings name the same version.
    public func isSame(_ left: String, _ right: String) -> Bool {
        normalized(left) == normalized(right)
    }

    // MARK: - Digits

    private static func significantDigits(_ text: Substring) -> Substring {
        let stripped = text.drop { $0 == "0" }
        // "0" keeps one digit; what is not a number at all is left as it is.
        guard let first = stripped.utf8.first else { return text.isEmpty ? text : "0" }
        return isDigit(first) ? stripped : text
    }

    private static func compare(_ left: Substring, _ right: Substring) -> Int {
        let left = significantDigits(left)
        let right = significantDigits(right)
        if left.utf8.allSatisfy(isDigit), right.utf8.allSatisfy(isDigit),
            left.utf8.count != right.utf8.count
        {
            return left.utf8.count < right.utf8.count ? -1 : 1
        }
        if left.utf8.elementsEqual(right.utf8) { return 0 }
        return left.utf8.lexicographicallyPrecedes(right.utf8) ? -1 : 1
    }

    private static func compareDotted(_ left: String, _ right: String) -> Int {
        let left = components(of: left)
        let right = components(of: right)
        for index in 0..<max(left.count, right.count) {
            let order = compare(
                index < left.count ? left[index] : "0", index < right.count ? right[index] : "0")
            if order != 0 { return order }
        }
        return 0
    }

    /// The parts between dots and underscores, without trailing zeros, because 2 equals 2.0.
    private static func components(of version: String) -> [Substring] {
        var parts = version.split(
            omittingEmptySubsequences: false, whereSeparator: { $0 == "." || $0 == "_" })
        while parts.count > 1, let last = parts.last, last.allSatisfy({ $0 == "0" }) {
            parts.removeLast()
        }
        return parts
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
