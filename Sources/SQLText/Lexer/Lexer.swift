/// PostgreSQL's lexical rules (scan.l, psqlscan.l), one lexeme at a time.
///
/// Between lexemes it remembers only what decides about a string that continues after a line feed.
/// See <https://www.postgresql.org/docs/current/sql-syntax-lexical.html>.
struct Lexer {
    var standardConformingStrings: Bool
    /// The mode of the string just closed, as long as only white space and comments followed it.
    private var continuable: StringMode?
    private var lineFeedSinceString = false

    init(standardConformingStrings: Bool) {
        self.standardConformingStrings = standardConformingStrings
    }

    /// The lexeme that starts at `start`, which must be inside `bytes`.
    mutating func lexeme(in bytes: Span<UInt8>, at start: Int, isFinal: Bool) -> Lexeme {
        let before = (continuable, lineFeedSinceString)
        var found = scan(bytes, start)
        if isFinal {
            if case .needsMore = found.state { found.state = .complete }
            return found
        }
        switch found.state {
        case .complete where found.end < bytes.count || found.kind == .semicolon: return found
        case .complete, .needsMore, .unterminated: break
        }
        (continuable, lineFeedSinceString) = before
        found.state = .needsMore
        return found
    }

    @inline(__always)
    private mutating func scan(_ bytes: Span<UInt8>, _ start: Int) -> Lexeme {
        let first = bytes[start]
        if first.isSpace { return whitespace(bytes, start) }
        let second = start + 1 < bytes.count ? bytes[start + 1] : 0
        if first == 0x2D, second == 0x2D {
            return Lexeme(kind: .lineComment, end: endOfLine(bytes, from: start + 2))
        }
        if first == 0x2F, second == 0x2A {
            continuable = nil
            return blockComment(bytes, start)
        }
        if first == 0x27 {
            var mode: StringMode = standardConformingStrings ? .plain : .escapes
            if let continuable, lineFeedSinceString { mode = continuable }
            return string(bytes, from: start + 1, mode)
        }
        continuable = nil
        if first.startsIdentifier { return wordOrPrefixedString(bytes, start, first, second) }
        if first.isDigit || (first == 0x2E && second.isDigit) { return number(bytes, start) }
        if first.isOperator { return symbol(bytes, start) }
        return punctuation(bytes, start, first, second)
    }

    private func punctuation(
        _ bytes: Span<UInt8>, _ start: Int, _ first: UInt8, _ second: UInt8
    ) -> Lexeme {
        switch first {
        case 0x3B: Lexeme(kind: .semicolon, end: start + 1)
        case 0x28: Lexeme(kind: .openParenthesis, end: start + 1)
        case 0x29: Lexeme(kind: .closeParenthesis, end: start + 1)
        case 0x5B: Lexeme(kind: .openBracket, end: start + 1)
        case 0x5D: Lexeme(kind: .closeBracket, end: start + 1)
        case 0x22: quotedIdentifier(bytes, from: start + 1)
        case 0x24: dollar(bytes, start, second)
        case 0x3A where second == 0x3A || second == 0x3D: Lexeme(kind: .symbol, end: start + 2)
        case 0x3A: Lexeme(kind: .colon, end: start + 1)
        case 0x2E where second == 0x2E: Lexeme(kind: .symbol, end: start + 2)
        case 0x2E: Lexeme(kind: .dot, end: start + 1)
        case 0x5C: Lexeme(kind: .backslash, end: start + 1)
        default: Lexeme(kind: .other, end: start + 1)
        }
    }

    @inline(__always)
    private mutating func whitespace(_ bytes: Span<UInt8>, _ start: Int) -> Lexeme {
        var index = start
        while index < bytes.count, bytes[index].isSpace {
            if bytes[index] == 0x0A || bytes[index] == 0x0D { lineFeedSinceString = true }
            index += 1
        }
        return Lexeme(kind: .whitespace, end: index)
    }

    @inline(__always)
    private mutating func wordOrPrefixedString(
        _ bytes: Span<UInt8>, _ start: Int, _ first: UInt8, _ second: UInt8
    ) -> Lexeme {
        if second == 0x27 {
            switch first | 0x20 {
            case 0x65: return string(bytes, from: start + 2, .escapes)
            case 0x62, 0x78: return string(bytes, from: start + 2, .raw)
            case 0x6E:
                return string(
                    bytes, from: start + 2, standardConformingStrings ? .plain : .escapes)
            default: break
            }
        } else if second == 0x26, first | 0x20 == 0x75, start + 2 < bytes.count {
            if bytes[start + 2] == 0x27 { return string(bytes, from: start + 3, .plain) }
            if bytes[start + 2] == 0x22 { return quotedIdentifier(bytes, from: start + 3) }
        } else if second == 0x26, first | 0x20 == 0x75 {
            return Lexeme(kind: .word, end: start + 1, state: .needsMore)
        }
        var index = start + 1
        while index < bytes.count, bytes[index].continuesIdentifier { index += 1 }
        return Lexeme(kind: .word, end: index)
    }

    private mutating func string(
        _ bytes: Span<UInt8>, from start: Int, _ mode: StringMode
    ) -> Lexeme {
        var index = start
        while let stop = quoteOrBackslash(bytes, from: index, mode) {
            if bytes[stop] == 0x5C {
                index = stop + 2
            } else if mode != .raw, stop + 1 < bytes.count, bytes[stop + 1] == 0x27 {
                index = stop + 2
            } else {
                continuable = mode
                lineFeedSinceString = false
                return Lexeme(kind: .string, end: stop + 1)
            }
        }
        return Lexeme(kind: .string, end: bytes.count, state: .unterminated(.string))
    }

    private func quoteOrBackslash(
        _ bytes: Span<UInt8>, from start: Int, _ mode: StringMode
    ) -> Int? {
        guard mode == .escapes else { return bytes.firstIndex(of: 0x27, from: start) }
        var index = start
        while index < bytes.count {
            if bytes[index] == 0x27 || bytes[index] == 0x5C { return index }
            index += 1
        }
        return nil
    }

    private func quotedIdentifier(_ bytes: Span<UInt8>, from start: Int) -> Lexeme {
        var index = start
        while let quote = bytes.firstIndex(of: 0x22, from: index) {
            guard quote + 1 < bytes.count, bytes[quote + 1] == 0x22 else {
                return Lexeme(kind: .quotedIdentifier, end: quote + 1)
            }
            index = quote + 2
        }
        return Lexeme(
            kind: .quotedIdentifier, end: bytes.count, state: .unterminated(.identifier))
    }

    /// `$1`, `$tag$ … $tag$`, or a lone dollar sign.
    private func dollar(_ bytes: Span<UInt8>, _ start: Int, _ second: UInt8) -> Lexeme {
        var index = start + 1
        if second.isDigit {
            while index < bytes.count, bytes[index].isDigit { index += 1 }
            return Lexeme(kind: .parameter, end: endOfJunk(bytes, from: index))
        }
        if second.startsIdentifier {
            while index < bytes.count, bytes[index].continuesTag { index += 1 }
        }
        guard index < bytes.count else {
            return Lexeme(kind: .other, end: start + 1, state: .needsMore)
        }
        guard bytes[index] == 0x24 else { return Lexeme(kind: .other, end: start + 1) }
        return dollarQuote(bytes, tag: start..<index + 1)
    }

    private func dollarQuote(_ bytes: Span<UInt8>, tag: Range<Int>) -> Lexeme {
        var from = tag.upperBound
        while let candidate = bytes.firstIndex(of: 0x24, from: from) {
            guard candidate + tag.count <= bytes.count else { break }
            var length = 1
            while length < tag.count,
                bytes[candidate + length] == bytes[tag.lowerBound + length]
            {
                length += 1
            }
            if length == tag.count { return Lexeme(kind: .string, end: candidate + length) }
            from = candidate + 1
        }
        return Lexeme(kind: .string, end: bytes.count, state: .unterminated(.dollarQuote))
    }

    private func blockComment(_ bytes: Span<UInt8>, _ start: Int) -> Lexeme {
        var depth = 1
        var index = start + 2
        while index + 1 < bytes.count {
            switch (bytes[index], bytes[index + 1]) {
            case (0x2A, 0x2F):
                depth -= 1
                index += 2
                if depth == 0 { return Lexeme(kind: .blockComment, end: index) }
            case (0x2F, 0x2A):
                depth += 1
                index += 2
            default: index += 1
            }
        }
        return Lexeme(kind: .blockComment, end: bytes.count, state: .unterminated(.comment))
    }

    private func endOfLine(_ bytes: Span<UInt8>, from start: Int) -> Int {
        var index = start
        while index < bytes.count, bytes[index] != 0x0A, bytes[index] != 0x0D { index += 1 }
        return index
    }

    private func number(_ bytes: Span<UInt8>, _ start: Int) -> Lexeme {
        var index = start
        func skipDigits() {
            while index < bytes.count, bytes[index].isDigit || bytes[index] == 0x5F { index += 1 }
        }
        skipDigits()
        if index < bytes.count, bytes[index] == 0x2E,
            !(index + 1 < bytes.count && bytes[index + 1] == 0x2E)
        {
            index += 1
            skipDigits()
        }
        if index < bytes.count, bytes[index] | 0x20 == 0x65 {
            var exponent = index + 1
            if exponent < bytes.count, bytes[exponent] == 0x2B || bytes[exponent] == 0x2D {
                exponent += 1
            }
            if exponent < bytes.count, bytes[exponent].isDigit {
                index = exponent
                skipDigits()
            }
        }
        return Lexeme(kind: .number, end: endOfJunk(bytes, from: index))
    }

    /// The server refuses letters right after a number, but as one token.
    private func endOfJunk(_ bytes: Span<UInt8>, from start: Int) -> Int {
        guard start < bytes.count, bytes[start].startsIdentifier else { return start }
        var index = start
        while index < bytes.count, bytes[index].continuesIdentifier { index += 1 }
        return index
    }

    /// The longest run of operator characters, cut where a comment starts and, as SQL wants `=-1` to be
    /// two operators, before trailing signs.
    private func symbol(_ bytes: Span<UInt8>, _ start: Int) -> Lexeme {
        var end = start + 1
        while end < bytes.count, bytes[end].isOperator {
            if end > start, bytes[end] == 0x2D || bytes[end] == 0x2F, end + 1 < bytes.count,
                bytes[end + 1] == (bytes[end] == 0x2D ? 0x2D : 0x2A)
            {
                break
            }
            end += 1
        }
        // Whether the last character starts a comment is not known yet.
        if end == bytes.count { return Lexeme(kind: .symbol, end: end) }
        var keepsSign = false
        for index in start..<end where bytes[index].allowsTrailingSign { keepsSign = true }
        while !keepsSign, end > start + 1, bytes[end - 1] == 0x2B || bytes[end - 1] == 0x2D {
            end -= 1
        }
        return Lexeme(kind: .symbol, end: end)
    }
}
