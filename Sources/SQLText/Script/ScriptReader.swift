/// Cuts a script into statements, comments and COPY data, pulling bytes as it goes.
///
/// It agrees with the lexer of psql 15 on where statements end, except that psql's variables and
/// commands are refused rather than run (`\restrict` and `\unrestrict` are skipped) and that a few
/// faults of psql's are not copied: see `docs/sql-text.md`. Memory is bounded by twice the longest
/// statement; COPY data is handed on as it comes. It never reads ahead in the text: a change of
/// `standardConformingStrings` holds from the next statement on.
public struct ScriptReader {
    var scanner: StatementScanner
    private let source: (() throws -> [UInt8]?)?
    /// The part of the source that is still needed or not yet looked at.
    var window: [UInt8]
    var tracker: PositionTracker
    var isFinal: Bool
    private var initialStandardConformingStrings: Bool
    /// The position of the statement being read, once a comment inside it was passed.
    private var statementPosition: PositionTracker?
    private var mayHaveByteOrderMark: Bool
    private var failure: ScriptError?
    var copy: OpenCopy?

    /// Reads a script held in memory; `start` says where `bytes` stand in their source.
    public init(
        bytes: [UInt8], from start: SourcePosition = .start,
        standardConformingStrings: Bool = true
    ) {
        self.init(bytes, start, standardConformingStrings, nil)
    }

    /// Reads a script in chunks of any size; `source` returns nil at the end.
    public init(
        from start: SourcePosition = .start, standardConformingStrings: Bool = true,
        source: @escaping () throws -> [UInt8]?
    ) {
        self.init([], start, standardConformingStrings, source)
    }

    private init(
        _ bytes: [UInt8], _ start: SourcePosition, _ standardConformingStrings: Bool,
        _ source: (() throws -> [UInt8]?)?
    ) {
        scanner = StatementScanner(
            standardConformingStrings: standardConformingStrings, atLineStart: start.column == 1)
        self.source = source
        window = bytes
        tracker = PositionTracker(start: start)
        isFinal = source == nil
        initialStandardConformingStrings = standardConformingStrings
        mayHaveByteOrderMark = start.offset == 0
    }

    /// Whether backslashes in plain strings are ordinary characters.
    ///
    /// It follows SET, RESET and set_config of the script, but not what ROLLBACK undoes: who runs the
    /// script sets it from the session's parameter status after each statement.
    public var standardConformingStrings: Bool {
        get { scanner.lexer.standardConformingStrings }
        set { scanner.lexer.standardConformingStrings = newValue }
    }

    /// Whether `:name` where SQL has no use for it is an error; on unless the text is only hashed.
    public var refusesPsqlVariables: Bool {
        get { scanner.refusesPsqlVariables }
        set { scanner.refusesPsqlVariables = newValue }
    }

    /// The next thing in the script, or nil at its end.
    ///
    /// - Throws: ``ScriptError``, then the same again on each further call; or what the source throws.
    public mutating func next() throws -> ScriptEvent? {
        if let failure { throw failure }
        if mayHaveByteOrderMark { try skipByteOrderMark() }
        while true {
            if copy != nil {
                if let event = try nextInCopy() { return event }
                continue
            }
            switch scanner.run(over: window, isFinal: isFinal) {
            case .needsMore(let lexemeStart):
                try refill(wanting: window.count - lexemeStart)
            case .comment(let range, let insideStatement, let startsLine):
                return .comment(try comment(range, insideStatement, startsLine))
            case .statement(let found): return .statement(try statement(found))
            case .failure(let failure, let index): throw fail(failure, at: index)
            case .end: return nil
            }
        }
    }

    private mutating func skipByteOrderMark() throws {
        while window.count < 3, !isFinal { try refill(wanting: 3) }
        mayHaveByteOrderMark = false
        guard window.starts(with: [0xEF, 0xBB, 0xBF]) else { return }
        tracker.skipByteOrderMark()
        scanner.resume(at: 3, atLineStart: true)
    }

    /// Drops what is no longer needed and appends at least `wanted` bytes, or all there are.
    mutating func refill(wanting wanted: Int) throws {
        let keep = copy == nil ? scanner.retainedFrom : scanner.cursor
        if keep > 0 {
            tracker.advance(to: keep, in: window)
            if keep == window.count { window = [] } else { window.removeSubrange(..<keep) }
            tracker.shift(by: keep)
            // That of a statement which turned out to be only comments may lie before.
            if let index = statementPosition?.index, index < keep { statementPosition = nil }
            statementPosition?.shift(by: keep)
            scanner.shift(by: keep)
        }
        var added = 0
        while added < max(1, wanted) {
            guard let chunk = try source?() else {
                isFinal = true
                return
            }
            if window.isEmpty { window = chunk } else { window.append(contentsOf: chunk) }
            added += chunk.count
        }
    }

    mutating func comment(
        _ range: Range<Int>, _ insideStatement: Bool, _ startsLine: Bool
    ) throws -> Comment {
        rememberStatementPosition()
        let text = try text(range.lowerBound + 2..<range.upperBound)
        return Comment(
            text: text, start: position(at: range.lowerBound), insideStatement: insideStatement,
            startsLine: startsLine)
    }

    /// Keeps the start of the statement being read before the tracker moves on inside it.
    private mutating func rememberStatementPosition() {
        guard let start = scanner.statementStart, statementPosition?.index != start else { return }
        tracker.advance(to: start, in: window)
        statementPosition = tracker
    }

    private mutating func statement(_ found: ScannedStatement) throws -> Statement {
        let text = try text(found.text)
        let start = position(at: found.text.lowerBound)
        let codeStart = position(at: found.codeStart)
        let statement = Statement(
            text: text, start: start, end: position(at: found.text.upperBound),
            codeStart: codeStart,
            standardConformingStrings: standardConformingStrings)
        statementPosition = nil
        switch found.opening {
        case .copy:
            if let format = CopyFormat(ofCopyFromInput: statement) {
                copy = OpenCopy(format: format, isOnStatementLine: found.isTerminated)
            }
        case .setting:
            if let change = StringSetting(statement) {
                standardConformingStrings = change.value ?? initialStandardConformingStrings
            }
        case .other: break
        }
        return statement
    }

    /// The bytes in `range` of the window as text.
    mutating func text(_ range: Range<Int>) throws -> String {
        if let nul = window.span.firstIndex(of: 0, in: range) {
            throw fail(.nulByte, at: nul)
        }
        if let text = String(validating: window[range], as: UTF8.self) { return text }
        let invalid = window.span.firstInvalidUTF8(in: range)
        throw fail(.invalidUTF8(Array(window[invalid])), at: invalid.lowerBound)
    }

    /// The position of an index at or after the start of the statement being read.
    mutating func position(at index: Int) -> SourcePosition {
        if index >= tracker.index {
            tracker.advance(to: index, in: window)
            return tracker.position
        }
        guard var known = statementPosition, known.index <= index else { return tracker.position }
        known.advance(to: index, in: window)
        return known.position
    }

    mutating func fail(_ failure: ScriptFailure, at index: Int) -> ScriptError {
        rememberStatementPosition()
        let error = failure.error(at: position(at: index))
        self.failure = error
        return error
    }
}
