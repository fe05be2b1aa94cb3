/// Collects the locks of a query or data change, with what its WITH and its subqueries name.
struct QueryLocks {
    var locks = LockList()
    /// Names of common table expressions in force, which are no relations.
    var hidden: Set<String>
    /// How many parentheses are open; what is deeper than anybody writes is not looked at.
    var depth = 0
    static let deepest = 100

    /// The locks of the statement at `cursor`; `view` is what it may read of itself.
    static func of(_ cursor: SpellingCursor, hiding view: QualifiedName? = nil) -> LockList {
        var query = Self(hidden: view.map { [$0.name] } ?? [])
        query.parse(cursor)
        return query.locks
    }

    /// The locks of one command of a rule; NEW and OLD are no relations there.
    static func ofRuleAction(_ cursor: SpellingCursor) -> LockList {
        var query = Self(hidden: ["new", "old"])
        query.parse(cursor)
        return query.locks
    }

    /// The locks of the subqueries in an expression or clause.
    static func ofSubqueries(in cursor: SpellingCursor) -> LockList {
        var query = Self(hidden: ["new", "old"])
        query.parseSubqueries(in: cursor)
        return query.locks
    }

    /// Adds the locks of a whole query, and gives the relations that its FROM lists name.
    @discardableResult
    mutating func parse(_ cursor: SpellingCursor) -> [FromItem] {
        let outer = hidden
        defer { hidden = outer }
        var cursor = cursor
        if cursor.skip("with") { parseCommonTables(&cursor) }
        let command = cursor.spelling
        if ["insert", "update", "delete", "merge", "table"].contains(command) { cursor.advance() }
        switch command {
        case "insert": parseInsert(cursor)
        case "update":
            addTarget(&cursor)
            parseBody(cursor)
        case "delete" where cursor.skip("from"):
            addTarget(&cursor)
            parseDeletion(cursor)
        case "merge" where cursor.skip("into"):
            addTarget(&cursor)
            guard cursor.skip(past: "using") else { break }
            _ = parseFromItem(&cursor)
            parseSubqueries(in: cursor)
        case "table": addTable(&cursor)
        default: return parseBody(cursor)
        }
        return []
    }

    func isHidden(_ relation: QualifiedName) -> Bool {
        relation.schema == nil && hidden.contains(relation.name)
    }

    /// `TABLE t`, after its first word.
    mutating func addTable(_ cursor: inout SpellingCursor) {
        guard let relation = cursor.takeNameAfterOnly(), !isHidden(relation) else { return }
        locks.add(.accessShare, on: relation)
    }

    /// What is written to is a relation even where a common table expression has its name.
    private mutating func addTarget(_ cursor: inout SpellingCursor) {
        locks.add(.rowExclusive, on: cursor.takeNameAfterOnly())
    }

    private mutating func parseInsert(_ cursor: SpellingCursor) {
        var cursor = cursor
        guard cursor.skip("into") else { return }
        addTarget(&cursor)
        if cursor.skip("as") { cursor.advance() }
        if cursor.isAt("("), !cursor.opensQuery { cursor.advance() }
        if cursor.skip("overriding") { cursor.skip(past: "value") }
        parseBody(cursor)
    }

    private mutating func parseDeletion(_ cursor: SpellingCursor) {
        var cursor = cursor
        while !cursor.isAtEnd {
            if cursor.skip("using") {
                _ = parseFromList(&cursor)
            } else {
                parseGroup(&cursor)
            }
        }
    }

    private mutating func parseCommonTables(_ cursor: inout SpellingCursor) {
        let isRecursive = cursor.skip("recursive")
        repeat {
            guard let name = cursor.takeName()?.name else { return }
            if cursor.isAt("(") { cursor.advance() }
            cursor.skip("as")
            if cursor.skip("not") || cursor.isAt("materialized") { cursor.skip("materialized") }
            // The name is known to the query itself only when it is recursive.
            if isRecursive { hidden.insert(name) }
            if let query = cursor.takeParentheses() { parse(query) }
            hidden.insert(name)
            while !cursor.isAtEnd, !cursor.startsQuery, !cursor.startsNextCommonTable {
                if cursor.isAt("("), cursor.opensQuery { break }
                cursor.advance()
            }
        } while cursor.skip(",")
    }
}

extension SpellingCursor {
    /// Whether a query or data change starts here, and not a column of such a name.
    var startsQuery: Bool {
        switch spelling {
        case "select", "values", "with", "table": return true
        case "insert", "merge": return isAt(spelling, "into")
        case "delete": return isAt("delete", "from")
        case "update":
            var rest = self
            rest.advance()
            guard rest.takeNameAfterOnly() != nil else { return false }
            return rest.skip(past: "set")
        default: return false
        }
    }

    /// Whether a parenthesis opens here with a query in it, perhaps after more parentheses.
    var opensQuery: Bool {
        var inside = self
        for _ in 0..<QueryLocks.deepest {
            guard let next = inside.takeParentheses() else { return false }
            if next.startsQuery { return true }
            inside = next
        }
        return false
    }

    /// Whether a comma and the head of a common table expression stand here.
    fileprivate var startsNextCommonTable: Bool {
        var rest = self
        guard rest.skip(","), rest.takeName() != nil else { return false }
        if rest.isAt("(") { rest.advance() }
        return rest.isAt("as")
    }
}
