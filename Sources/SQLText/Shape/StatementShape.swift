/// What kind of statement a text is and what it names, by its tokens alone.
///
/// It is no parser: of a statement that the server would refuse it says something or nothing. What a DO
/// block, a function or a rule does is not seen.
public struct StatementShape: Sendable, Hashable {
    /// The command in the words of the server's command tags: `CREATE INDEX`, `ALTER TABLE`, `DO`; for an
    /// unknown command its first word in upper case, and empty when there is none.
    ///
    /// `CREATE TABLE AS` and `SELECT INTO` are told apart here, although the server answers `SELECT`.
    public var command: String
    /// Whether it begins, ends or marks a transaction.
    public var transactionControl: TransactionControl?
    /// Whether it can run inside a transaction block.
    public var transactionRule: TransactionRule
    /// Whether it moves data through the connection.
    public var copy: CopyDirection?
    /// The one object it acts on: the table for CREATE INDEX, CREATE TRIGGER and CREATE POLICY.
    public var target: QualifiedName?
    /// The tables, views and indexes it names, each once, the target first: several of DROP TABLE,
    /// the targets of REFERENCES, LIKE, INHERITS and PARTITION OF, the partition of DETACH PARTITION.
    ///
    /// What a query inside the statement reads is not in it.
    public var relations: [QualifiedName] = []
    /// The index that CREATE INDEX makes, in the schema of its table; nil when it has no name.
    ///
    /// Also the one of REINDEX INDEX, ALTER INDEX and a DROP INDEX of one.
    public var index: QualifiedName?
    /// What REINDEX rebuilds.
    public var reindexKind: ReindexKind?
    /// The database of CREATE, DROP and ALTER DATABASE.
    public var database: String?
    /// The partition of DETACH PARTITION and ATTACH PARTITION.
    public var partition: QualifiedName?
    /// What ALTER TABLE (or INDEX, VIEW …) does, action by action: `ADD COLUMN`, `ALTER COLUMN TYPE`,
    /// `ADD FOREIGN KEY NOT VALID`, `VALIDATE CONSTRAINT`, `DETACH PARTITION CONCURRENTLY`.
    public var actions: [String] = []
    /// The mode of LOCK TABLE in upper case, as in `ACCESS EXCLUSIVE`.
    public var lockMode: String?
    /// Whether it says CONCURRENTLY.
    public var isConcurrently = false
    /// Whether it says IF NOT EXISTS.
    public var ifNotExists = false
    /// Whether it says IF EXISTS.
    public var ifExists = false
    /// Whether it says CASCADE.
    public var cascades = false
    /// What it takes away.
    public var destroysRows: [RowDestruction] = []

    /// Reads the shape of a statement.
    public init(_ text: String, standardConformingStrings: Bool = true) {
        var tokens = TokenList(
            text, standardConformingStrings: standardConformingStrings, limit: 4096)
        if tokens.isCut, !Self.isToldByItsBeginning(tokens) {
            tokens = TokenList(text, standardConformingStrings: standardConformingStrings)
        }
        self.init(tokens)
    }

    private init(_ tokens: TokenList) {
        command = commandName(tokens)
        transactionControl = TransactionControl(tokens)
        transactionRule = .anywhere
        copy = copyDirection(tokens)?.0
        var reader = ShapeReader(tokens, self)
        reader.read()
        self = reader.shape
        transactionRule = TransactionRule(tokens, self)
    }

    /// Whether the first few thousand bytes of a long statement say all that is asked here.
    private static func isToldByItsBeginning(_ tokens: TokenList) -> Bool {
        let words: [StaticString] = [
            "insert", "update", "delete", "merge", "select", "values", "do", "call",
            "execute",
        ]
        return words.contains { tokens.isWord(0, $0) }
    }
}

/// What REINDEX rebuilds.
public enum ReindexKind: String, Sendable, Hashable {
    case index, table, schema, database, system
}

extension Statement {
    /// What kind of statement it is; worked out on each call.
    public var shape: StatementShape {
        StatementShape(text, standardConformingStrings: standardConformingStrings)
    }
}
