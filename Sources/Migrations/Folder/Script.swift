public import SQLText

/// The SQL text of one direction of a migration: a file, a section of a file, or text kept in history.
public struct Script: Sendable, Hashable {
    /// Where the text is.
    public enum Source: Sendable, Hashable {
        /// A file, whole.
        case file
        /// A section of a file (dbmate, goose): where it starts, and the byte after its end.
        case section(start: SourcePosition, end: Int)
        /// Text that history kept from the time it was applied.
        case stored(String)
    }

    /// How statements are grouped into transactions.
    public enum TransactionMode: Sendable, Hashable {
        /// One transaction per segment; what cannot run inside one gets a segment of its own.
        case automatic
        /// Each statement by itself; `reason` quotes what asked for it (a directive, the file's name).
        case none(reason: String)
    }

    /// The path as people see it, relative to the working directory where possible.
    public var path: String
    /// Where the text is.
    public var source: Source
    /// What the layout (marker, file name) says about transactions.
    public var transactionMode: TransactionMode

    /// Makes a script.
    public init(
        path: String, source: Source = .file, transactionMode: TransactionMode = .automatic
    ) {
        self.path = path
        self.source = source
        self.transactionMode = transactionMode
    }
}
