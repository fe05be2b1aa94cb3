extension LockParser {
    mutating func parseAlterPublication() {
        _ = cursor.takeName()
        guard cursor.skip("add") || cursor.skip("set") || cursor.skip("drop") else { return }
        addPublished()
    }

    /// The tables of a list such as `TABLE a, b (x) WHERE (…), TABLES IN SCHEMA s`.
    mutating func addPublished() {
        var namesTables = false
        for var item in cursor.split(at: ",") {
            if item.skip("table") {
                namesTables = true
            } else if item.isAt("tables", "in", "schema") || item.isAt("all") {
                namesTables = false
            }
            if namesTables { locks.add(.shareUpdateExclusive, on: item.takeNameAfterOnly()) }
        }
    }
}
