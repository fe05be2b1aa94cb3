/// A lexical element of SQL, without the white space and comments around it.
public struct Token: Sendable, Hashable {
    /// What kinds there are.
    public enum Kind: Sendable, Hashable {
        /// A key word or an unquoted identifier.
        case word
        /// `"…"` or `U&"…"`.
        case quotedIdentifier
        /// Any string constant, dollar-quoted ones too, with prefix and quotes.
        case string
        case number
        /// `$1`.
        case parameter
        case `operator`
        /// A comma, a semicolon, a dot, a parenthesis, a bracket, or a character SQL does not know.
        case punctuation
    }

    /// Which kind it is.
    public var kind: Kind
    /// The source text.
    public var text: String
    /// Where it starts, in bytes of UTF-8.
    public var offset: Int

    /// Makes a token.
    public init(kind: Kind, text: String, offset: Int) {
        self.kind = kind
        self.text = text
        self.offset = offset
    }
}

/// The tokens of an SQL text; something that never ends is one token up to the end of the text.
public func tokens(of text: String, standardConformingStrings: Bool = true) -> [Token] {
    let list = TokenList(text, standardConformingStrings: standardConformingStrings)
    return list.lexemes.map {
        Token(kind: Token.Kind($0.kind), text: list.text($0.range), offset: $0.range.lowerBound)
    }
}

extension Token.Kind {
    init(_ kind: LexemeKind) {
        switch kind {
        case .word: self = .word
        case .quotedIdentifier: self = .quotedIdentifier
        case .string: self = .string
        case .number: self = .number
        case .parameter: self = .parameter
        case .symbol: self = .operator
        default: self = .punctuation
        }
    }
}
