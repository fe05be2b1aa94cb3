import SQLText

extension ExpressionParser {
    mutating func disjunction() throws(NotUnderstood) -> Expression {
        try nested { parser throws(NotUnderstood) in
            var parts = [try parser.conjunction()]
            while parser.take("or") { parts.append(try parser.conjunction()) }
            return parts.count == 1 ? parts[0] : .any(parts)
        }
    }

    private mutating func conjunction() throws(NotUnderstood) -> Expression {
        var parts = [try negation()]
        while take("and") { parts.append(try negation()) }
        return parts.count == 1 ? parts[0] : .all(parts)
    }

    private mutating func negation() throws(NotUnderstood) -> Expression {
        guard take("not") else { return try tested() }
        return .not(try nested { parser throws(NotUnderstood) in try parser.negation() })
    }

    /// `IS …` behind a comparison.
    private mutating func tested() throws(NotUnderstood) -> Expression {
        var result = try comparison()
        while true {
            if take("isnull") {
                result = .test(result, .isNull)
            } else if take("notnull") {
                result = .test(result, .isNotNull)
            } else if take("is") {
                result = try test(of: result)
            } else {
                return result
            }
        }
    }

    private mutating func test(of inner: Expression) throws(NotUnderstood) -> Expression {
        let isNegated = take("not")
        if take("distinct", "from") {
            let distinct = Expression.distinct(inner, try comparison())
            return isNegated ? .not(distinct) : distinct
        }
        guard let word = word(),
            let test = Expression.Test(
                rawValue: "IS \(isNegated ? "NOT " : "")\(word.uppercased())")
        else { throw NotUnderstood() }
        index += 1
        return .test(inner, test)
    }

    private static let comparisons: Set<String> = ["<", ">", "=", "<=", ">=", "<>", "!="]

    private mutating func comparison() throws(NotUnderstood) -> Expression {
        var left = try membership()
        while let token, token.kind == .operator, Self.comparisons.contains(token.text) {
            index += 1
            let name = token.text == "!=" ? "<>" : token.text
            left = try quantified(left, name) ?? .infix(name, left, try membership())
        }
        return left
    }

    /// `x op ANY (…)`, with the operator read already.
    private mutating func quantified(
        _ left: Expression, _ name: String
    ) throws(NotUnderstood) -> Expression? {
        let quantifier: Expression.Quantifier
        switch word() {
        case "any", "some": quantifier = .any
        case "all": quantifier = .all
        default: return nil
        }
        guard isSymbol("(", 1) else { return nil }
        index += 1
        if startsQuery(1) { return try subquery(.quantified(left, name, quantifier)) }
        try expect("(")
        let right = try disjunction()
        try expect(")")
        return .quantified(left, name, quantifier, right)
    }

    /// BETWEEN, IN, LIKE and the like.
    private mutating func membership() throws(NotUnderstood) -> Expression {
        var left = try other()
        while true {
            let start = index
            let isNegated = take("not")
            var result: Expression?
            if take("between") {
                result = try between(left)
            } else if take("in") {
                result = try isIn(left)
            } else if take("like") {
                result = try like(left, "~~")
            } else if take("ilike") {
                result = try like(left, "~~*")
            } else if take("similar", "to") {
                let pattern = try other()
                let escape = take("escape") ? [try other()] : []
                result = .infix("~", left, .call("similar_to_escape", [pattern] + escape))
            }
            guard let result else {
                index = start
                return left
            }
            left = isNegated ? .not(result) : result
        }
    }

    private mutating func between(_ value: Expression) throws(NotUnderstood) -> Expression {
        let isSymmetric = take("symmetric")
        let low = try other()
        try expectWord("and")
        let high = try other()
        func range(_ low: Expression, _ high: Expression) -> Expression {
            .all([.infix(">=", value, low), .infix("<=", value, high)])
        }
        return isSymmetric ? .any([range(low, high), range(high, low)]) : range(low, high)
    }

    private mutating func isIn(_ left: Expression) throws(NotUnderstood) -> Expression {
        if startsQuery(1) { return try subquery(.quantified(left, "=", .any)) }
        try expect("(")
        let list = try self.list(until: ")")
        return .quantified(left, "=", .any, .array(list))
    }

    private mutating func like(
        _ left: Expression, _ name: String
    ) throws(NotUnderstood) -> Expression {
        if let quantified = try quantified(left, name) { return quantified }
        let pattern = try other()
        guard take("escape") else { return .infix(name, left, pattern) }
        return .infix(name, left, .call("like_escape", [pattern, try other()]))
    }

    /// Operators without a level of their own, all of one level.
    mutating func other() throws(NotUnderstood) -> Expression {
        var left = try operation(level: 0)
        while let name = otherOperator() {
            left = try quantified(left, name) ?? .infix(name, left, try operation(level: 0))
        }
        return left
    }

    private mutating func otherOperator() -> String? {
        if word() == "operator", isSymbol("(", 1), let end = try? behindPartner(of: index + 1) {
            let name = joined(tokens[(index + 2)..<(end - 1)])
            index = end
            // What is written out may be one of pg_catalog, as `psql` and the server quote it.
            let bare = name.hasPrefix("pg_catalog.") ? String(name.dropFirst(11)) : nil
            return bare ?? "OPERATOR(\(name))"
        }
        guard let token, token.kind == .operator, !Self.comparisons.contains(token.text),
            !Self.arithmetic.contains(where: { $0.contains(token.text) }),
            !["::", ":=", "=>", ".."].contains(token.text)
        else { return nil }
        index += 1
        return token.text
    }

    private static let arithmetic: [Set<String>] = [["+", "-"], ["*", "/", "%"], ["^"]]

    private mutating func operation(level: Int) throws(NotUnderstood) -> Expression {
        guard level < Self.arithmetic.count else { return try zoned() }
        var left = try operation(level: level + 1)
        while let token, token.kind == .operator, Self.arithmetic[level].contains(token.text) {
            index += 1
            left = .infix(token.text, left, try operation(level: level + 1))
        }
        return left
    }

    private mutating func zoned() throws(NotUnderstood) -> Expression {
        var left = try signed()
        while true {
            if take("at", "time", "zone") {
                left = .infix("AT TIME ZONE", left, try signed())
            } else if take("collate") {
                left = .infix("COLLATE", left, .opaque(try qualifiedName()))
            } else {
                return left
            }
        }
    }

    private mutating func signed() throws(NotUnderstood) -> Expression {
        guard let token, token.kind == .operator, token.text != "::",
            !Self.comparisons.contains(token.text)
        else { return try postfix() }
        index += 1
        let inner = try nested { parser throws(NotUnderstood) in try parser.signed() }
        if case .literal(.number(let digits)) = inner, !digits.hasPrefix("-") {
            if token.text == "-" { return .literal(.number("-" + digits)) }
            if token.text == "+" { return inner }
        }
        return .prefix(token.text, inner)
    }
}
