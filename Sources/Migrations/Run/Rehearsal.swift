/// What steps did inside a transaction that was rolled back.
public struct Rehearsal: Sendable, Hashable {
    /// One statement as it ran.
    public struct StatementTrace: Sendable, Hashable {
        /// The migration.
        public var id: MigrationID
        /// Its place in the script, from 1.
        public var number: Int
        /// The first line.
        public var firstLine: String
        /// The line in the file.
        public var line: Int
        /// What the server answered (`UPDATE 12`); nil when it was not run, `reason` says why.
        public var commandTag: String?
        /// Why it was not run.
        public var reason: String?
        /// Whether the server refused it in the rehearsal's one transaction, which its text did not tell.
        public var isRefused = false
        /// The locks on relations that it added, by the relation's name.
        public var locks: [LockTaken]
        /// The time it took.
        public var duration: Duration
    }

    /// A lock that a statement took on a relation.
    public struct LockTaken: Sendable, Hashable {
        /// The relation as the server prints it.
        public var relation: String
        /// The server's name of the lock mode.
        public var mode: String
    }

    /// Rows that the steps would destroy.
    public struct RowsAtStake: Sendable, Hashable {
        /// What destroys them.
        public enum Cause: String, Sendable, Hashable {
            /// The table goes.
            case dropTable = "drop table"
            /// The column goes; the rows with a value in it are counted.
            case dropColumn = "drop column"
            /// Rows are deleted, by the statement or by a foreign key's action.
            case delete
            /// The table is emptied.
            case truncate
        }

        /// The table, or table and column.
        public var object: String
        /// What destroys them.
        public var cause: Cause
        /// How many; nil where they could not be counted.
        public var rows: Int?

        /// Makes a line.
        public init(object: String, cause: Cause, rows: Int?) {
            self.object = object
            self.cause = cause
            self.rows = rows
        }
    }

    /// The statements in order.
    public var statements: [StatementTrace] = []
    /// What would be destroyed, largest first.
    public var rowsAtStake: [RowsAtStake] = []

    /// Whether every statement ran, so that the counts are whole.
    public var isComplete: Bool { statements.allSatisfy { $0.reason == nil } }

    /// Makes an empty one.
    public init() {}
}
