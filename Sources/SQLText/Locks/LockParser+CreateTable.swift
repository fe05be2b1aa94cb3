extension LockParser {
    /// CREATE TABLE locks what the new table hangs on, in any of its forms.
    mutating func parseCreateTable() {
        cursor.skipCondition()
        let table = cursor.takeName()
        while !cursor.isAtEnd {
            if cursor.skip("partition", "of") {
                locks.add(.accessExclusive, on: cursor.takeName())
            } else if cursor.skip("inherits") {
                guard let parents = cursor.takeParentheses() else { continue }
                for var parent in parents.split(at: ",") {
                    locks.add(.shareUpdateExclusive, on: parent.takeName())
                }
            } else if cursor.skip("as") {
                locks.add(QueryLocks.of(cursor))
                return
            } else if let elements = cursor.takeParentheses() {
                addElements(elements, of: table)
            } else {
                cursor.advance()
            }
        }
    }

    private mutating func addElements(_ elements: SpellingCursor, of table: QualifiedName?) {
        for var element in elements.split(at: ",") {
            if element.skip("like") {
                locks.add(.accessShare, on: element.takeName())
            } else {
                locks.addReferences(in: element, except: table)
            }
        }
    }
}
