/// Says for an expression in canonical form when it is true and when it is false, in claims about terms.
struct Lowering {
    /// The formula would grow beyond all use.
    struct TooLarge: Error {}

    var vocabulary: Vocabulary
    private var side = Side.old
    private var budget = 0
    private static let largest = 50_000

    init(old: Surroundings, new: Surroundings) {
        vocabulary = Vocabulary(old: old, new: new)
    }

    var canonicalization: Canonicalization {
        Canonicalization(surroundings: vocabulary.surroundings(side))
    }

    /// The truth of an expression of one side, which need not be in canonical form.
    mutating func truth(of expression: Expression, _ side: Side) throws(TooLarge) -> Truth {
        self.side = side
        budget = Self.largest
        return try truth(canonicalization.form(of: expression))
    }

    private mutating func spend(_ truth: Truth) throws(TooLarge) -> Truth {
        budget -= truth.isTrue.size + truth.isFalse.size
        guard budget > 0 else { throw TooLarge() }
        return truth
    }

    private mutating func truth(_ expression: Expression) throws(TooLarge) -> Truth {
        switch expression {
        case .literal(.null): return .null
        case .literal(.boolean(let value)): return Truth(.constant(value))
        case .not(let inner): return try truth(inner).negated
        case .all(let parts):
            var result = Truth(.constant(true))
            for part in parts { result = result && (try truth(part)) }
            return try spend(result)
        case .any(let parts):
            var result = Truth(.constant(false))
            for part in parts { result = result || (try truth(part)) }
            return try spend(result)
        case .test(let inner, .isTrue): return Truth(try truth(inner).isTrue)
        case .test(let inner, .isNull) where !canonicalization.mayBeRow(inner):
            return Truth(try isNull(inner))
        case .distinct(let left, let right):
            let same = try comparison("=", left, right).isTrue
            let (noLeft, noRight) = (try isNull(left), try isNull(right))
            return try spend(Truth((same || (noLeft && noRight)).negated))
        case .infix(let name, let left, let right) where name == "=" || name == "<":
            return try comparison(name, left, right)
        case .conditional(let choice):
            return try chosen(choice) { lowering, result throws(TooLarge) in
                try lowering.truth(result)
            }
        case .coalesce(let parts):
            return try first(of: parts[...]) { lowering, part throws(TooLarge) in
                try lowering.truth(part)
            }
        default: return booleanTerm(expression)
        }
    }

    /// When a value is NULL.
    private mutating func isNull(_ expression: Expression) throws(TooLarge) -> Requirement<Claim> {
        switch expression {
        case .literal(let literal): return .constant(literal == .null)
        case .conditional(let choice):
            return try chosen(choice) { lowering, result throws(TooLarge) in
                Truth(try lowering.isNull(result))
            }.isTrue
        case .coalesce(let parts):
            var result = Requirement<Claim>.constant(true)
            for part in parts { result = result && (try isNull(part)) }
            return result
        case let logic where logic.isLogic: return try truth(logic).isNull
        default:
            let term = term(expression)
            if vocabulary.terms[term].isNeverNull { return .constant(false) }
            return .leaf(Claim(subject: .nullness(term), outcomes: .null))
        }
    }

    /// CASE: the first branch whose condition is true.
    private mutating func chosen(
        _ choice: Expression.Conditional,
        _ body: (inout Lowering, Expression) throws(TooLarge) -> Truth
    ) throws(TooLarge) -> Truth {
        guard choice.operand == nil else { return booleanTerm(.conditional(choice)) }
        var result = try body(&self, choice.otherwise)
        for branch in choice.branches.reversed() {
            let condition = try truth(branch.condition).isTrue
            let value = try body(&self, branch.result)
            let otherwise = condition.negated
            result = try spend(
                Truth(
                    isTrue: (condition && value.isTrue) || (otherwise && result.isTrue),
                    isFalse: (condition && value.isFalse) || (otherwise && result.isFalse)))
        }
        return result
    }

    /// COALESCE: the first that is not NULL.
    private mutating func first(
        of parts: ArraySlice<Expression>,
        _ body: (inout Lowering, Expression) throws(TooLarge) -> Truth
    ) throws(TooLarge) -> Truth {
        guard let part = parts.first else { return .null }
        let value = try body(&self, part)
        if parts.count == 1 { return value }
        let isAbsent = try isNull(part)
        let rest = try first(of: parts.dropFirst(), body)
        let isPresent = isAbsent.negated
        return try spend(
            Truth(
                isTrue: (isPresent && value.isTrue) || (isAbsent && rest.isTrue),
                isFalse: (isPresent && value.isFalse) || (isAbsent && rest.isFalse)))
    }

    /// `=` or `<`.
    private mutating func comparison(
        _ name: String, _ left: Expression, _ right: Expression
    ) throws(TooLarge) -> Truth {
        if left == .literal(.null) || right == .literal(.null) { return .null }
        if left.isLogic || right.isLogic || isBoolean(left) || isBoolean(right) {
            let (left, right) = (try truth(left), try truth(right))
            let both = left.isNull.negated && right.isNull.negated
            let isTrue =
                name == "="
                ? (left.isTrue && right.isTrue) || (left.isFalse && right.isFalse)
                : left.isFalse && right.isTrue
            return try spend(Truth(isTrue: isTrue, isFalse: both && isTrue.negated))
        }
        for (choice, other, isSwapped) in [(left, right, false), (right, left, true)] {
            guard !vocabulary.surroundings(side).isVolatile(other) else { continue }
            let canonicalization = canonicalization
            let compare = {
                (lowering: inout Lowering, part: Expression) throws(TooLarge) -> Truth in
                let part = canonicalization.comparand(part)
                return isSwapped
                    ? try lowering.comparison(name, other, part)
                    : try lowering.comparison(name, part, other)
            }
            if case .conditional(let conditional) = choice, conditional.operand == nil {
                return try chosen(conditional, compare)
            }
            if case .coalesce(let parts) = choice { return try first(of: parts[...], compare) }
        }
        return compared(name, left, right)
    }

    private func isBoolean(_ expression: Expression) -> Bool {
        guard case .column(let column) = expression else { return false }
        return vocabulary.surroundings(side).columns[column.name]?.type == "boolean"
    }

    /// A comparison of two values that are no logic.
    private mutating func compared(
        _ name: String, _ left: Expression, _ right: Expression
    ) -> Truth {
        let wanted: Outcomes = name == "=" ? .equal : .less
        let surroundings = vocabulary.surroundings(side)
        let first = Constant(left, in: surroundings)
        let second = Constant(right, in: surroundings)
        if let first, let second, first.sort == second.sort {
            if name == "=" { return Truth(.constant(first == second)) }
            if Constant.isOrdered(first.sort) { return Truth(.constant(first.precedes(second))) }
        }
        if isApproximate(left) || isApproximate(right) {
            return booleanTerm(.infix(name, left, right))
        }
        let (leftTerm, rightTerm) = (term(left), term(right))
        func isDecided(_ constant: Constant, by term: Int) -> Bool {
            (name == "=" || Constant.isOrdered(constant.sort))
                && accepts(term: term, constant)
        }
        if let second, first == nil, isDecided(second, by: leftTerm) {
            return strict(.constant(leftTerm, second), wanted, leftTerm, rightTerm)
        }
        if let first, second == nil, isDecided(first, by: rightTerm) {
            return strict(.constant(rightTerm, first), wanted.swapped, rightTerm, leftTerm)
        }
        if leftTerm == rightTerm {
            let present = Requirement<Claim>.leaf(
                Claim(subject: .nullness(leftTerm), outcomes: .any.subtracting(.null)))
            let isSame = name == "="
            return Truth(
                isTrue: isSame ? present : .constant(false),
                isFalse: isSame ? .constant(false) : present)
        }
        return leftTerm < rightTerm
            ? strict(.pair(leftTerm, rightTerm), wanted, leftTerm, rightTerm)
            : strict(.pair(rightTerm, leftTerm), wanted.swapped, rightTerm, leftTerm)
    }

    /// What is NULL exactly where one of two terms is.
    private func strict(
        _ subject: Claim.Subject, _ wanted: Outcomes, _ left: Int, _ right: Int
    ) -> Truth {
        let present = Outcomes.any.subtracting(.null)
        return Truth(
            isTrue: .leaf(Claim(subject: subject, outcomes: wanted)),
            isFalse: .leaf(Claim(subject: subject, outcomes: present.subtracting(wanted))))
    }

    /// Notes that a term is compared with a constant; false where its values are of another sort.
    private mutating func accepts(term: Int, _ constant: Constant) -> Bool {
        if vocabulary.terms[term].equatesTexts, case .text = constant.sort { return false }
        if let sort = vocabulary.terms[term].sort, sort != constant.sort { return false }
        vocabulary.terms[term].sort = constant.sort
        vocabulary.terms[term].constants.insert(constant)
        if constant.isInteger { vocabulary.terms[term].isInteger = true }
        return true
    }

    /// Whether comparisons are no order of values: shapes are equal approximately, and rows with a NULL in them
    /// compare by what comes before it.
    private func isApproximate(_ expression: Expression) -> Bool {
        if case .row = expression { return true }
        guard case .column(let column) = expression,
            let type = vocabulary.surroundings(side).columns[column.name]?.type
        else { return false }
        return ["point", "line", "lseg", "box", "path", "polygon", "circle"].contains(type)
    }

    /// An expression of which only the value is known: true, false or NULL.
    private mutating func booleanTerm(_ expression: Expression) -> Truth {
        let isTrue = Constant(.boolean, .boolean(true))
        var term = term(expression)
        if !accepts(term: term, isTrue) {
            // No server has it boolean here and something else there; whatever it is, it is free.
            term = vocabulary.unknown(expression)
            _ = accepts(term: term, isTrue)
        }
        _ = accepts(term: term, Constant(.boolean, .boolean(false)))
        return Truth(
            isTrue: .leaf(Claim(subject: .constant(term, isTrue), outcomes: .equal)),
            isFalse: .leaf(Claim(subject: .constant(term, isTrue), outcomes: .less)))
    }

    /// The number of the term of an expression.
    private mutating func term(_ expression: Expression) -> Int {
        let (number, isNew) = vocabulary.number(of: expression, side)
        if isNew {
            for (argument, role) in vocabulary.fill(number, expression, side) {
                let term = term(argument)
                switch role {
                case .strict: vocabulary.terms[number].strictArguments.append(term)
                case .ofTrue: vocabulary.terms[number].argumentsOfTrue.append(term)
                }
            }
        }
        vocabulary.learn(number, expression, side)
        return number
    }
}

extension Expression {
    /// Whether it is boolean by its form.
    var isLogic: Bool {
        switch self {
        case .literal(.boolean), .not, .all, .any, .test, .distinct, .quantified: true
        case .infix(let name, _, _):
            ["=", "<", ">", "<=", ">=", "<>", "~~", "~~*", "~", "~*", "@>", "&&"].contains(name)
        case .subquery(let subquery):
            switch subquery.form {
            case .exists, .quantified: true
            case .value, .array: false
            }
        case .cast(_, "boolean"): true
        case .conditional(let choice):
            (choice.branches.map(\.result) + [choice.otherwise]).contains(where: \.isLogic)
        case .coalesce(let parts): parts.contains(where: \.isLogic)
        default: false
        }
    }
}
