public import SQLText

/// The table-level locks that a statement takes by its kind.
public enum LockTable {
    /// The locks, in the order of the relations in the statement.
    public static func locks(of statement: Statement) -> [PredictedLock] { [] }
}
