/// Walks over the tokens of a statement.
struct TokenCursor {
    let tokens: TokenList
    var index = 0

    init(_ tokens: TokenList) {
        self.tokens = tokens
    }

    /// The kind of the next token, nil at the end.
    var kind: LexemeKind? { tokens.kind(index) }

    var isAtEnd: Bool { kind == nil }

    /// Whether the next token is this character.
    func isNext(_ symbol: StaticString) -> Bool {
        tokens.isSymbol(index, symbol)
    }

    /// Whether the next token is this word.
    func isNextWord(_ word: StaticString) -> Bool { tokens.isWord(index, word) }

    /// Steps over these words when they come next.
    mutating func take(_ words: StaticString...) -> Bool {
        for (step, word) in words.enumerated() where !tokens.isWord(index + step, word) {
            return false
        }
        index += words.count
        return true
    }

    /// Steps over the first of these words that comes next.
    mutating func takeAny(_ words: StaticString...) -> Bool {
        for word in words where take(word) { return true }
        return false
    }

    /// Steps over this character when it comes next.
    mutating func takeSymbol(_ symbol: StaticString) -> Bool {
        guard isNext(symbol) else { return false }
        index += 1
        return true
    }

    /// Steps over a list in parentheses or brackets when one comes next, and tells where it was.
    @discardableResult
    mutating func takeParentheses() -> Range<Int>? {
        guard kind == .openParenthesis || kind == .openBracket else { return nil }
        let start = index
        index = tokens.afterParentheses(index)
        return start..<index
    }

    /// Steps over IF NOT EXISTS or IF EXISTS.
    mutating func takeIfNotExists() -> Bool { take("if", "not", "exists") }

    mutating func takeIfExists() -> Bool { take("if", "exists") }

    /// Reads one identifier.
    mutating func takeIdentifier() -> String? {
        guard kind == .word || kind == .quotedIdentifier,
            let name = parseIdentifier(tokens.text(index))
        else { return nil }
        index += 1
        return name
    }

    /// Reads a name of up to three parts; a catalog in front is dropped.
    mutating func takeName() -> QualifiedName? {
        guard var name = takeIdentifier() else { return nil }
        var schema: String?
        while kind == .dot {
            index += 1
            guard let next = takeIdentifier() else { break }
            schema = name
            name = next
        }
        return QualifiedName(schema: schema, name: name)
    }

    /// Reads `[ONLY] name [*]`, also with parentheses around the name.
    mutating func takeRelation() -> QualifiedName? {
        _ = take("only")
        let isWrapped = takeSymbol("(")
        let name = takeName()
        if isWrapped { _ = takeSymbol(")") }
        _ = takeSymbol("*")
        return name
    }

    /// Reads relations with commas between, each with an optional column list.
    mutating func takeRelations() -> [QualifiedName] {
        var names: [QualifiedName] = []
        while let name = takeRelation() {
            names.append(name)
            takeParentheses()
            guard takeSymbol(",") else { break }
        }
        return names
    }

    /// Steps on to the next of these words outside parentheses; false, and at the end, when there is none.
    mutating func skip(to words: StaticString...) -> Bool {
        while let kind {
            if kind == .word, words.contains(where: { tokens.isWord(index, $0) }) { return true }
            if takeParentheses() == nil { index += 1 }
        }
        return false
    }
}

extension TokenList {
    /// Whether the token at `index` is this symbol.
    func isSymbol(_ index: Int, _ symbol: StaticString) -> Bool {
        guard let kind = kind(index), kind != .word, kind != .string else { return false }
        return bytes.span.isWord(symbol, lexemes[index].range)
    }

    /// The words of `range` that set an option, as in `(name [=] value, …)`, lower-cased.
    func options(_ range: Range<Int>) -> [String: String] {
        var options: [String: String] = [:]
        var index = range.lowerBound + 1
        while index < range.upperBound - 1 {
            guard let name = parseIdentifier(text(index)) else {
                index += 1
                continue
            }
            index += isSymbol(index + 1, "=") ? 2 : 1
            var value = "true"
            if index < range.upperBound - 1, !isSymbol(index, ",") {
                value = (plainString(index) ?? text(index)).lowercased()
            }
            options[name] = value
            while index < range.upperBound - 1, !isSymbol(index, ",") { index += 1 }
            index += 1
        }
        return options
    }
}

/// Whether an option of a utility command is on.
func isOn(_ value: String?, default fallback: Bool) -> Bool {
    guard let value else { return fallback }
    return !["false", "off", "0", "no"].contains(value)
}
