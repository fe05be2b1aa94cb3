import Migrations
import SQLText

extension LintContext {
    /// The locks of a statement that keep others from writing, on relations that were there before the script.
    private func strongLocks(of index: Int) -> [PredictedLock] {
        script.strongLocks(of: index).filter { lock in
            let relation =
                lock.relation.hasPrefix("public.")
                ? String(lock.relation.dropFirst(7)) : lock.relation
            return !isNew(relation)
        }
    }

    /// The strong locks that this statement takes.
    var strongLocks: [PredictedLock] { strongLocks(of: index) }

    /// The locks that shut everybody out, taken by earlier statements of the transaction and still held.
    var strongLocksBefore: [PredictedLock] {
        guard statement.isInTransaction else { return [] }
        return script.exclusive(before: index).lazy.flatMap { strongLocks(of: $0) }
            .filter { $0.mode == .accessExclusive }
    }

    /// What this statement does that takes the longer the larger a table is, though it lets others work; nil where nothing.
    var slowWork: String? {
        switch node.kind {
        case "AlterTableStmt":
            alterations("AT_ValidateConstraint").isEmpty ? nil : "VALIDATE CONSTRAINT"
        case "UpdateStmt":
            isNew(node["relation"]?.relation ?? "") ? nil : "UPDATE"
        case "DeleteStmt":
            isNew(node["relation"]?.relation ?? "") ? nil : "DELETE"
        case "IndexStmt":
            isNew(node["relation"]?.relation ?? "") ? nil : "CREATE INDEX"
        case "RefreshMatViewStmt": "REFRESH MATERIALIZED VIEW"
        default: nil
        }
    }
}

extension Alteration {
    /// Whether USING computes other values than a cast of the column to the type would.
    func isConverted(to type: KnownType) -> Bool {
        guard var expression = definition?["raw_default"] else { return false }
        if expression.kind == "TypeCast", KnownType(expression["typeName"]) == type,
            let inner = expression["arg"]
        {
            expression = inner
        }
        return !(expression.kind == "ColumnRef" && expression.names("fields").last == name)
    }
}
