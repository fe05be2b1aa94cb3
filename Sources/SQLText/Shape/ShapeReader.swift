/// Fills a shape with the names in a statement.
struct ShapeReader {
    var shape: StatementShape
    var cursor: TokenCursor
    var tokens: TokenList { cursor.tokens }

    init(_ tokens: TokenList, _ shape: StatementShape) {
        self.shape = shape
        cursor = TokenCursor(tokens)
    }

    /// Reads on according to the command.
    mutating func read() {
        if cursor.take("create") {
            readCreate()
        } else if cursor.take("alter") {
            readAlter()
        } else if cursor.take("drop") {
            readDrop()
        } else {
            readOther()
        }
    }

    /// Makes `name` the target and the first of the relations.
    mutating func setTarget(_ name: QualifiedName?) {
        shape.target = name
        addRelation(name)
    }

    mutating func addRelation(_ name: QualifiedName?) {
        guard let name, !shape.relations.contains(name) else { return }
        shape.relations.append(name)
    }

    /// Makes `names` the relations, and the target when there is just one.
    mutating func setRelations(_ names: [QualifiedName]) {
        names.forEach { addRelation($0) }
        shape.target = names.count == 1 ? names.first : nil
    }

    private mutating func readOther() {
        if cursor.take("truncate") {
            _ = cursor.take("table")
            setRelations(cursor.takeRelations())
            shape.destroysRows = shape.relations.map { .truncate($0) }
            shape.cascades = cursor.skip(to: "cascade")
        } else if cursor.take("insert", "into") || cursor.take("merge", "into")
            || cursor.take("update")
        {
            setTarget(cursor.takeRelation())
        } else if cursor.take("delete", "from") {
            setTarget(cursor.takeRelation())
            shape.destroysRows = shape.relations.map { .delete($0) }
        } else if cursor.take("with") {
            readWith()
        } else if cursor.take("copy") {
            _ = cursor.take("binary")
            if cursor.kind != .openParenthesis { setTarget(cursor.takeName()) }
        } else if cursor.take("lock") {
            readLock()
        } else if cursor.take("comment", "on") {
            readCommentTarget()
        } else if cursor.take("grant") || cursor.take("revoke") {
            readGrant()
        } else {
            readMaintenance()
        }
    }

    /// What the statement after the queries of WITH writes, and every DELETE among them.
    private mutating func readWith() {
        for index in 0..<tokens.count where tokens.areWords(index, "delete", "from") {
            var inner = cursor
            inner.index = index + 2
            if let name = inner.takeRelation() { shape.destroysRows.append(.delete(name)) }
        }
        guard cursor.skip(to: "insert", "update", "delete", "merge", "select", "values") else {
            return
        }
        if cursor.take("insert", "into") || cursor.take("merge", "into") || cursor.take("update")
            || cursor.take("delete", "from")
        {
            setTarget(cursor.takeRelation())
        }
    }

    private mutating func readLock() {
        _ = cursor.take("table")
        setRelations(cursor.takeRelations())
        guard cursor.take("in") else {
            shape.lockMode = "ACCESS EXCLUSIVE"
            return
        }
        var words: [String] = []
        while cursor.kind == .word, !cursor.isNextWord("mode") {
            words.append(tokens.text(cursor.index).uppercased())
            cursor.index += 1
        }
        shape.lockMode = words.joined(separator: " ")
    }

    private mutating func readCommentTarget() {
        if cursor.takeAny("table", "view", "sequence", "index", "type", "domain", "schema")
            || cursor.take("materialized", "view") || cursor.take("foreign", "table")
        {
            setTarget(cursor.takeName())
        } else if cursor.take("column") {
            // The last part is the column.
            guard let name = cursor.takeName(), let table = name.schema else { return }
            cursor.index = 3
            let isQualified = tokens.kind(cursor.index + 3) == .dot
            setTarget(isQualified ? cursor.takeName(parts: 2) : QualifiedName(name: table))
        } else if cursor.takeAny("constraint", "trigger", "policy", "rule"), cursor.skip(to: "on") {
            cursor.index += 1
            if !cursor.take("domain") { setTarget(cursor.takeName()) }
        }
    }

    /// The tables of GRANT … ON [TABLE] a, b.
    private mutating func readGrant() {
        guard cursor.skip(to: "on"), cursor.take("on") else { return }
        let others: [StaticString] = [
            "all", "schema", "database", "function", "procedure", "routine", "sequence", "type",
            "domain", "language", "large", "foreign", "tablespace", "parameter",
        ]
        // A table may be called `function` too, but then it is followed by TO or a comma.
        for word in others where tokens.isWord(cursor.index, word) {
            if tokens.kind(cursor.index + 1) == .word, !tokens.isWord(cursor.index + 1, "to"),
                !tokens.isWord(cursor.index + 1, "from")
            {
                return
            }
            if tokens.kind(cursor.index + 1) == .quotedIdentifier { return }
        }
        if cursor.isNextWord("table"), !tokens.isSymbol(cursor.index + 1, ",") { cursor.index += 1 }
        setRelations(cursor.takeRelations())
    }
}

extension TokenCursor {
    /// Reads a name of at most `parts` parts.
    mutating func takeName(parts: Int) -> QualifiedName? {
        guard var name = takeIdentifier() else { return nil }
        var schema: String?
        for _ in 1..<parts where kind == .dot {
            index += 1
            guard let next = takeIdentifier() else { break }
            schema = name
            name = next
        }
        return QualifiedName(schema: schema, name: name)
    }
}
