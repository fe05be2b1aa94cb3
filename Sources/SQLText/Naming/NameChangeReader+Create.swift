extension NameChangeReader {
    /// Reads what follows CREATE.
    mutating func readCreate() {
        var isAnew = !cursor.take("or", "replace")
        while cursor.takeAny(
            "global", "local", "temp", "temporary", "unlogged", "unique", "recursive",
            "constraint", "trusted", "procedural", "default")
        {
            let before = cursor.index - 1
            if tokens.isWord(before, "temp") || tokens.isWord(before, "temporary") { return }
        }
        guard !cursor.take("user", "mapping") else { return }
        if cursor.take("index") {
            readCreateIndex()
        } else if cursor.take("statistics") {
            readCreateStatistics()
        } else if let kind = takePartKind() {
            if let part = takePart(kind) { changes.append(.makes(part, anew: isAnew)) }
        } else {
            let start = cursor.index
            guard let space = takeSpace() else { return }
            if cursor.takeIfNotExists() { isAnew = false }
            // Without a name of its own a schema has that of its owner.
            if space == .other("SCHEMA") { _ = cursor.take("authorization") }
            guard let name = cursor.takeName() else { return }
            var element = NamedElement(space, name)
            if space == .routine {
                let countsOut = tokens.isWord(start, "procedure")
                element.arguments = takeArguments(countsOut: countsOut)
                // The old way to write an aggregate has its base type among the options.
                guard element.arguments != nil else { return }
            }
            changes.append(.makes(element, anew: isAnew))
            if tokens.isWord(start, "table")
                || tokens.isWord(start, "foreign") && space == .relation
            {
                readTable(element, isAnew)
            } else if tokens.isWord(start, "type") {
                if cursor.take("as"), let list = cursor.takeParentheses() {
                    readItems(list) { $0.readAttribute(element, isAnew) }
                }
            } else if tokens.isWord(start, "domain") {
                readConstraints(element, tokens.count, isAnew)
            }
        }
    }

    private mutating func readCreateIndex() {
        _ = cursor.take("concurrently")
        let isAnew = !cursor.takeIfNotExists()
        guard !cursor.isNextWord("on"), let name = cursor.takeIdentifier(), cursor.take("on"),
            let table = cursor.takeRelation()
        else { return }
        changes.append(.makes(NamedElement(.relation, table).with("index", name), anew: isAnew))
    }

    /// Statistics may be in another schema than their table, which a part has no room for.
    private mutating func readCreateStatistics() {
        let isAnew = !cursor.takeIfNotExists()
        guard !cursor.isNextWord("on"), let name = cursor.takeName(), cursor.skip(to: "from"),
            cursor.take("from"), let table = cursor.takeRelation(),
            name.schema == nil || name.schema == table.schema
        else { return }
        changes.append(
            .makes(NamedElement(.relation, table).with("statistics", name.name), anew: isAnew))
    }

    /// The columns and constraints of a table: its first list, where that is one of them.
    private mutating func readTable(_ table: NamedElement, _ isAnew: Bool) {
        // The lists of PARTITION OF and OF have options of columns that are made elsewhere.
        guard let list = cursor.takeParentheses() else { return }
        readItems(list) { $0.readColumnOrConstraint(table, isAnew) }
    }

    /// Reads each item of a list with a reader that ends where the item does.
    private mutating func readItems(_ list: Range<Int>, _ read: (inout NameChangeReader) -> Void) {
        let rest = cursor.index
        cursor.index = list.lowerBound + 1
        while cursor.index < list.upperBound - 1 {
            read(&self)
            while cursor.index < list.upperBound - 1, !cursor.isNext(",") {
                if cursor.takeParentheses() == nil { cursor.index += 1 }
            }
            cursor.index += 1
        }
        cursor.index = rest
    }

    /// Reads `name type …`, `CONSTRAINT name …`, or what makes neither.
    mutating func readColumnOrConstraint(_ table: NamedElement, _ isAnew: Bool) {
        if isConstraintWithoutName || cursor.isNextWord("like") { return }
        if !cursor.isNextWord("constraint") {
            guard let column = cursor.takeIdentifier() else { return }
            changes.append(.makes(table.with("column", column), anew: isAnew))
        }
        readConstraints(table, itemEnd(), isAnew)
    }

    /// Whether a constraint comes next to which the server gives a name.
    ///
    /// Columns of such names are in quotes, as the
    /// words are reserved; `exclude` is not, and what makes it a constraint comes behind it.
    var isConstraintWithoutName: Bool {
        let words: [StaticString] = ["check", "unique", "primary", "foreign"]
        if words.contains(where: { cursor.isNextWord($0) }) { return true }
        if tokens.areWords(cursor.index, "not", "null") { return true }
        return cursor.isNextWord("exclude")
            && (tokens.isWord(cursor.index + 1, "using")
                || tokens.kind(cursor.index + 1) == .openParenthesis)
    }

    private mutating func readAttribute(_ type: NamedElement, _ isAnew: Bool) {
        guard let name = cursor.takeIdentifier() else { return }
        changes.append(.makes(type.with("attribute", name), anew: isAnew))
    }

    /// Reads every `CONSTRAINT name` up to a token, outside parentheses.
    mutating func readConstraints(_ element: NamedElement, _ end: Int, _ isAnew: Bool) {
        while cursor.index < end {
            if cursor.take("constraint") {
                guard let name = cursor.takeIdentifier() else { continue }
                changes.append(.makes(element.with("constraint", name), anew: isAnew))
            } else if cursor.takeParentheses() == nil {
                cursor.index += 1
            }
        }
    }

    /// Where the item ends that the cursor is in: at a comma, or at the end of its list.
    func itemEnd() -> Int {
        var ahead = cursor
        while !ahead.isAtEnd, ahead.kind != .closeParenthesis, !ahead.isNext(",") {
            if ahead.takeParentheses() == nil { ahead.index += 1 }
        }
        return ahead.index
    }
}
