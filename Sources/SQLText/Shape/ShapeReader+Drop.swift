extension ShapeReader {
    /// Reads what follows DROP.
    mutating func readDrop() {
        if cursor.take("table") {
            readDropped { .table($0) }
        } else if cursor.take("materialized", "view") {
            readDropped { .materializedView($0) }
        } else if cursor.take("index") {
            shape.isConcurrently = cursor.take("concurrently")
            readDropped { _ in nil }
            shape.index = shape.target
        } else if cursor.takeAny("view", "sequence") || cursor.take("foreign", "table") {
            readDropped { _ in nil }
        } else if cursor.takeAny("trigger", "policy", "rule") {
            shape.ifExists = cursor.takeIfExists()
            if cursor.skip(to: "on"), cursor.take("on") { setTarget(cursor.takeName()) }
            shape.cascades = cursor.take("cascade")
        } else if cursor.take("database") {
            shape.ifExists = cursor.takeIfExists()
            shape.database = cursor.takeIdentifier()
            shape.destroysRows = shape.database.map { [.database($0)] } ?? []
        } else {
            readDropOther()
        }
    }

    private mutating func readDropped(_ destroys: (QualifiedName) -> RowDestruction?) {
        shape.ifExists = cursor.takeIfExists()
        setRelations(cursor.takeRelations())
        shape.cascades = cursor.take("cascade")
        shape.destroysRows = shape.relations.compactMap(destroys)
    }

    private mutating func readDropOther() {
        if cursor.take("owned", "by") {
            readOwners()
            return
        }
        guard !cursor.take("user", "mapping") else { return }
        let isSchema = cursor.take("schema")
        let isExtension = !isSchema && cursor.take("extension")
        let isType = !isSchema && !isExtension && cursor.takeAny("type", "domain")
        guard
            isSchema || isExtension || isType
                || cursor.takeAny(
                    "function", "procedure", "aggregate", "routine", "publication",
                    "subscription", "server", "collation", "conversion", "statistics", "role",
                    "user", "group", "tablespace", "language")
        else { return }
        shape.ifExists = cursor.takeIfExists()
        let names = cursor.takeRelations()
        shape.cascades = cursor.skip(to: "cascade")
        shape.target = names.count == 1 ? names.first : nil
        if isSchema { shape.destroysRows = names.map { .schema($0.name) } }
        if isExtension { shape.destroysRows = names.map { .extension($0.name) } }
        if isType, shape.cascades { shape.destroysRows = names.map { .columnsOfType($0) } }
    }

    private mutating func readOwners() {
        repeat {
            guard let role = cursor.takeIdentifier() else { break }
            shape.destroysRows.append(.owned(by: role))
        } while cursor.takeSymbol(",")
        shape.cascades = cursor.take("cascade")
    }
}
