/// A first word after which the reader itself has to look at the statement.
enum OpeningWord: Sendable {
    case copy
    /// SET, RESET, DISCARD and SELECT can change how strings are read.
    case setting
    case other
}

/// What is known of the statement being read.
struct OpenStatement {
    /// How much of `CREATE [OR REPLACE] FUNCTION|PROCEDURE` was seen.
    private enum Prefix {
        case nothing, create, createOr, createOrReplace, routine, other
    }

    /// The first byte of the text: code or a block comment.
    var start: Int?
    /// The first byte of code.
    private(set) var codeStart: Int?
    private(set) var opening = OpeningWord.other
    private(set) var bracketDepth = 0
    private(set) var parenthesisDepth = 0
    /// The last lexeme of code.
    private(set) var lastKind: LexemeKind?
    private var parenthesisStart = 0
    /// Nested BEGIN ATOMIC and CASE of an SQL-standard routine body.
    private var bodyDepth = 0
    private var bodyStart = 0
    private var prefix = Prefix.nothing
    private var lastWord = BodyWord.other

    var isBalanced: Bool { parenthesisDepth == 0 && bodyDepth == 0 }

    /// What the end of the file would leave open, and where it was opened.
    var unclosed: (ScriptFailure, Int)? {
        if parenthesisDepth > 0 { return (.unclosedParenthesis, parenthesisStart) }
        if bodyDepth > 0 { return (.unclosedBody, bodyStart) }
        return nil
    }

    mutating func shift(by count: Int) {
        start = start.map { $0 - count }
        codeStart = codeStart.map { $0 - count }
        parenthesisStart -= count
        bodyStart -= count
    }

    /// The statement when it ends at `end`; nil when there was no code in it.
    func finish(at end: Int, isTerminated: Bool) -> ScannedStatement? {
        guard let start, let codeStart else { return nil }
        return ScannedStatement(
            text: start..<end, codeStart: codeStart, isTerminated: isTerminated, opening: opening)
    }

    @inline(__always)
    mutating func add(_ lexeme: Lexeme, _ position: Int, _ bytes: Span<UInt8>) {
        if codeStart == nil {
            codeStart = position
            if start == nil { start = position }
        }
        switch lexeme.kind {
        case .word: addWord(position..<lexeme.end, bytes)
        case .openParenthesis:
            if parenthesisDepth == 0 { parenthesisStart = position }
            parenthesisDepth += 1
        case .closeParenthesis: parenthesisDepth = max(0, parenthesisDepth - 1)
        case .openBracket: bracketDepth += 1
        case .closeBracket: bracketDepth = max(0, bracketDepth - 1)
        default: break
        }
        if lexeme.kind != .word { lastWord = .other }
        lastKind = lexeme.kind
    }

    @inline(__always)
    private mutating func addWord(_ range: Range<Int>, _ bytes: Span<UInt8>) {
        if prefix == .routine {
            addRoutineWord(range, bytes)
        } else if prefix != .other {
            addPrefixWord(range, bytes)
        }
    }

    private mutating func addPrefixWord(_ range: Range<Int>, _ bytes: Span<UInt8>) {
        switch prefix {
        case .nothing:
            if bytes.isWord("create", range) {
                prefix = .create
            } else {
                prefix = .other
                opening = openingWord(range, bytes)
            }
        case .create where bytes.isWord("or", range): prefix = .createOr
        case .createOr where bytes.isWord("replace", range): prefix = .createOrReplace
        case .create where isRoutine(range, bytes): prefix = .routine
        case .createOrReplace where isRoutine(range, bytes): prefix = .routine
        default: prefix = .other
        }
    }

    private func isRoutine(_ range: Range<Int>, _ bytes: Span<UInt8>) -> Bool {
        bytes.isWord("function", range) || bytes.isWord("procedure", range)
    }

    private func openingWord(_ range: Range<Int>, _ bytes: Span<UInt8>) -> OpeningWord {
        if bytes.isWord("copy", range) { return .copy }
        let settings = ["set", "reset", "discard", "select"] as [StaticString]
        return settings.contains { bytes.isWord($0, range) } ? .setting : .other
    }

    /// psql counts every BEGIN, CASE and END; the server takes them as names after `AS` or a dot, and
    /// knows no BEGIN without ATOMIC here, so that only where psql is wrong the two differ.
    private mutating func addRoutineWord(_ range: Range<Int>, _ bytes: Span<UInt8>) {
        let word = BodyWord(range, bytes)
        let previous = lastWord
        lastWord = word
        guard parenthesisDepth == 0, lastKind != .dot, previous != .asWord else { return }
        switch word {
        case .atomic where previous == .begin:
            if bodyDepth == 0 { bodyStart = range.lowerBound }
            bodyDepth += 1
        case .caseWord where bodyDepth > 0: bodyDepth += 1
        case .end where bodyDepth > 0: bodyDepth -= 1
        default: break
        }
    }
}

/// The words that matter in the body of a routine.
private enum BodyWord {
    case begin, atomic, caseWord, end, asWord, other

    init(_ range: Range<Int>, _ bytes: Span<UInt8>) {
        switch range.count {
        case 2 where bytes.isWord("as", range): self = .asWord
        case 3 where bytes.isWord("end", range): self = .end
        case 4 where bytes.isWord("case", range): self = .caseWord
        case 5 where bytes.isWord("begin", range): self = .begin
        case 6 where bytes.isWord("atomic", range): self = .atomic
        default: self = .other
        }
    }
}
