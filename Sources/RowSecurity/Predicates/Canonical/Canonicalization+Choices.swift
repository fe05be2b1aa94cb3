extension Canonicalization {
    /// An operator over an array: AND or OR where the items are written out.
    func quantified(
        _ left: Expression, _ name: String, _ quantifier: Expression.Quantifier, _ right: Expression
    ) -> Expression {
        let isRepeatable = !surroundings.isVolatile(left)
        if isRepeatable, let items = items(of: right), items.count <= 1000 {
            let parts = items.map { infix(name, left, $0) }
            return quantifier == .any ? disjunction(parts) : conjunction(parts)
        }
        let (plain, isNegated) = Self.negatedForAll(name, quantifier)
        return isNegated
            ? .not(.quantified(comparand(left), plain, .any, right))
            : .quantified(comparand(left), name, quantifier, right)
    }

    /// The items of an array that is written out.
    private func items(of array: Expression) -> [Expression]? {
        switch array {
        case .array(let items):
            for case .array in items { return nil }
            return items
        case .cast(.literal(.string(let text)), let type) where type.hasSuffix("[]"):
            let item = String(type.dropLast(2))
            guard !item.hasSuffix("[]"), let texts = arrayItems(of: text) else { return nil }
            return texts.map { text in
                text.map { cast(.literal(.string($0)), to: item) } ?? .literal(.null)
            }
        default: return nil
        }
    }

    /// CASE with conditions only, without branches that are never reached.
    func conditional(_ conditional: Expression.Conditional) -> Expression {
        var operand: Expression?
        if let value = conditional.operand {
            operand = form(of: value)
            // The operand is evaluated once, so that it may not be repeated where it varies.
            if surroundings.isVolatile(value) { return .conditional(kept(conditional)) }
        }
        var branches: [Expression.Conditional.Branch] = []
        var otherwise = form(of: conditional.otherwise)
        for branch in conditional.branches {
            let test = form(of: branch.condition)
            let condition = operand.map { infix("=", $0, test) } ?? test
            let result = form(of: branch.result)
            switch condition {
            case .literal(.boolean(true)):
                otherwise = result
                return chosen(branches, otherwise)
            case .literal(.boolean(false)), .literal(.null): continue
            default: branches.append(.init(condition: condition, result: result))
            }
        }
        return chosen(branches, otherwise)
    }

    private func kept(_ conditional: Expression.Conditional) -> Expression.Conditional {
        .init(
            operand: conditional.operand.map(form),
            branches: conditional.branches.map {
                .init(condition: form(of: $0.condition), result: form(of: $0.result))
            }, otherwise: form(of: conditional.otherwise))
    }

    private func chosen(
        _ branches: [Expression.Conditional.Branch], _ otherwise: Expression
    ) -> Expression {
        branches.isEmpty
            ? otherwise : .conditional(.init(branches: branches, otherwise: otherwise))
    }

    func coalesced(_ parts: [Expression]) -> Expression {
        var kept: [Expression] = []
        for part in parts where part != .literal(.null) {
            if case .coalesce(let inner) = part { kept += inner } else { kept.append(part) }
            if let last = kept.last, isNeverNull(last) { break }
        }
        return kept.count == 1 ? kept[0] : kept.isEmpty ? .literal(.null) : .coalesce(kept)
    }

    func nullIf(_ left: Expression, _ right: Expression) -> Expression {
        guard !surroundings.isVolatile(left) else { return .nullIf(left, right) }
        return chosen(
            [.init(condition: infix("=", left, right), result: .literal(.null))], left)
    }
}

/// The items of a one-dimensional array constant such as `{a,"b c",NULL}`; nil for any other.
func arrayItems(of text: String) -> [String?]? {
    var rest = Array(text.utf8)[...]
    guard rest.popFirst() == UInt8(ascii: "{"), rest.popLast() == UInt8(ascii: "}") else {
        return nil
    }
    if rest.isEmpty { return [] }
    var items: [String?] = []
    while true {
        var item: [UInt8] = []
        let isQuoted = rest.first == UInt8(ascii: "\"")
        if isQuoted {
            rest.removeFirst()
            while let byte = rest.popFirst(), byte != UInt8(ascii: "\"") {
                if byte == UInt8(ascii: "\\") {
                    guard let escaped = rest.popFirst() else { return nil }
                    item.append(escaped)
                } else {
                    item.append(byte)
                }
            }
        } else {
            while let byte = rest.first, byte != UInt8(ascii: ",") {
                // Braces are dimensions, and what is escaped or quoted in the middle the server writes otherwise.
                guard !"{}\"\\".utf8.contains(byte) else { return nil }
                item.append(byte)
                rest.removeFirst()
            }
        }
        let plain = String(decoding: item, as: UTF8.self)
        items.append(!isQuoted && plain.uppercased() == "NULL" ? nil : plain)
        guard let separator = rest.popFirst() else { return items }
        guard separator == UInt8(ascii: ",") else { return nil }
    }
}
