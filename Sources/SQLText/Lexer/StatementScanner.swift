/// Finds where statements end, as psql does: at a semicolon outside quotes, comments, parentheses
/// and SQL-standard function bodies.
///
/// It keeps indexes into a window of bytes that its caller owns, refills and shifts.
struct StatementScanner {
    /// Why the scanner stopped.
    enum Pause {
        /// More bytes are needed from `lexemeStart` on.
        case needsMore(lexemeStart: Int)
        case comment(Range<Int>, insideStatement: Bool, startsLine: Bool)
        case statement(ScannedStatement)
        case failure(ScriptFailure, at: Int)
        case end
    }

    var lexer: Lexer
    var refusesPsqlVariables = true
    /// Where the next lexeme starts.
    private(set) var cursor = 0
    /// Whether only white space was seen since the last line feed.
    private var lineIsBlank: Bool
    private var statement = OpenStatement()

    init(standardConformingStrings: Bool, atLineStart: Bool) {
        lexer = Lexer(standardConformingStrings: standardConformingStrings)
        lineIsBlank = atLineStart
    }

    /// The first byte that is still needed.
    var retainedFrom: Int { statement.start ?? cursor }

    /// The first byte of the text of the statement being read.
    var statementStart: Int? { statement.start }

    /// Whether no code of a statement has been seen since the last one ended.
    var isBetweenStatements: Bool { statement.codeStart == nil }

    /// Whether a colon right here can be SQL even when a name follows at once.
    var mayPrecedeColon: Bool {
        if statement.bracketDepth > 0 { return true }
        switch statement.lastKind {
        case .string, .number, .parameter, .closeParenthesis, .closeBracket, .quotedIdentifier:
            return true
        case .word: return statement.parenthesisDepth > 0
        default: return false
        }
    }

    /// Tells that `count` bytes were dropped from the front of the window.
    mutating func shift(by count: Int) {
        cursor -= count
        statement.shift(by: count)
    }

    /// Continues at `index`, at the start of a statement.
    mutating func resume(at index: Int, atLineStart: Bool) {
        cursor = index
        lineIsBlank = atLineStart
        statement = OpenStatement()
    }

    /// Reads on from the cursor to the next thing to report.
    mutating func run(over window: [UInt8], isFinal: Bool) -> Pause {
        let bytes = window.span
        while cursor < bytes.count {
            let start = cursor
            let lexeme = lexer.lexeme(in: bytes, at: start, isFinal: isFinal)
            switch lexeme.state {
            case .complete: break
            case .needsMore: return .needsMore(lexemeStart: start)
            case .unterminated(let what): return .failure(.unterminated(what), at: start)
            }
            switch lexeme.kind {
            case .whitespace:
                if !lineIsBlank { lineIsBlank = hasLineFeed(bytes, start..<lexeme.end) }
                cursor = lexeme.end
            case .lineComment:
                cursor = lexeme.end
                return .comment(
                    start..<lexeme.end, insideStatement: statement.codeStart != nil,
                    startsLine: lineIsBlank)
            case .blockComment:
                if statement.start == nil { statement.start = start }
                lineIsBlank = false
                cursor = lexeme.end
            case .semicolon where statement.isBalanced:
                cursor = lexeme.end
                lineIsBlank = false
                let finished = statement.finish(at: start, isTerminated: true)
                statement = OpenStatement()
                if let finished { return .statement(finished) }
            case .backslash:
                switch psqlCommand(in: bytes, at: start, isFinal: isFinal) {
                case .needsMore: return .needsMore(lexemeStart: start)
                case .refused(let failure): return .failure(failure, at: start)
                case .ignored(let end):
                    statement = OpenStatement()
                    cursor = end
                }
            case .colon:
                switch psqlVariable(in: bytes, at: start, isFinal: isFinal) {
                case .needsMore: return .needsMore(lexemeStart: start)
                case .refused(let failure): return .failure(failure, at: start)
                case .none: break
                }
                statement.add(lexeme, start, bytes)
                lineIsBlank = false
                cursor = lexeme.end
            default:
                statement.add(lexeme, start, bytes)
                lineIsBlank = false
                cursor = lexeme.end
            }
        }
        guard isFinal else { return .needsMore(lexemeStart: cursor) }
        if let (failure, index) = statement.unclosed { return .failure(failure, at: index) }
        var end = cursor
        while end > 0, bytes[end - 1].isSpace { end -= 1 }
        let finished = statement.finish(at: end, isTerminated: false)
        statement = OpenStatement()
        return finished.map { .statement($0) } ?? .end
    }

    private func hasLineFeed(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        for index in range where bytes[index] == 0x0A || bytes[index] == 0x0D { return true }
        return false
    }
}

/// A statement that the scanner found, by indexes into its window.
struct ScannedStatement {
    /// The text, without the semicolon.
    var text: Range<Int>
    /// The first byte that is neither white space nor comment.
    var codeStart: Int
    /// Whether a semicolon ended it, rather than the end of the file.
    var isTerminated: Bool
    /// The first word, as a hint at what it is.
    var opening: OpeningWord
}
