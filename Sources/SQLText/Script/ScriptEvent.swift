/// What a script consists of, in the order of the source.
public enum ScriptEvent: Sendable, Hashable {
    /// A statement; when it starts a COPY from standard input, `copyData` and one `copyEnd` follow.
    case statement(Statement)
    /// A `--` comment; it comes before the statement that contains it.
    case comment(Comment)
    /// A piece of COPY data.
    case copyData(CopyChunk)
    /// The end of the COPY data, also when there was none.
    case copyEnd(CopyBlock)
}

/// A `--` comment outside quotes, `/* */` comments and COPY data.
public struct Comment: Sendable, Hashable {
    /// What follows the dashes, to the end of the line.
    public var text: String
    /// Where the dashes are.
    public var start: SourcePosition
    /// Whether a statement has begun before it and not ended.
    public var insideStatement: Bool
    /// Whether there is only white space before it on its line.
    public var startsLine: Bool

    /// Makes a comment.
    public init(text: String, start: SourcePosition, insideStatement: Bool, startsLine: Bool) {
        self.text = text
        self.start = start
        self.insideStatement = insideStatement
        self.startsLine = startsLine
    }
}

/// A piece of COPY data as it stands in the source, at most 256 KiB; it may end inside a line.
public struct CopyChunk: Sendable, Hashable {
    /// The bytes, with their line ends, without the `\.` line.
    public var bytes: [UInt8]
    /// Where they start in the source.
    public var offset: Int

    /// Makes a chunk.
    public init(bytes: [UInt8], offset: Int) {
        self.bytes = bytes
        self.offset = offset
    }
}

/// The whole data of one COPY, by position.
public struct CopyBlock: Sendable, Hashable {
    /// The bytes of the data in the source, without the `\.` line.
    public var range: Range<Int>
    /// Where the data starts.
    public var start: SourcePosition
    /// Whether a `\.` line ended it, rather than the end of the file.
    public var terminated: Bool

    /// Makes a block.
    public init(range: Range<Int>, start: SourcePosition, terminated: Bool) {
        self.range = range
        self.start = start
        self.terminated = terminated
    }
}
