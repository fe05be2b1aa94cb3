public import Catalog
public import SQLText

/// A statement of a plan, without its semicolon.
public struct PlannedStatement: Sendable, Hashable {
    /// What a statement is run in.
    public enum Execution: Sendable, Hashable {
        /// A transaction with its neighbours.
        case together
        /// A transaction of its own, which is committed before the next statement.
        case alone
        /// A transaction that begins with it, and that the next statement is in too.
        case withNext
        /// No transaction.
        case outside
    }

    /// What it makes, changes or drops.
    public var element: ElementName
    /// The statement.
    public var sql: String
    /// What is to be known before it is run, the gravest first.
    public var hazards: [Hazard]
    /// What it is run in.
    public var execution: Execution
    /// The locks that keep others from writing, on relations that are there before the plan.
    public var locks: [PredictedLock] = []

    /// Makes a statement.
    public init(
        _ element: ElementName, _ sql: String, hazards: [Hazard] = [],
        execution: Execution = .together
    ) {
        self.element = element
        self.sql = sql
        self.hazards = hazards
        self.execution = execution
    }
}

extension PlannedStatement {
    /// The statement as every version reads it, of which the server makes the same expressions again.
    var readable: PlannedStatement {
        var statement = self
        statement.sql = rereadable(olderSyntax(sql))
        return statement
    }

    /// The statement with the locks that its text tells of, and that on the table of an index, which it does not.
    func locking(_ isThere: (String) -> Bool) -> PlannedStatement {
        var locks = LockTable.locks(of: Statement(text: sql))
        if sql.hasPrefix("DROP INDEX "), !sql.hasPrefix("DROP INDEX CONCURRENTLY ") {
            let table = element.object.identity
            locks.append(PredictedLock(relation: table, mode: .accessExclusive))
        }
        var statement = self
        statement.locks = locks.filter { $0.mode >= .share && isThere($0.relation) }
        return statement
    }
}
