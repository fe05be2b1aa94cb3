extension ShapeReader {
    /// Reads what follows ALTER.
    mutating func readAlter() {
        if cursor.take("table") || cursor.take("foreign", "table") {
            readAlterRelation()
        } else if cursor.take("index") {
            readAlterRelation()
            shape.index = shape.target
        } else if cursor.takeAny("view", "sequence") || cursor.take("materialized", "view") {
            readAlterRelation()
        } else if cursor.takeAny("trigger", "policy", "rule") {
            if cursor.skip(to: "on"), cursor.take("on") { setTarget(cursor.takeName()) }
        } else if cursor.take("database") {
            shape.database = cursor.takeIdentifier()
        } else if !cursor.take("user", "mapping"),
            cursor.takeAny(
                "function", "procedure", "aggregate", "routine", "type", "domain", "schema",
                "extension", "publication", "subscription", "server", "statistics", "collation",
                "conversion", "role", "user", "group", "tablespace", "language")
        {
            shape.ifExists = cursor.takeIfExists()
            shape.target = cursor.takeName()
        }
    }

    private mutating func readAlterRelation() {
        shape.ifExists = cursor.takeIfExists()
        // ALL IN TABLESPACE moves whatever is there.
        guard !cursor.isNextWord("all") else { return }
        setTarget(cursor.takeRelation())
        repeat { readAction() } while cursor.takeSymbol(",")
    }

    /// Reads one action up to its comma.
    private mutating func readAction() {
        let start = cursor.index
        let name = actionName()
        var references: [QualifiedName] = []
        var isNotValid = false
        var usesIndex = false
        cursor.index = start
        while !cursor.isAtEnd, !cursor.isNext(",") {
            if cursor.take("references") {
                if let table = cursor.takeName() { references.append(table) }
            } else if cursor.take("not", "valid") {
                isNotValid = true
            } else if cursor.take("using", "index"), !cursor.isNextWord("tablespace") {
                usesIndex = true
            } else if cursor.take("cascade") {
                shape.cascades = true
            } else if cursor.takeParentheses() == nil {
                cursor.index += 1
            }
        }
        guard let name else { return }
        references.forEach { addRelation($0) }
        let hasKey = name == "ADD COLUMN" && !references.isEmpty
        shape.actions.append(
            name + (hasKey ? " REFERENCES" : "") + (isNotValid ? " NOT VALID" : "")
                + (usesIndex ? " USING INDEX" : ""))
    }

    private mutating func actionName() -> String? {
        if cursor.take("add") { return addName() }
        if cursor.take("drop") { return dropName() }
        if cursor.take("alter") { return alterName() }
        if cursor.take("detach", "partition") { return detachName() }
        if cursor.take("attach", "partition") {
            shape.partition = cursor.takeName()
            addRelation(shape.partition)
            return "ATTACH PARTITION"
        }
        if cursor.take("inherit") || cursor.take("no", "inherit") {
            let isAdded = tokens.isWord(cursor.index - 2, "no") == false
            addRelation(cursor.takeName())
            return isAdded ? "INHERIT" : "NO INHERIT"
        }
        if cursor.take("rename") { return renameName() }
        return plainName()
    }

    private mutating func addName() -> String {
        if cursor.take("constraint") { _ = cursor.takeIdentifier() }
        if cursor.take("foreign", "key") { return "ADD FOREIGN KEY" }
        if cursor.take("primary", "key") { return "ADD PRIMARY KEY" }
        if cursor.take("check") { return "ADD CHECK" }
        if cursor.take("unique") { return "ADD UNIQUE" }
        if cursor.take("exclude") { return "ADD EXCLUDE" }
        if cursor.take("not", "null") { return "ADD NOT NULL" }
        _ = cursor.take("column")
        if cursor.takeIfNotExists() { shape.ifNotExists = true }
        return "ADD COLUMN"
    }

    private mutating func dropName() -> String {
        if cursor.take("constraint") { return "DROP CONSTRAINT" }
        // A column may be called `expression` only with COLUMN before it or something after it.
        _ = cursor.take("column")
        if cursor.takeIfExists() { shape.ifExists = true }
        if let column = cursor.takeIdentifier(), let table = shape.target {
            shape.destroysRows.append(.column(table: table, column: column))
        }
        return "DROP COLUMN"
    }

    private mutating func alterName() -> String {
        if cursor.take("constraint") { return "ALTER CONSTRAINT" }
        _ = cursor.take("column")
        _ = cursor.takeIdentifier() ?? (cursor.kind == .number ? skipNumber() : nil)
        if cursor.take("type") || cursor.take("set", "data", "type") { return "ALTER COLUMN TYPE" }
        for word in ["default", "not", "statistics", "storage", "compression", "expression"]
            as [StaticString]
        {
            if cursor.take("set", word) { return "ALTER COLUMN SET \(columnProperty(word))" }
            if cursor.take("drop", word) { return "ALTER COLUMN DROP \(columnProperty(word))" }
        }
        if cursor.take("drop", "identity") { return "ALTER COLUMN DROP IDENTITY" }
        if cursor.take("add", "generated") { return "ALTER COLUMN ADD GENERATED" }
        if cursor.take("reset") { return "ALTER COLUMN RESET" }
        if cursor.take("restart") { return "ALTER COLUMN RESTART" }
        return "ALTER COLUMN SET"
    }

    private mutating func skipNumber() -> String? {
        cursor.index += 1
        return nil
    }

    private func columnProperty(_ word: StaticString) -> String {
        let name = "\(word)".uppercased()
        return name == "NOT" ? "NOT NULL" : name
    }

    private mutating func detachName() -> String {
        shape.partition = cursor.takeName()
        addRelation(shape.partition)
        if cursor.take("concurrently") {
            shape.isConcurrently = true
            return "DETACH PARTITION CONCURRENTLY"
        }
        return cursor.take("finalize") ? "DETACH PARTITION FINALIZE" : "DETACH PARTITION"
    }

    private mutating func renameName() -> String {
        if cursor.take("to") { return "RENAME" }
        return cursor.take("constraint") ? "RENAME CONSTRAINT" : "RENAME COLUMN"
    }

    /// Actions that are told by their first words.
    private mutating func plainName() -> String? {
        for (words, name) in plainActions
        where words.enumerated().allSatisfy({ tokens.isWord(cursor.index + $0, $1) }) {
            return name
        }
        return cursor.kind == .word ? tokens.text(cursor.index).uppercased() : nil
    }
}

/// Actions of ALTER TABLE and its like by their first words; the longer ones first.
private let plainActions: [([StaticString], String)] = [
    (["validate", "constraint"], "VALIDATE CONSTRAINT"),
    (["enable", "row"], "ENABLE ROW LEVEL SECURITY"),
    (["disable", "row"], "DISABLE ROW LEVEL SECURITY"),
    (["force", "row"], "FORCE ROW LEVEL SECURITY"),
    (["no", "force", "row"], "NO FORCE ROW LEVEL SECURITY"),
    (["enable", "trigger"], "ENABLE TRIGGER"),
    (["enable", "always", "trigger"], "ENABLE TRIGGER"),
    (["enable", "replica", "trigger"], "ENABLE TRIGGER"),
    (["disable", "trigger"], "DISABLE TRIGGER"),
    (["enable", "rule"], "ENABLE RULE"),
    (["enable", "always", "rule"], "ENABLE RULE"),
    (["enable", "replica", "rule"], "ENABLE RULE"),
    (["disable", "rule"], "DISABLE RULE"),
    (["cluster", "on"], "CLUSTER ON"),
    (["set", "without", "cluster"], "SET WITHOUT CLUSTER"),
    (["set", "without", "oids"], "SET WITHOUT OIDS"),
    (["set", "access", "method"], "SET ACCESS METHOD"),
    (["set", "tablespace"], "SET TABLESPACE"),
    (["set", "schema"], "SET SCHEMA"),
    (["set", "logged"], "SET LOGGED"),
    (["set", "unlogged"], "SET UNLOGGED"),
    (["replica", "identity"], "REPLICA IDENTITY"),
    (["owner", "to"], "OWNER TO"),
    (["not", "of"], "NOT OF"),
    (["of"], "OF"),
    (["set"], "SET"),
    (["reset"], "RESET"),
    (["options"], "OPTIONS"),
    (["depends"], "DEPENDS ON EXTENSION"),
]
