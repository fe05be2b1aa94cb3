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
        var before: PlannedStatement.Execution?
        for statement in statements {
            let isFree = statement.execution == .together || statement.execution == .outside
            if before == .withNext || isFree && statement.execution == before {
                segments[segments.count - 1].statements.append(statement)
            } else {
                segments.append(
                    PlanSegment(
                        isTransaction: statement.execution != .outside, statements: [statement]))
            }
            before = statement.execution
        }
        return segments
    }
}
