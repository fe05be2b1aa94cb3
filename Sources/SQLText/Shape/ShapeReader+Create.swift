extension ShapeReader {
    /// Reads what follows CREATE.
    mutating func readCreate() {
        cursor.skipModifiers()
        if cursor.take("table") || cursor.take("foreign", "table") {
            shape.ifNotExists = cursor.takeIfNotExists()
            setTarget(cursor.takeName())
            readReferences()
        } else if cursor.take("index") {
            readCreateIndex()
        } else if cursor.take("view") || cursor.take("sequence")
            || cursor.take("materialized", "view")
        {
            shape.ifNotExists = cursor.takeIfNotExists()
            setTarget(cursor.takeName())
        } else if cursor.takeAny("trigger", "policy") {
            if cursor.skip(to: "on"), cursor.take("on") { setTarget(cursor.takeName()) }
            // A constraint trigger may name the other table.
            if cursor.take("from") { addRelation(cursor.takeName()) }
        } else if cursor.take("rule") {
            if cursor.skip(to: "to"), cursor.take("to") { setTarget(cursor.takeName()) }
        } else if cursor.take("statistics") {
            shape.ifNotExists = cursor.takeIfNotExists()
            if cursor.skip(to: "from"), cursor.take("from") { setTarget(cursor.takeName()) }
        } else if cursor.take("database") {
            shape.database = cursor.takeIdentifier()
        } else {
            readCreateOther()
        }
    }

    /// `[CONCURRENTLY] [[IF NOT EXISTS] name] ON [ONLY] table`.
    private mutating func readCreateIndex() {
        shape.isConcurrently = cursor.take("concurrently")
        shape.ifNotExists = cursor.takeIfNotExists()
        let name = cursor.isNextWord("on") ? nil : cursor.takeIdentifier()
        guard cursor.take("on") else { return }
        setTarget(cursor.takeRelation())
        shape.index = name.map { QualifiedName(schema: shape.target?.schema, name: $0) }
    }

    /// The other tables of a CREATE TABLE.
    mutating func readReferences() {
        while !cursor.isAtEnd {
            if cursor.take("references") || cursor.take("partition", "of") || cursor.take("like") {
                addRelation(cursor.takeName())
            } else if cursor.take("inherits") {
                if cursor.takeSymbol("(") { cursor.takeRelations().forEach { addRelation($0) } }
            } else if cursor.takeAny("as", "check", "default", "generated") {
                // A query or an expression follows, where LIKE is an operator.
                skipExpression()
            } else {
                cursor.index += 1
            }
        }
    }

    /// Steps to the next comma, or the end of the list that the expression stands in.
    private mutating func skipExpression() {
        while !cursor.isAtEnd, cursor.kind != .closeParenthesis, !cursor.isNext(",") {
            if cursor.isNextWord("references") { return }
            if cursor.takeParentheses() == nil { cursor.index += 1 }
        }
    }

    private mutating func readCreateOther() {
        guard !cursor.take("user", "mapping") else { return }
        let named = cursor.takeAny(
            "function", "procedure", "aggregate", "type", "domain", "schema", "extension",
            "publication", "subscription", "server", "collation", "conversion", "role", "user",
            "group", "tablespace", "language")
        guard named else { return }
        shape.ifNotExists = cursor.takeIfNotExists()
        shape.target = cursor.isNextWord("authorization") ? nil : cursor.takeName()
    }
}
