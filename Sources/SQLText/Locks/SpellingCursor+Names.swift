extension SpellingCursor {
    /// The parts of the dotted name that stands here, unquoted and folded, and goes past it.
    mutating func takeNameParts() -> [String] {
        var parts: [String] = []
        repeat {
            guard isAtIdentifier else { break }
            parts.append(parseIdentifier(text) ?? text)
            advance()
            if skip("uescape") { advance() }
        } while skip(".")
        return parts
    }

    /// The name of a relation that stands here, and goes past it; the name of a database is left out.
    mutating func takeName() -> QualifiedName? { qualifiedName(takeNameParts()) }

    /// The name of a relation after `ONLY`, or in parentheses after it, and goes past it.
    mutating func takeNameAfterOnly() -> QualifiedName? {
        if skip("only"), var inside = takeParentheses() { return inside.takeName() }
        return takeName()
    }

    /// The relation of the column that stands here, and goes past it.
    mutating func takeNameOfColumn() -> QualifiedName? { qualifiedName(takeNameParts().dropLast()) }

    private func qualifiedName(_ parts: [String]) -> QualifiedName? {
        guard let name = parts.last else { return nil }
        return QualifiedName(schema: parts.dropLast().last, name: name)
    }

    /// Goes past `IF EXISTS` and `IF NOT EXISTS`.
    mutating func skipCondition() {
        if !skip("if", "exists") { skip("if", "not", "exists") }
    }
}
