import SQLText

extension Expression: CustomStringConvertible {
    /// The expression as SQL, in parentheses wherever `pg_get_expr` sets them.
    public var description: String {
        switch self {
        case .column(let column): column.description
        case .literal(let literal): literal.description
        case .cast(.literal(let literal), let type): "\(literal.quoted)::\(type)"
        case .cast(let inner, let type): "(\(inner))::\(type)"
        case .call(let name, let arguments):
            arguments.isEmpty && Self.wordsThatCall[name] != nil
                ? name.uppercased() : "\(name)(\(Self.list(arguments)))"
        case .prefix("VARIADIC", let inner): "VARIADIC \(inner)"
        case .infix("=>", let name, let value): "\(name) => \(value)"
        case .prefix(let name, let inner): "(\(name) \(inner))"
        case .infix(let name, let left, let right): "(\(left) \(name) \(right))"
        case .not(let inner): "(NOT \(inner))"
        case .all(let parts): Self.joined(parts, "AND", empty: "true")
        case .any(let parts): Self.joined(parts, "OR", empty: "false")
        case .test(let inner, let test): "(\(inner) \(test.rawValue))"
        case .distinct(let left, let right): "(\(left) IS DISTINCT FROM \(right))"
        case .quantified(let left, let name, let quantifier, let right):
            "(\(left) \(name) \(quantifier.rawValue) (\(right)))"
        case .conditional(let conditional): conditional.description
        case .coalesce(let parts): "COALESCE(\(Self.list(parts)))"
        case .nullIf(let left, let right): "NULLIF(\(left), \(right))"
        case .array(let parts): "ARRAY[\(Self.list(parts))]"
        case .row(let parts): "ROW(\(Self.list(parts)))"
        case .select(let inner): "(SELECT \(inner))"
        case .subquery(let subquery): subquery.description
        case .opaque(let text): text
        }
    }

    /// What stands without parentheses, with the name under which it is a call here.
    static let wordsThatCall = [
        "current_user": "current_user", "current_role": "current_user", "user": "current_user",
        "session_user": "session_user", "current_date": "current_date",
        "current_time": "current_time",
        "current_timestamp": "now", "localtime": "localtime", "localtimestamp": "localtimestamp",
        "current_catalog": "current_catalog", "current_schema": "current_schema",
        "system_user": "system_user",
    ]

    private static func list(_ parts: [Expression]) -> String {
        parts.map(\.description).joined(separator: ", ")
    }

    private static func joined(_ parts: [Expression], _ word: String, empty: String) -> String {
        parts.isEmpty
            ? empty : "(" + parts.map(\.description).joined(separator: " \(word) ") + ")"
    }
}

extension Expression.ColumnName: CustomStringConvertible {
    /// The name as SQL.
    public var description: String {
        (qualifier.map { quoteIdentifier($0) + "." } ?? "") + quoteIdentifier(name)
    }
}

extension Expression.Literal: CustomStringConvertible {
    /// The literal as SQL.
    public var description: String {
        switch self {
        case .null: "NULL"
        case .boolean(let value): value ? "true" : "false"
        case .number(let digits): digits
        case .string(let text): quoteLiteral(text)
        }
    }

    /// The literal as it stands in front of `::`.
    var quoted: String {
        guard case .number(let digits) = self else { return description }
        return "(\(digits))"
    }
}

extension Expression.Conditional: CustomStringConvertible {
    /// The conditional as SQL.
    public var description: String {
        let head = operand.map { "CASE \($0)" } ?? "CASE"
        let middle = branches.map { " WHEN \($0.condition) THEN \($0.result)" }.joined()
        return head + middle + " ELSE \(otherwise) END"
    }
}

extension Expression.Subquery: CustomStringConvertible {
    /// The sub-select as SQL.
    public var description: String {
        let query = [head, filter.map { "WHERE \($0)" } ?? "", tail]
            .filter { !$0.isEmpty }.joined(separator: " ")
        return switch form {
        case .exists: "EXISTS (\(query))"
        case .value: "(\(query))"
        case .array: "ARRAY(\(query))"
        case .quantified(let left, let name, let quantifier):
            "(\(left) \(name) \(quantifier.rawValue) (\(query)))"
        }
    }
}
