extension LockParser {
    /// ALTER TABLE and what has its forms: of views, foreign tables, materialized views and indexes.
    mutating func parseAlterRelation() {
        guard !cursor.isAt("all", "in", "tablespace") else { return }
        cursor.skipCondition()
        guard let relation = cursor.takeNameAfterOnly() else { return }
        cursor.skip("*")
        var others = LockList()
        let modes = cursor.split(at: ",").map { Self.mode(ofAction: $0, &others) }
        // All forms of a statement run under the strongest lock that one of them needs.
        locks.add(modes.max() ?? .accessExclusive, on: relation)
        locks.add(others)
    }

    private static func mode(ofAction action: SpellingCursor, _ others: inout LockList) -> LockMode
    {
        var action = action
        let verb = action.spelling
        action.advance()
        switch verb {
        case "add": return modeOfAdding(action, &others)
        case "alter": return modeOfColumnChange(action)
        case "set": return modeOfSetting(action)
        case "reset": return action.takeParentheses().map(modeOfParameters) ?? .accessExclusive
        case "validate", "cluster": return .shareUpdateExclusive
        case "enable", "disable":
            if !action.skip("always") { action.skip("replica") }
            return action.isAt("trigger") ? .shareRowExclusive : .accessExclusive
        case "attach":
            guard action.skip("partition") else { return .accessExclusive }
            others.add(.accessExclusive, on: action.takeName())
            return .shareUpdateExclusive
        case "detach":
            guard action.skip("partition") else { return .accessExclusive }
            others.add(.accessExclusive, on: action.takeName())
            let isMild = action.isAt("concurrently") || action.isAt("finalize")
            return isMild ? .shareUpdateExclusive : .accessExclusive
        case "inherit":
            others.add(.shareUpdateExclusive, on: action.takeName())
            return .accessExclusive
        case "no" where action.skip("inherit"):
            others.add(.accessShare, on: action.takeName())
            return .accessExclusive
        default: return .accessExclusive
        }
    }

    /// ADD of a column or a constraint; what it references is locked too.
    private static func modeOfAdding(_ action: SpellingCursor, _ others: inout LockList) -> LockMode
    {
        others.addReferences(in: action)
        var action = action
        if action.skip("constraint") { action.advance() }
        return action.isAt("foreign", "key") ? .shareRowExclusive : .accessExclusive
    }

    private static func modeOfColumnChange(_ action: SpellingCursor) -> LockMode {
        var action = action
        guard !action.isAt("constraint") else { return .accessExclusive }
        action.skip("column")
        action.advance()
        let isMild =
            action.isAt("set", "statistics") || action.isAt("set", "(") || action.isAt("reset", "(")
        return isMild ? .shareUpdateExclusive : .accessExclusive
    }

    private static func modeOfSetting(_ action: SpellingCursor) -> LockMode {
        var action = action
        if let parameters = action.takeParentheses() { return modeOfParameters(parameters) }
        return action.isAt("without", "cluster") ? .shareUpdateExclusive : .accessExclusive
    }

    private static func modeOfParameters(_ parameters: SpellingCursor) -> LockMode {
        parameters.split(at: ",").map { item in
            var item = item
            return StorageParameter.mode(ofChanging: item.takeNameParts().last ?? "")
        }.max() ?? .accessExclusive
    }
}

extension LockList {
    /// Adds the tables that a column or constraint definition references.
    mutating func addReferences(in definition: SpellingCursor, except own: QualifiedName? = nil) {
        var definition = definition
        while definition.skip(past: "references") {
            let table = definition.takeName()
            if table != own { add(.shareRowExclusive, on: table) }
        }
    }
}
