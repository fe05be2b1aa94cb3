/// Whether two texts that servers deparsed mean the same, as far as words alone can tell.
///
/// Looked past is only what cannot change the meaning: line ends and indentation, how 15 qualifies the columns of a single
/// relation and writes XMLSERIALIZE, parentheses around parentheses, around one word after an operator, and around the
/// whole. Casts are never looked past, nor is anything in quotes. That two texts are not the same proves nothing.
///
/// - Parameter isQuery: whether the texts are queries of views.
package func isSameRendering(_ left: String, _ right: String, isQuery: Bool) -> Bool {
    RenderedText(left, isQuery: isQuery) == RenderedText(right, isQuery: isQuery)
}

/// Deparsed SQL as words, without what only lays it out.
private struct RenderedText: Equatable {
    private struct Word: Equatable {
        let bytes: [UInt8]
        /// Whether it touches the word before, where that may mean something: `@-` is not `@ -`, nor `E'x'` `E 'x'`.
        let isAttached: Bool
    }

    private var words: [Word] = []

    init(_ text: String, isQuery: Bool) {
        // The version before 16, so that its ways are looked for.
        let version = 150_000
        let source = Array(text.utf8)
        let bytes =
            isQuery
            ? canonicalQuery(source.span, serverVersion: version)
            : canonicalExpression(source.span, serverVersion: version)
        var tokens = QueryToken.scan(bytes)
        while let (open, close) = Self.needless(tokens, bytes) {
            tokens.remove(at: close)
            tokens.remove(at: open)
        }
        for (index, token) in tokens.enumerated() {
            let isAttached =
                index > 0 && tokens[index - 1].range.upperBound == token.range.lowerBound
                && !token.isLayout(in: bytes) && !tokens[index - 1].isLayout(in: bytes)
            words.append(Word(bytes: Array(bytes[token.range]), isAttached: isAttached))
        }
    }

    /// A pair of parentheses that may go.
    private static func needless(
        _ tokens: [QueryToken], _ bytes: [UInt8]
    ) -> (open: Int, close: Int)? {
        var opened: [Int] = []
        var partners: [Int: Int] = [:]
        var lists: Set<Int> = []
        for (index, token) in tokens.enumerated() {
            switch token.kind {
            case .open: opened.append(index)
            case .comma: if let last = opened.last { lists.insert(last) }
            case .close:
                guard let open = opened.popLast() else { return nil }
                partners[open] = index
            default: break
            }
        }
        guard opened.isEmpty else { return nil }
        for (open, close) in partners {
            // What begins with a query keeps all its parentheses.
            let first = tokens[open...].first { $0.kind != .open }
            switch first?.keyword {
            case .select, .with, .values: continue
            default: break
            }
            let isWhole = open == 0 && close == tokens.count - 1 && !lists.contains(open)
            let isDoubled = partners[open + 1] == close - 1 && !lists.contains(open + 1)
            if isWhole || isDoubled || isWord(tokens, bytes, open, close) { return (open, close) }
        }
        return nil
    }

    /// Whether it is one word in parentheses, behind an operator, a comma or a parenthesis, and not the row of a field.
    private static func isWord(
        _ tokens: [QueryToken], _ bytes: [UInt8], _ open: Int, _ close: Int
    ) -> Bool {
        guard close == open + 2, open > 0 else { return false }
        let before = tokens[open - 1]
        let isBehindOperator =
            before.kind == .comma || before.kind == .open
            || (before.kind == .other && isOperator(bytes[before.range.lowerBound]))
        guard isBehindOperator else { return false }
        if close + 1 < tokens.count, tokens[close + 1].kind == .dot { return false }
        let word = tokens[open + 1]
        let isNumber = (0x30...0x39).contains(bytes[word.range.lowerBound])
        return word.kind == .name || word.kind == .string || (word.kind == .other && isNumber)
    }

    private static func isOperator(_ byte: UInt8) -> Bool {
        "+-*/<>=~!@#%^&|`?".utf8.contains(byte)
    }
}

extension QueryToken {
    /// Whether space around it never means anything.
    fileprivate func isLayout(in bytes: [UInt8]) -> Bool {
        switch kind {
        case .open, .close, .comma, .semicolon, .cast: true
        default: bytes[range.lowerBound] == 0x5B || bytes[range.lowerBound] == 0x5D
        }
    }
}
