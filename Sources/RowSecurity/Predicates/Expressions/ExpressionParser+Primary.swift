import SQLText

extension ExpressionParser {
    /// A primary with its casts, subscripts and fields.
    mutating func postfix() throws(NotUnderstood) -> Expression {
        let start = index
        var result = try primary()
        while true {
            if takeSymbol("::") {
                result = .cast(result, to: try typeName())
            } else if isSymbol("[") {
                index = try behindPartner(of: index)
                result = .opaque(joined(tokens[start..<index]))
            } else if isSymbol("."), tokens[index - 1].text == ")" || tokens[index - 1].text == "]"
            {
                index += 1
                guard takeSymbol("*") || token?.kind == .word || token?.kind == .quotedIdentifier
                else { throw NotUnderstood() }
                if tokens[index - 1].text != "*" { index += 1 }
                result = .opaque(joined(tokens[start..<index]))
            } else {
                return result
            }
        }
    }

    private mutating func primary() throws(NotUnderstood) -> Expression {
        guard let token else { throw NotUnderstood() }
        switch token.kind {
        case .number:
            index += 1
            return .literal(.number(token.text.replacing("_", with: "")))
        case .string:
            index += 1
            return constantValue(of: token.text).map { .literal(.string($0)) }
                ?? .opaque(token.text)
        case .parameter:
            index += 1
            return .opaque(token.text)
        case .word: return try wordPrimary(token.text.lowercased())
        case .quotedIdentifier: return try named()
        case .punctuation where token.text == "(": return try parenthesised()
        case .operator, .punctuation: throw NotUnderstood()
        }
    }

    private mutating func wordPrimary(_ word: String) throws(NotUnderstood) -> Expression {
        switch word {
        case "null": return literal(.null)
        case "true": return literal(.boolean(true))
        case "false": return literal(.boolean(false))
        case "case": return try conditional()
        case "exists" where startsQuery(2):
            index += 1
            return try subquery(.exists)
        case "array" where startsQuery(2):
            index += 1
            return try subquery(.array)
        case "array" where isSymbol("[", 1):
            index += 1
            return try arrayItems()
        case "row" where isSymbol("(", 1):
            index += 2
            return .row(try list(until: ")"))
        case "coalesce" where isSymbol("(", 1):
            index += 2
            return .coalesce(try list(until: ")"))
        case "nullif" where isSymbol("(", 1):
            index += 2
            let parts = try list(until: ")")
            guard parts.count == 2 else { throw NotUnderstood() }
            return .nullIf(parts[0], parts[1])
        case "cast" where isSymbol("(", 1):
            index += 2
            let inner = try disjunction()
            try expectWord("as")
            let type = try typeName()
            try expect(")")
            return .cast(inner, to: type)
        case let word where !isSymbol("(", 1) && !isSymbol(".", 1):
            if let name = Expression.wordsThatCall[word] {
                index += 1
                return .call(name, [])
            }
            return try named()
        default: return try named()
        }
    }

    private mutating func literal(_ literal: Expression.Literal) -> Expression {
        index += 1
        return .literal(literal)
    }

    /// What stands in parentheses; text where it is not understood.
    private mutating func parenthesised() throws(NotUnderstood) -> Expression {
        if startsQuery(1) { return try subquery(.value) }
        let start = index
        let end = try behindPartner(of: start)
        do throws(NotUnderstood) {
            index += 1
            let parts = try list(until: ")")
            // `(a, b) OVERLAPS (c, d)` is no operator on rows.
            guard !parts.isEmpty, word() != "overlaps" else { throw NotUnderstood() }
            return parts.count == 1 ? parts[0] : .row(parts)
        } catch {
            index = end
            if word() == "overlaps", isSymbol("(", 1) {
                index = try behindPartner(of: index + 1)
            }
            return .opaque(joined(tokens[start..<index]))
        }
    }

    /// Expressions with commas between them, with the mark behind them.
    mutating func list(until close: String) throws(NotUnderstood) -> [Expression] {
        if takeSymbol(close) { return [] }
        var parts = [try argument()]
        while takeSymbol(",") { parts.append(try argument()) }
        try expect(close)
        return parts
    }

    private mutating func argument() throws(NotUnderstood) -> Expression {
        if take("variadic") { return .prefix("VARIADIC", try disjunction()) }
        if let token, token.kind == .word || token.kind == .quotedIdentifier, isSymbol("=>", 1),
            let name = parseIdentifier(token.text)
        {
            index += 2
            return .infix("=>", .column(.init(name)), try disjunction())
        }
        return try disjunction()
    }

    /// `[x, [y, …], …]`, the brackets of inner arrays without ARRAY in front of them.
    private mutating func arrayItems() throws(NotUnderstood) -> Expression {
        try nested { parser throws(NotUnderstood) in
            try parser.expect("[")
            guard parser.isSymbol("[") else { return .array(try parser.list(until: "]")) }
            var rows: [Expression] = []
            repeat { rows.append(try parser.arrayItems()) } while parser.takeSymbol(",")
            try parser.expect("]")
            return .array(rows)
        }
    }

    private mutating func conditional() throws(NotUnderstood) -> Expression {
        index += 1
        let operand = word() == "when" ? nil : try disjunction()
        var branches: [Expression.Conditional.Branch] = []
        while take("when") {
            let condition = try disjunction()
            try expectWord("then")
            branches.append(.init(condition: condition, result: try disjunction()))
        }
        let otherwise = take("else") ? try disjunction() : .literal(.null)
        try expectWord("end")
        return .conditional(
            .init(operand: operand, branches: branches, otherwise: otherwise))
    }
}
