import SQLText

extension Vocabulary {
    /// What an argument has to do with the term that it is in.
    enum Role {
        /// The term is NULL where the argument is.
        case strict
        /// The term is not true where the argument is NULL.
        case ofTrue
    }

    /// Notes what a new term is; gives the arguments that its being NULL depends on.
    mutating func fill(
        _ number: Int, _ expression: Expression, _ side: Side
    ) -> [(Expression, Role)] {
        let surroundings = surroundings(side)
        var term = terms[number]
        defer { terms[number] = term }
        term.columns = columns(in: expression)
        term.isNeverNull = Canonicalization(surroundings: surroundings).isNeverNull(expression)
        if expression.isConstant {
            term.kind = .constant(Constant(expression, in: surroundings))
            term.isNeverNull = expression != .literal(.null)
            if case .constant(let constant?) = term.kind {
                term.sort = constant.sort
                term.constants = [constant]
                term.isInteger = constant.isInteger
            }
            return []
        }
        let isSteady = !surroundings.isVolatile(expression)
        if let path = expression.claimPath, isSteady { term.kind = .claim(path) }
        if expression == .call("now", []) || expression == .call("current_date", []) {
            term.kind = .clock
        }
        switch expression {
        case .column(let column): term.kind = .column(column.name)
        case .cast(let inner, let type):
            guard !type.contains(".") else { break }
            term.isTotal = Canonicalization.keepsNulls(type)
            return [(inner, .strict)]
        case .prefix(let name, let inner) where !name.hasPrefix("OPERATOR("):
            term.isTotal = ["-", "+", "@"].contains(name)
            return [(inner, .strict)]
        case .infix("COLLATE", let inner, _):
            term.isTotal = true
            return [(inner, .strict)]
        case .infix(let name, let left, let right)
        where !name.hasPrefix("OPERATOR(") && name != "||" && name != "=>":
            term.isTotal = Self.totalOperators.contains(name) && !isRow(left) && !isRow(right)
            return isRow(left) || isRow(right) ? [] : [(left, .strict), (right, .strict)]
        case .call(let name, let arguments):
            let isStrict =
                surroundings.function(name)?.isStrict
                ?? (surroundings.isBuiltIn(name) && Self.strictFunctions.contains(name))
            return isStrict ? arguments.map { ($0, .strict) } : []
        case .quantified(let left, let name, .any, let right) where !name.hasPrefix("OPERATOR("):
            return [(right, .strict), (left, .ofTrue)]
        case .subquery(let subquery):
            if case .quantified(let left, let name, .any) = subquery.form,
                !name.hasPrefix("OPERATOR("), !isRow(left)
            {
                return [(left, .ofTrue)]
            }
        default: break
        }
        return []
    }

    private func isRow(_ expression: Expression) -> Bool {
        if case .row = expression { return true }
        return false
    }

    /// Notes what one side knows of a term.
    mutating func learn(_ number: Int, _ expression: Expression, _ side: Side) {
        let surroundings = surroundings(side)
        if case .column(let column) = expression {
            for side in Side.allCases {
                guard let facts = self.surroundings(side).columns[column.name] else { continue }
                terms[number].facts[side] = facts
                if ["integer", "bigint", "smallint"].contains(facts.type) {
                    terms[number].isInteger = true
                }
            }
        }
        if terms[number].columns.contains(where: { surroundings.columns[$0]?.equatesTexts == true })
            || expression.namesCollation
        {
            terms[number].equatesTexts = true
        }
    }

    /// Operators that are NULL only where an operand is.
    private static let totalOperators: Set<String> = [
        "=", "<", "~~", "~~*", "~", "~*", "+", "-", "*", "/", "%", "@>", "&&", "AT TIME ZONE",
    ]

    /// Functions of `pg_catalog` that are NULL where an argument is.
    static let strictFunctions: Set<String> = Set(
        """
        abs age array_length array_lower array_upper ascii bit_length btrim cardinality ceil ceiling
        char_length character_length chr date_part date_trunc decode encode floor initcap isfinite
        json_array_length jsonb_array_length jsonb_typeof json_typeof left length like_escape lower
        lpad ltrim make_date md5 mod octet_length power regexp_replace repeat replace reverse right
        round rpad rtrim sign split_part sqrt starts_with strpos substr timezone to_char to_date
        to_number to_timestamp translate trunc upper
        """.split(whereSeparator: \.isWhitespace).map(String.init))

    /// The names that may be columns of the table, those in texts too.
    private func columns(in expression: Expression) -> Set<String> {
        var found: Set<String> = []
        func add(text: String) {
            for token in tokens(of: text)
            where token.kind == .word || token.kind == .quotedIdentifier {
                if let name = parseIdentifier(token.text) { found.insert(name) }
            }
        }
        func add(_ expression: Expression) {
            switch expression {
            case .column(let column): found.insert(column.name)
            case .opaque(let text): add(text: text)
            case .subquery(let subquery):
                add(text: subquery.head)
                add(text: subquery.tail)
            default: break
            }
            for child in expression.children { add(child) }
        }
        add(expression)
        return found
    }
}

extension Expression {
    /// Whether a collation is named in it, which may be one that takes different texts for equal.
    var namesCollation: Bool {
        switch self {
        case .infix("COLLATE", _, .opaque(let name)) where name == "\"C\"" || name == "\"POSIX\"":
            false
        case .infix("COLLATE", _, _): true
        case .opaque(let text): text.contains("collate") || text.contains("COLLATE")
        default: children.contains(where: \.namesCollation)
        }
    }
}
