/// Statements of a plan that are run together, as the runner of migrations understands it.
public struct PlanSegment: Sendable {
    /// Whether they are one transaction; else each is run outside of any.
    public var isTransaction: Bool
    /// The statements in order.
    public var statements: [PlannedStatement]

    /// What the statements stand between in a script: waits for locks are short inside a transaction, and not limited
    /// outside, where a statement that waits blocks nobody but the next change of the same table.
    public var opening: String {
        isTransaction
            ? "BEGIN;\nSET LOCAL lock_timeout = '5s';\n"
            : "SET lock_timeout = 0;\nSET statement_timeout = 0;\n"
    }

    /// What ends it.
    public var closing: String {
        isTransaction ? "COMMIT;\n" : "RESET lock_timeout;\nRESET statement_timeout;\n"
    }
}

extension ChangePlan {
    /// The statements by what can be run together: what needs a commit of its own, and what no transaction takes, apart.
    public var segments: [PlanSegment] {
        var segments: [PlanSegment] = []
        var isOpen = false
        for statement in statements {
            let isTransaction = statement.execution != .outside
            if isOpen, statement.execution != .alone, let last = segments.indices.last,
                segments[last].isTransaction == isTransaction
            {
                segments[last].statements.append(statement)
            } else {
                segments.append(
                    PlanSegment(isTransaction: isTransaction, statements: [statement]))
            }
            isOpen = statement.execution != .alone
        }
        return segments
    }
}
