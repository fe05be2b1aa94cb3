/// Brings expressions into one form, so that what is written differently and means the same reads the same.
///
/// Every step keeps the value in three-valued logic, NULL included; errors at run time are not counted as values.
struct Canonicalization {
    let surroundings: Surroundings
    /// Whether it goes through the condition of a sub-select, where names of columns keep their tables.
    var isInSubquery = false

    /// The canonical form.
    func form(of expression: Expression) -> Expression {
        switch expression {
        case .column(let column):
            // Outside sub-selects there is only the table of the policy.
            isInSubquery ? expression : .column(.init(column.name))
        case .literal, .opaque: expression
        case .cast(let inner, let type): cast(form(of: inner), to: type)
        case .call(let name, let arguments): .call(name, arguments.map(form))
        case .prefix(let name, let inner): .prefix(name, form(of: inner))
        case .infix(let name, let left, let right):
            infix(name, form(of: left), form(of: right))
        case .not(let inner): negation(form(of: inner))
        case .all(let parts): conjunction(parts.map(form))
        case .any(let parts): disjunction(parts.map(form))
        case .test(let inner, let test): self.test(form(of: inner), test)
        case .distinct(let left, let right): distinct(form(of: left), form(of: right))
        case .quantified(let left, let name, let quantifier, let right):
            quantified(form(of: left), name, quantifier, form(of: right))
        case .conditional(let conditional): self.conditional(conditional)
        case .coalesce(let parts): coalesced(parts.map(form))
        case .nullIf(let left, let right): nullIf(form(of: left), form(of: right))
        case .array(let parts): .array(parts.map(form))
        case .row(let parts): .row(parts.map(form))
        case .select(let inner):
            surroundings.isVolatile(inner) ? .select(form(of: inner)) : form(of: inner)
        case .subquery(let subquery): self.subquery(subquery)
        }
    }

    /// An operator, with its operands in canonical form.
    func infix(_ name: String, _ left: Expression, _ right: Expression) -> Expression {
        switch name {
        case "=": return equality(comparand(left), comparand(right))
        case "<>": return negation(equality(comparand(left), comparand(right)))
        case "<": return .infix("<", comparand(left), comparand(right))
        case ">": return .infix("<", comparand(right), comparand(left))
        case "<=": return negation(.infix("<", comparand(right), comparand(left)))
        case ">=": return negation(.infix("<", comparand(left), comparand(right)))
        case "!~~", "!~~*", "!~", "!~*":
            return negation(.infix(String(name.dropFirst()), left, right))
        case "<@": return .infix("@>", right, left)
        case "+", "*", "&&":
            return precedes(left, right) ? .infix(name, left, right) : .infix(name, right, left)
        default: return .infix(name, left, right)
        }
    }

    private func equality(_ left: Expression, _ right: Expression) -> Expression {
        for (value, other) in [(left, right), (right, left)] {
            // `x = NULL` is NULL, and what is compared with a boolean constant is boolean.
            guard case .literal(let literal) = value else { continue }
            if case .boolean(let isTrue) = literal { return isTrue ? other : negation(other) }
            if case .null = literal, !surroundings.isVolatile(other) { return value }
        }
        return precedes(left, right) ? .infix("=", left, right) : .infix("=", right, left)
    }

    func distinct(_ left: Expression, _ right: Expression) -> Expression {
        let (left, right) = (comparand(left), comparand(right))
        if case .literal(.null) = left { return test(right, .isNotNull) }
        if case .literal(.null) = right { return test(left, .isNotNull) }
        return precedes(left, right) ? .distinct(left, right) : .distinct(right, left)
    }

    private func subquery(_ subquery: Expression.Subquery) -> Expression {
        var subquery = subquery
        var inside = self
        inside.isInSubquery = true
        subquery.filter = subquery.filter.map { inside.form(of: $0) }
        guard case .quantified(let left, let name, let quantifier) = subquery.form else {
            return .subquery(subquery)
        }
        let (plain, isNegated) = Self.negatedForAll(name, quantifier)
        let isAll = quantifier == .all && !isNegated
        subquery.form = .quantified(form(of: left), plain, isAll ? .all : .any)
        return isNegated ? .not(.subquery(subquery)) : .subquery(subquery)
    }

    /// `x <> ALL (…)` as `NOT x = ANY (…)`.
    static func negatedForAll(
        _ name: String, _ quantifier: Expression.Quantifier
    ) -> (name: String, isNegated: Bool) {
        name == "<>" && quantifier == .all ? ("=", true) : (name, false)
    }

    /// Constants last, everything else by its text.
    func precedes(_ left: Expression, _ right: Expression) -> Bool {
        if left.isConstant != right.isConstant { return right.isConstant }
        return left.description <= right.description
    }
}

extension Expression {
    /// Whether it is a literal, with or without a type.
    var isConstant: Bool {
        switch self {
        case .literal: true
        case .cast(let inner, _): inner.isConstant
        default: false
        }
    }
}
