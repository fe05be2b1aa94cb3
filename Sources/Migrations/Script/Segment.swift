/// A run of statements in one transaction, or one statement outside any.
public struct Segment: Sendable, Hashable {
    /// Who opens and closes the transaction.
    public enum Kind: Sendable, Hashable {
        /// Tidemark begins and commits; history commits with it.
        case transaction
        /// The file's own BEGIN … COMMIT; history is written just before its COMMIT.
        case ownBlock
        /// One statement that cannot run inside a transaction, for the reason given.
        case bare(reason: String)
        /// One statement of a file that asks for no transaction: run with its history in a
        /// transaction where the server allows it, else bare.
        case single
    }

    /// Who opens and closes the transaction.
    public var kind: Kind
    /// Indices into the script's statements; for an own block with its BEGIN and COMMIT.
    public var statements: Range<Int>
    /// A COMMIT without BEGIN stood here: it ended the transaction before it and is not sent.
    public var skipped: Bool

    /// Makes a segment.
    public init(kind: Kind, statements: Range<Int>, skipped: Bool = false) {
        self.kind = kind
        self.statements = statements
        self.skipped = skipped
    }
}
