/// What only psql understands: backslash commands and `:name` variables.
extension StatementScanner {
    enum PsqlCommand {
        case needsMore
        case ignored(end: Int)
        case refused(ScriptFailure)
    }

    /// Reads the command at a backslash; `\restrict` and `\unrestrict` (pg_dump writes them) up to the
    /// end of their line are the only ones let through, and only between statements.
    func psqlCommand(in bytes: Span<UInt8>, at start: Int, isFinal: Bool) -> PsqlCommand {
        var end = start + 1
        while end < bytes.count, bytes[end].continuesTag { end += 1 }
        if end == start + 1, end < bytes.count, !bytes[end].isSpace { end += 1 }
        guard end < bytes.count || isFinal else { return .needsMore }
        let name = start + 1..<end
        let isKnown = bytes.isWord("restrict", name) || bytes.isWord("unrestrict", name)
        guard isKnown, isBetweenStatements else {
            return .refused(.psqlCommand(bytes.text(name)))
        }
        guard let lineFeed = bytes.firstIndex(of: 0x0A, from: end) else {
            return isFinal ? .ignored(end: bytes.count) : .needsMore
        }
        return .ignored(end: lineFeed)
    }

    enum PsqlVariable {
        case needsMore
        case none
        case refused(ScriptFailure)
    }

    /// Looks for a psql variable at a colon, except where SQL itself may have a colon before a name:
    /// array slices and the JSON constructors.
    func psqlVariable(in bytes: Span<UInt8>, at colon: Int, isFinal: Bool) -> PsqlVariable {
        guard refusesPsqlVariables, !mayPrecedeColon, colon + 1 < bytes.count else { return .none }
        var start = colon + 1
        if bytes[start] == 0x27 || bytes[start] == 0x22 {
            start += 1
        } else if bytes[start] == 0x7B {
            guard start + 1 < bytes.count else { return isFinal ? .none : .needsMore }
            if bytes[start + 1] == 0x3F { start += 2 }
        }
        var end = start
        while end < bytes.count, bytes[end].continuesTag { end += 1 }
        if end == bytes.count, !isFinal { return .needsMore }
        return end > start ? .refused(.psqlVariable(bytes.text(start..<end))) : .none
    }
}

extension Span<UInt8> {
    /// The bytes as text, with replacement characters where they are not UTF-8.
    func text(_ range: Range<Int>) -> String { String(decoding: bytes(range), as: UTF8.self) }
}
