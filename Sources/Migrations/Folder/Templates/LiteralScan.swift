/// Tells which bytes of a text are inside quotes, function bodies or comments, where braces and
/// dollars are text.
///
/// It need not be exact about statements, only about quotes; a template may be no SQL at all, so an
/// unclosed quote is no error.
struct LiteralScan {
    private let bytes: [UInt8]
    private var index = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Calls `visit` with the offset of each byte outside quotes, bodies and comments until it
    /// answers true, and tells whether it did.
    mutating func contains(_ visit: (Int) -> Bool) -> Bool {
        while index < bytes.count {
            let byte = bytes[index]
            switch byte {
            case UInt8(ascii: "'"):
                skipQuoted(by: byte, withBackslashes: isEscapeString)
            case UInt8(ascii: "\""): skipQuoted(by: byte, withBackslashes: false)
            case UInt8(ascii: "-") where next == UInt8(ascii: "-"):
                while index < bytes.count, bytes[index] != 0x0A { index += 1 }
            case UInt8(ascii: "/") where next == UInt8(ascii: "*"): skipBlockComment()
            case UInt8(ascii: "$") where !isInsideWord && dollarTag != nil: skipDollarQuoted()
            default:
                if visit(index) { return true }
                index += 1
            }
        }
        return false
    }

    private var next: UInt8? { index + 1 < bytes.count ? bytes[index + 1] : nil }

    private var isInsideWord: Bool {
        index > 0 && Self.isWord(bytes[index - 1])
    }

    private var isEscapeString: Bool {
        guard index > 0, bytes[index - 1] | 0x20 == UInt8(ascii: "e") else { return false }
        return index < 2 || !Self.isWord(bytes[index - 2])
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "$"), 0x80...:
            true
        default: false
        }
    }

    private mutating func skipQuoted(by quote: UInt8, withBackslashes: Bool) {
        index += 1
        while index < bytes.count {
            if withBackslashes, bytes[index] == UInt8(ascii: "\\") {
                index += 2
                continue
            }
            index += 1
            // A doubled quote ends one literal and begins the next: the same to us.
            if bytes[index - 1] == quote { return }
        }
    }

    private mutating func skipBlockComment() {
        var depth = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "/"), next == UInt8(ascii: "*") {
                depth += 1
                index += 2
            } else if bytes[index] == UInt8(ascii: "*"), next == UInt8(ascii: "/") {
                depth -= 1
                index += 2
                if depth == 0 { return }
            } else {
                index += 1
            }
        }
    }

    /// `$tag$` at the index, whole.
    private var dollarTag: ArraySlice<UInt8>? {
        var end = index + 1
        while end < bytes.count, bytes[end] != UInt8(ascii: "$") {
            guard Self.isWord(bytes[end]),
                end > index + 1 || !(0x30...0x39).contains(bytes[end])
            else { return nil }
            end += 1
        }
        return end < bytes.count ? bytes[index...end] : nil
    }

    private mutating func skipDollarQuoted() {
        guard let tag = dollarTag else { return }
        index = tag.endIndex
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "$"), bytes[index...].starts(with: tag) {
                index += tag.count
                return
            }
            index += 1
        }
    }
}
