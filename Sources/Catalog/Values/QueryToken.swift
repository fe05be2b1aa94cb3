/// A lexical element of deparsed SQL, white space left out.
///
/// The server writes neither comments nor dollar quotes, and its key words in capitals.
struct QueryToken {
    enum Kind {
        case name, string, dot, comma, semicolon, cast, open, close, other
    }

    let kind: Kind
    let keyword: QueryKeyword?
    let range: Range<Int>
    /// How many parentheses it stands in; a parenthesis does not stand in itself.
    let depth: Int
    /// Whether a line end stands before it.
    let startsLine: Bool
    /// Whether it stands in a query in parentheses.
    let isNested: Bool

    static func scan(_ bytes: [UInt8]) -> [QueryToken] {
        var tokens: [QueryToken] = []
        tokens.reserveCapacity(bytes.count / 3)
        var index = 0
        var depth = 0
        var startsLine = false
        /// The depth of what stands in the outermost query in parentheses.
        var nested = Int.max
        while index < bytes.count {
            let start = index
            let byte = bytes[index]
            index += 1
            var kind = Kind.other
            var keyword: QueryKeyword?
            switch byte {
            case 0x20, UInt8(ascii: "\t"), UInt8(ascii: "\r"): continue
            case UInt8(ascii: "\n"):
                startsLine = true
                continue
            case UInt8(ascii: "'"):
                // The server writes E'' for strings with backslashes, in which a backslash escapes.
                let escapes =
                    tokens.last.map { $0.range == start - 1..<start } ?? false
                    && bytes[start - 1] == UInt8(ascii: "E")
                index = endOfQuoted(bytes, start, escapes: escapes)
                kind = .string
            case UInt8(ascii: "\""):
                index = endOfQuoted(bytes, start, escapes: false)
                kind = .name
            case UInt8(ascii: "."): kind = .dot
            case UInt8(ascii: ","): kind = .comma
            case UInt8(ascii: ";"): kind = .semicolon
            case UInt8(ascii: "("): kind = .open
            case UInt8(ascii: ")"):
                kind = .close
                depth -= 1
                if depth < nested { nested = .max }
            case UInt8(ascii: ":") where index < bytes.count && bytes[index] == byte:
                kind = .cast
                index += 1
            case let letter where letter.isNamePart:
                var packed = UInt64(letter)
                while index < bytes.count, bytes[index].isNamePart {
                    if index - start < 8 { packed = packed << 8 | UInt64(bytes[index]) }
                    index += 1
                }
                guard !(0x30...0x39).contains(letter) else { break }
                kind = .name
                if (0x41...0x5A).contains(letter) { keyword = .of(packed: packed) }
            default: break
            }
            if depth > 0, nested == .max {
                switch keyword {
                case .select, .union, .intersect, .except: nested = depth
                case .values, .with: if tokens.last?.kind == .open { nested = depth }
                default: break
                }
            }
            tokens.append(
                QueryToken(
                    kind: kind, keyword: keyword, range: start..<index, depth: depth,
                    startsLine: startsLine, isNested: depth >= nested))
            startsLine = false
            if kind == .open { depth += 1 }
        }
        return tokens
    }

    /// The index behind a string or a quoted name; a quote in it is doubled.
    private static func endOfQuoted(_ bytes: [UInt8], _ start: Int, escapes: Bool) -> Int {
        let quote = bytes[start]
        var index = start + 1
        while index < bytes.count {
            if bytes[index] == quote {
                index += 1
                guard index < bytes.count, bytes[index] == quote else { return index }
            } else if escapes, bytes[index] == UInt8(ascii: "\\") {
                index += 1
            }
            index += 1
        }
        return bytes.count
    }
}

extension UInt8 {
    /// Whether it can stand in a name without quotes, or in a number.
    fileprivate var isNamePart: Bool {
        (0x61...0x7A).contains(self | 0x20) || (0x30...0x39).contains(self)
            || self == UInt8(ascii: "_") || self == UInt8(ascii: "$") || self >= 0x80
    }
}
