/// What the scanner recognises; white space and comments are lexemes too.
enum LexemeKind: UInt8, Sendable {
    case whitespace
    case lineComment
    case blockComment
    case word
    case quotedIdentifier
    case string
    case number
    case parameter
    case symbol
    case openParenthesis
    case closeParenthesis
    case openBracket
    case closeBracket
    case colon
    case dot
    case semicolon
    case backslash
    case other
}

/// Which rules hold inside a string constant.
enum StringMode: UInt8, Sendable {
    /// Only a doubled quote is special.
    case plain
    /// Backslash escapes too.
    case escapes
    /// Bit and hexadecimal strings: the next quote ends it.
    case raw
}

/// A quoted thing that runs to the end of the file.
enum Unterminated: Sendable {
    case string, identifier, comment, dollarQuote
}

/// One lexeme: where it ends, and whether that is certain.
struct Lexeme {
    enum State {
        case complete
        /// The bytes end inside or right after it and more may come.
        case needsMore
        case unterminated(Unterminated)
    }

    var kind: LexemeKind
    var end: Int
    var state: State = .complete
}
