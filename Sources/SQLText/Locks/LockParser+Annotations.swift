extension LockParser {
    /// COMMENT ON and SECURITY LABEL ON.
    mutating func parseAnnotation() {
        guard cursor.skip(past: "on") else { return }
        if cursor.skipRelationKind() {
            locks.add(.shareUpdateExclusive, on: cursor.takeName())
        } else if cursor.skip("column") {
            locks.add(.shareUpdateExclusive, on: cursor.takeNameOfColumn())
        } else if ["constraint", "trigger", "policy", "rule"].contains(cursor.spelling) {
            guard cursor.skip(past: "on"), !cursor.isAt("domain") else { return }
            locks.add(.accessShare, on: cursor.takeName())
        }
    }
}
