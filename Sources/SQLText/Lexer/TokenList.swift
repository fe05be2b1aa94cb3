/// The tokens of a text by position, without a string for each.
struct TokenList {
    struct Element {
        var kind: LexemeKind
        var range: Range<Int>
    }

    let bytes: [UInt8]
    private(set) var lexemes: [Element] = []
    /// Whether the text goes on after the last token.
    let isCut: Bool

    /// Lexes `text`, at most its first `limit` bytes, of which a token that the limit cuts is left out.
    init(_ text: String, standardConformingStrings: Bool, limit: Int = .max) {
        isCut = text.utf8.count > limit
        bytes = Array(text.utf8.prefix(limit))
        var lexer = Lexer(standardConformingStrings: standardConformingStrings)
        var index = 0
        while index < bytes.count {
            let lexeme = lexer.lexeme(in: bytes.span, at: index, isFinal: !isCut)
            if case .needsMore = lexeme.state { break }
            switch lexeme.kind {
            case .whitespace, .lineComment, .blockComment: break
            default: lexemes.append(Element(kind: lexeme.kind, range: index..<lexeme.end))
            }
            index = lexeme.end
        }
    }

    var count: Int { lexemes.count }

    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    /// The kind of the token at `index`, nil past the end.
    func kind(_ index: Int) -> LexemeKind? {
        lexemes.indices.contains(index) ? lexemes[index].kind : nil
    }

    /// Whether the token at `index` is this lower-case word in any case, unquoted.
    func isWord(_ index: Int, _ word: StaticString) -> Bool {
        kind(index) == .word && bytes.span.isWord(word, lexemes[index].range)
    }

    /// Whether these words stand from `index` on.
    func areWords(_ index: Int, _ words: StaticString...) -> Bool {
        for (step, word) in words.enumerated() where !isWord(index + step, word) { return false }
        return true
    }

    /// The text of the token at `index`; empty past the end.
    func text(_ index: Int) -> String {
        lexemes.indices.contains(index) ? text(lexemes[index].range) : ""
    }

    /// The value of the string constant at `index`, when it is a plain one.
    func plainString(_ index: Int) -> String? {
        guard kind(index) == .string else { return nil }
        let source = bytes[lexemes[index].range]
        guard source.first == 0x27, !source.contains(0x5C) else { return nil }
        return undoubled(source.dropFirst().dropLast(), quote: 0x27)
    }

    /// The index after the parenthesis or bracket that closes the one at `index`.
    func afterParentheses(_ index: Int) -> Int {
        var depth = 0
        var index = index
        while let kind = kind(index) {
            index += 1
            if kind == .openParenthesis || kind == .openBracket { depth += 1 }
            if kind == .closeParenthesis || kind == .closeBracket {
                depth -= 1
                if depth <= 0 { break }
            }
        }
        return index
    }
}

/// The text inside quotes, with each doubled quote as one.
func undoubled(_ inside: ArraySlice<UInt8>, quote: UInt8) -> String {
    var result: [UInt8] = []
    var wasQuote = false
    for byte in inside {
        wasQuote = byte == quote && !wasQuote
        if !wasQuote { result.append(byte) }
    }
    return String(decoding: result, as: UTF8.self)
}
