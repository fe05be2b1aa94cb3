/// A relation in a FROM list.
struct FromItem {
    /// What the rest of the query calls it.
    var alias: String
    var relation: QualifiedName
}

extension QueryLocks {
    /// A FROM list, and goes to the clause after it.
    mutating func parseFromList(_ cursor: inout SpellingCursor) -> [FromItem] {
        var items: [FromItem] = []
        repeat {
            items += parseFromItem(&cursor)
            while !cursor.isAtEnd, !cursor.isAt(","), !cursor.endsFromList {
                if cursor.skip("join") {
                    items += parseFromItem(&cursor)
                } else {
                    parseGroup(&cursor)
                }
            }
        } while cursor.skip(",")
        return items
    }

    /// One item: the relations in it, none for a function or a common table expression.
    mutating func parseFromItem(_ cursor: inout SpellingCursor) -> [FromItem] {
        cursor.skip("lateral")
        if cursor.skip("rows", "from") {
            parseGroup(&cursor)
            return []
        }
        if cursor.isAt("(") { return parseParenthesizedItem(&cursor) }
        guard let relation = cursor.takeNameAfterOnly(), !cursor.isAt("(") else { return [] }
        cursor.skip("*")
        let alias = cursor.takeAlias() ?? relation.name
        guard !isHidden(relation) else { return [] }
        locks.add(.accessShare, on: relation)
        return [FromItem(alias: alias, relation: relation)]
    }

    /// A subquery with its alias, or a join in parentheses.
    private mutating func parseParenthesizedItem(_ cursor: inout SpellingCursor) -> [FromItem] {
        guard var inside = cursor.takeParentheses(), depth < Self.deepest else { return [] }
        depth += 1
        defer { depth -= 1 }
        if inside.startsQuery { return aliased(parse(inside), &cursor) }
        let items = parseFromList(&inside)
        guard !inside.isAtEnd else { return items }
        // What is left is the second half of `((SELECT …) UNION SELECT …)`.
        return aliased(items + parseBody(inside), &cursor)
    }

    /// The relations of a subquery under the one name that it has outside.
    private func aliased(_ items: [FromItem], _ cursor: inout SpellingCursor) -> [FromItem] {
        guard let alias = cursor.takeAlias() else { return items }
        return items.map { FromItem(alias: alias, relation: $0.relation) }
    }
}

extension SpellingCursor {
    /// Whether the clause after a FROM list starts here.
    fileprivate var endsFromList: Bool {
        isAt("on", "conflict") || Self.clauses.contains(spelling)
    }

    /// The alias that stands here, if any, and goes past it.
    fileprivate mutating func takeAlias() -> String? {
        skip("as")
        guard isAtIdentifier, !endsFromList, !Self.joins.contains(spelling) else { return nil }
        return takeNameParts().last
    }

    private static let clauses: Set<String> = [
        "where", "group", "having", "window", "union", "intersect", "except", "order", "limit",
        "offset", "fetch", "for", "returning",
    ]

    private static let joins: Set<String> = [
        "join", "inner", "left", "right", "full", "cross", "natural", "on", "using",
        "tablesample", "set", "when", "with",
    ]
}
