/// What steps did inside a transaction that was rolled back.
public struct Rehearsal: Sendable, Hashable {
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
