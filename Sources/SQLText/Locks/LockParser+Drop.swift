extension LockParser {
    mutating func parseDrop() {
        if cursor.skip("index") {
            let mode: LockMode =
                cursor.skip("concurrently") ? .shareUpdateExclusive : .accessExclusive
            cursor.skipCondition()
            addList(mode)
        } else if cursor.skipRelationKind() {
            cursor.skipCondition()
            addList(.accessExclusive)
        } else if cursor.skip("trigger") || cursor.skip("policy") || cursor.skip("rule") {
            addRelationAfterOn(.accessExclusive)
        }
    }
}

extension SpellingCursor {
    /// Goes past the key word of a kind of relation.
    mutating func skipRelationKind() -> Bool {
        skip("table") || skip("view") || skip("sequence") || skip("index")
            || skip("materialized", "view") || skip("foreign", "table")
    }
}
