import SQLText

extension Expression {
    /// Reads an expression; what is not understood becomes `opaque`, the smallest part in parentheses that can.
    public init(parsing text: String) {
        var parser = ExpressionParser(tokens(of: text)[...])
        self = (try? parser.whole()) ?? .opaque(parser.text)
    }
}

/// Reads expressions by precedence, as gram.y has them; a part in parentheses that fails is kept as text.
struct ExpressionParser {
    /// This is no expression that is understood; whoever began with a parenthesis keeps it as text.
    struct NotUnderstood: Error {}

    let tokens: ArraySlice<Token>
    var index: Int
    private var depth = 0
    private static let deepest = 200

    init(_ tokens: ArraySlice<Token>) {
        self.tokens = tokens
        index = tokens.startIndex
    }

    /// All tokens as text.
    var text: String { joined(tokens) }

    /// The expression that all tokens make.
    mutating func whole() throws(NotUnderstood) -> Expression {
        let expression = try disjunction()
        guard index == tokens.endIndex else { throw NotUnderstood() }
        return expression
    }

    /// Goes one level deeper, so that no text can exhaust the stack.
    mutating func nested(
        _ body: (inout ExpressionParser) throws(NotUnderstood) -> Expression
    ) throws(NotUnderstood) -> Expression {
        depth += 1
        defer { depth -= 1 }
        guard depth < Self.deepest else { throw NotUnderstood() }
        return try body(&self)
    }
}

// Moving over the tokens.
extension ExpressionParser {
    var token: Token? { peek(0) }

    func peek(_ step: Int) -> Token? {
        let place = index + step
        return place < tokens.endIndex ? tokens[place] : nil
    }

    /// The word at a place in lower case; nil where something else stands, a name in quotes too.
    func word(_ step: Int = 0) -> String? {
        guard let token = peek(step), token.kind == .word else { return nil }
        return token.text.lowercased()
    }

    func isSymbol(_ text: String, _ step: Int = 0) -> Bool {
        guard let token = peek(step) else { return false }
        return token.text == text && (token.kind == .operator || token.kind == .punctuation)
    }

    /// Steps over these words if they stand here.
    mutating func take(_ words: String...) -> Bool {
        for (step, expected) in words.enumerated() where word(step) != expected { return false }
        index += words.count
        return true
    }

    /// Steps over this operator or mark if it stands here.
    mutating func takeSymbol(_ text: String) -> Bool {
        guard isSymbol(text) else { return false }
        index += 1
        return true
    }

    mutating func expect(_ text: String) throws(NotUnderstood) {
        guard takeSymbol(text) else { throw NotUnderstood() }
    }

    mutating func expectWord(_ text: String) throws(NotUnderstood) {
        guard take(text) else { throw NotUnderstood() }
    }

    /// The index behind the parenthesis or bracket that closes the one at `start`.
    func behindPartner(of start: Int) throws(NotUnderstood) -> Int {
        var open = 0
        var place = start
        while place < tokens.endIndex {
            if tokens[place].kind == .punctuation {
                switch tokens[place].text {
                case "(", "[": open += 1
                case ")", "]": open -= 1
                default: break
                }
            }
            place += 1
            if open == 0 { return place }
        }
        throw NotUnderstood()
    }

    /// The same tokens up to `end`, from `start`.
    func part(_ range: Range<Int>) -> ExpressionParser {
        var part = ExpressionParser(tokens[range])
        part.depth = depth + 1
        return part
    }
}
