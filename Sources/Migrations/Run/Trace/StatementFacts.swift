public import SQLText

/// What a server showed of one statement: whom it keeps waiting, what it reads and writes as a whole.
///
/// Relations are named by schema and name, quoted where SQL needs it; one that the statement drops or renames keeps the name
/// that it had. TOAST tables are a part of their table and never named. Nothing is said of catalogs.
public struct StatementFacts: Sendable, Hashable {
    /// A lock on a relation.
    public struct Lock: Sendable, Hashable {
        /// The table, view, index or sequence.
        public var relation: String
        /// The strongest mode of those that were taken.
        public var mode: LockMode
        /// The table, where the relation is an index.
        public var table: String?

        /// Makes a lock.
        public init(relation: String, mode: LockMode, table: String? = nil) {
            self.relation = relation
            self.mode = mode
            self.table = table
        }
    }

    /// A table that is read from its beginning to its end.
    public struct Scan: Sendable, Hashable {
        /// What it is read for.
        public enum Reason: String, Sendable, Hashable {
            /// A constraint, NOT NULL or the bounds of a partition are checked against each row.
            case verify
            /// A foreign key is validated.
            case foreignKey = "foreign-key"
            /// Rows are looked for without an index; a planner may decide otherwise where there are other rows.
            case query
        }

        /// The table.
        public var relation: String
        /// What for.
        public var reason: Reason
        /// The foreign key.
        public var constraint: String?
        /// How many rows were read.
        public var rows: Int

        /// Makes a scan.
        public init(relation: String, reason: Reason, constraint: String? = nil, rows: Int = 0) {
            self.relation = relation
            self.reason = reason
            self.constraint = constraint
            self.rows = rows
        }
    }

    /// An index on its table.
    public struct Index: Sendable, Hashable {
        /// The index.
        public var index: String
        /// Its table.
        public var table: String

        /// Names an index.
        public init(index: String, table: String) {
            self.index = index
            self.table = table
        }
    }

    /// Rows of a table that were written, those of a subtransaction that was undone included.
    public struct Rows: Sendable, Hashable {
        /// The table.
        public var relation: String
        /// How many were inserted.
        public var inserted: Int
        /// How many were updated.
        public var updated: Int
        /// How many were deleted.
        public var deleted: Int

        /// Makes a count.
        public init(relation: String, inserted: Int = 0, updated: Int = 0, deleted: Int = 0) {
            self.relation = relation
            self.inserted = inserted
            self.updated = updated
            self.deleted = deleted
        }
    }

    /// What the statement waited for, as another session saw it.
    public struct Wait: Sendable, Hashable {
        /// The kind of lock by the server's name: `virtualxid` is an older transaction.
        public var lockType: String
        /// The relation, where it waited for one.
        public var relation: String?
        /// The longest that was seen; nil before PostgreSQL 14.
        public var waited: Duration?
        /// The processes that were in the way.
        public var blockers: [Int32]
    }

    /// The locks that it took and that its transaction did not have yet, strongest first.
    public var locks: [Lock] = []
    /// The locks of ShareLock and above that its transaction had already, on relations that were there before the migration.
    public var held: [Lock] = []
    /// Whether the locks are those that another session saw now and then, since the statement ends its transactions itself.
    public var isSampled = false
    /// The tables that were written anew, row by row or block by block.
    public var rewrites: [String] = []
    /// The tables that were emptied by TRUNCATE.
    public var truncated: [String] = []
    /// The tables that were read from end to end, but for those that are rewritten or read to build an index.
    public var scans: [Scan] = []
    /// The indexes that were built, those of a rewritten table included.
    public var builds: [Index] = []
    /// The indexes that are new in the catalog and keep the file of an older one.
    public var reused: [Index] = []
    /// The server's words where constraints that were there spared it a scan.
    public var proofs: [String] = []
    /// The rows that were written.
    public var rows: [Rows] = []
    /// The growth of the server's write-ahead log meanwhile, by other sessions too.
    public var walBytes = 0
    /// What it waited for; only with `isSampled`.
    public var waits: [Wait] = []
    /// The invalid indexes that it left.
    public var leftovers: [String] = []
    /// Those of the relations named here that the migration itself made, so that nobody else can wait for them.
    public var made: Set<String> = []

    /// Nothing was seen.
    public init() {}

    /// The strongest lock on a relation among those that it took.
    public func lock(on relation: String) -> LockMode? {
        locks.first { $0.relation == relation }?.mode
    }
}
