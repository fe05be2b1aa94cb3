/// One statement of a script.
public struct Statement: Sendable, Hashable {
    /// The source from its first byte of code or `/* */` comment to the semicolon, which is left out.
    ///
    /// It is the source byte for byte, so that a position that the server reports in it can be mapped
    /// back. psql sends the same without the empty lines outside quotes and comments.
    public var text: String
    /// Where `text` starts.
    public var start: SourcePosition
    /// Where `text` ends.
    public var end: SourcePosition
    /// Where the first word is: after the leading `/* */` comments that `text` includes.
    public var codeStart: SourcePosition
    /// How strings in `text` were read.
    public var standardConformingStrings: Bool

    /// Makes a statement.
    public init(
        text: String, start: SourcePosition = .start, end: SourcePosition? = nil,
        codeStart: SourcePosition? = nil, standardConformingStrings: Bool = true
    ) {
        self.text = text
        self.start = start
        self.end = end ?? start.advanced(over: text)
        self.codeStart = codeStart ?? start
        self.standardConformingStrings = standardConformingStrings
    }

    /// The place in the source of the `character`th Unicode scalar of `text`, counted from 1 as the
    /// server counts positions in error reports.
    public func position(ofCharacter character: Int) -> SourcePosition {
        start.advanced(over: text.unicodeScalars.prefix(max(0, character - 1)))
    }
}

extension SourcePosition {
    /// The position after `text` that starts here.
    public func advanced(over text: some StringProtocol) -> SourcePosition {
        advanced(over: text.unicodeScalars)
    }

    /// The position after `scalars` that start here.
    public func advanced(over scalars: some Sequence<Unicode.Scalar>) -> SourcePosition {
        var position = self
        for scalar in scalars {
            position.offset += UTF8.width(scalar)
            position.column += 1
            if scalar == "\n" {
                position.line += 1
                position.column = 1
            }
        }
        return position
    }
}
