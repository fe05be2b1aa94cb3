extension QueryLocks {
    /// A query from its first word on: its FROM lists, its subqueries and its FOR UPDATE.
    @discardableResult
    mutating func parseBody(_ cursor: SpellingCursor) -> [FromItem] {
        var cursor = cursor
        var items: [FromItem] = []
        while !cursor.isAtEnd {
            if cursor.isAt("from"), cursor.spellingBefore != "distinct" {
                cursor.skip("from")
                items += parseFromList(&cursor)
            } else if cursor.isAt("table"), cursor.follows("union", "all", "intersect", "except") {
                cursor.skip("table")
                addTable(&cursor)
            } else if cursor.skipLockingStrength() {
                addRowLocks(of: items, &cursor)
            } else {
                parseGroup(&cursor)
            }
        }
        return items
    }

    /// Every parenthesis of an expression or clause may hold a query.
    mutating func parseSubqueries(in cursor: SpellingCursor) {
        var cursor = cursor
        while !cursor.isAtEnd { parseGroup(&cursor) }
    }

    /// Goes past one token, or past a parenthesis and what it holds.
    mutating func parseGroup(_ cursor: inout SpellingCursor) {
        guard let inside = cursor.takeParentheses() else {
            cursor.advanceIntoBrackets()
            return
        }
        guard depth < Self.deepest else { return }
        depth += 1
        defer { depth -= 1 }
        if inside.startsQuery {
            parse(inside)
        } else if inside.opensQuery {
            parseBody(inside)
        } else {
            parseSubqueries(in: inside)
        }
    }

    /// FOR UPDATE and the like lock what OF names, else all of FROM.
    private mutating func addRowLocks(of items: [FromItem], _ cursor: inout SpellingCursor) {
        var named: Set<String>?
        if cursor.skip("of") {
            repeat {
                named = (named ?? []).union(cursor.takeNameParts().suffix(1))
            } while cursor.skip(",")
        }
        for item in items where named?.contains(item.alias) ?? true {
            locks.add(.rowShare, on: item.relation)
        }
    }
}

extension SpellingCursor {
    /// Whether the token before this place is one of these words.
    fileprivate func follows(_ words: String...) -> Bool { words.contains(spellingBefore) }

    fileprivate mutating func skipLockingStrength() -> Bool {
        skip("for", "update") || skip("for", "share") || skip("for", "no", "key", "update")
            || skip("for", "key", "share")
    }
}
