/// A place in a text, in the three units that files, editors and the server count in.
public struct SourcePosition: Sendable, Hashable, Codable {
    /// Bytes of UTF-8 before it, a byte-order mark included.
    public var offset: Int
    /// The line, from 1; a line ends with LF.
    public var line: Int
    /// The column in Unicode scalars, from 1.
    public var column: Int

    /// Makes a position.
    public init(offset: Int, line: Int, column: Int) {
        self.offset = offset
        self.line = line
        self.column = column
    }

    /// The first byte of a text.
    public static let start = SourcePosition(offset: 0, line: 1, column: 1)
}
