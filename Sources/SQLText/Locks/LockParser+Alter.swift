extension LockParser {
    mutating func parseAlter() {
        let kind = cursor.spelling
        cursor.advance()
        switch kind {
        case "table", "view": parseAlterRelation()
        case "foreign" where cursor.skip("table"): parseAlterRelation()
        case "materialized" where cursor.skip("view"): parseAlterRelation()
        case "index": parseAlterIndex()
        case "sequence": parseAlterSequence()
        case "type": parseAlterType()
        case "policy", "rule": addRelationAfterOn(.accessExclusive)
        case "trigger": parseAlterTrigger()
        case "publication": parseAlterPublication()
        case "extension": parseAlterExtension()
        default: break
        }
    }

    /// Adds a lock on the relation after the first ON outside parentheses.
    mutating func addRelationAfterOn(_ mode: LockMode) {
        guard cursor.skip(past: "on") else { return }
        locks.add(mode, on: cursor.takeNameAfterOnly())
        locks.add(QueryLocks.ofSubqueries(in: cursor))
    }

    private mutating func parseAlterIndex() {
        guard !cursor.isAt("all", "in", "tablespace") else { return }
        cursor.skipCondition()
        let start = cursor
        let index = cursor.takeName()
        if cursor.skip("rename") {
            locks.add(.shareUpdateExclusive, on: index)
        } else if cursor.skip("attach", "partition") {
            locks.add(.shareUpdateExclusive, on: index)
            locks.add(.accessExclusive, on: cursor.takeName())
        } else {
            cursor = start
            parseAlterRelation()
        }
    }

    private mutating func parseAlterSequence() {
        cursor.skipCondition()
        let sequence = cursor.takeName()
        let isWhole = ["rename", "owner", "set"].contains(cursor.spelling)
        locks.add(isWhole ? .accessExclusive : .shareRowExclusive, on: sequence)
        addSequenceOwner()
    }

    /// `OWNED BY t.c` opens the table.
    mutating func addSequenceOwner() {
        guard cursor.skip(past: "owned"), cursor.skip("by") else { return }
        locks.add(.accessShare, on: cursor.takeNameOfColumn())
    }

    /// Only what changes attributes is certain to be about a composite type, which is a relation.
    private mutating func parseAlterType() {
        let type = cursor.takeName()
        guard ["add", "drop", "alter", "rename"].contains(cursor.spelling) else { return }
        cursor.advance()
        if cursor.isAt("attribute") { locks.add(.accessExclusive, on: type) }
    }

    private mutating func parseAlterTrigger() {
        guard cursor.skip(past: "on") else { return }
        let table = cursor.takeName()
        locks.add(cursor.isAt("rename") ? .accessExclusive : .accessShare, on: table)
    }

    private mutating func parseAlterExtension() {
        _ = cursor.takeName()
        guard cursor.skip("add") || cursor.skip("drop"), cursor.skipRelationKind() else { return }
        locks.add(.shareUpdateExclusive, on: cursor.takeName())
    }
}
