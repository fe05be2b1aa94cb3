extension Canonicalization {
    /// NOT, pushed in as far as three-valued logic lets it.
    func negation(_ inner: Expression) -> Expression {
        switch inner {
        case .not(let twice): twice
        case .all(let parts): disjunction(parts.map(negation))
        case .any(let parts): conjunction(parts.map(negation))
        case .literal(.boolean(let value)): .literal(.boolean(!value))
        case .literal(.null): inner
        case .conditional(var conditional) where conditional.operand == nil:
            {
                for index in conditional.branches.indices {
                    conditional.branches[index].result = negation(
                        conditional.branches[index].result)
                }
                conditional.otherwise = negation(conditional.otherwise)
                return .conditional(conditional)
            }()
        default: .not(inner)
        }
    }

    func conjunction(_ parts: [Expression]) -> Expression {
        let flat = parts.flatMap { part in
            if case .all(let inner) = part { inner } else { [part] }
        }
        if flat.contains(.literal(.boolean(false))) { return .literal(.boolean(false)) }
        let rest = ordered(flat.filter { $0 != .literal(.boolean(true)) })
        return rest.count == 1 ? rest[0] : rest.isEmpty ? .literal(.boolean(true)) : .all(rest)
    }

    func disjunction(_ parts: [Expression]) -> Expression {
        let flat = parts.flatMap { part in
            if case .any(let inner) = part { inner } else { [part] }
        }
        if flat.contains(.literal(.boolean(true))) { return .literal(.boolean(true)) }
        let rest = ordered(flat.filter { $0 != .literal(.boolean(false)) })
        return rest.count == 1 ? rest[0] : rest.isEmpty ? .literal(.boolean(false)) : .any(rest)
    }

    /// The parts by their text, each once.
    private func ordered(_ parts: [Expression]) -> [Expression] {
        // By bytes: to the server a text in another Unicode spelling is another text.
        var seen: Set<[UInt8]> = []
        return parts.map { (text: $0.description, part: $0) }
            .filter {
                surroundings.isVolatile($0.part) || seen.insert(Array($0.text.utf8)).inserted
            }
            .sorted { $0.text < $1.text }.map(\.part)
    }

    /// A test that is never NULL, as NOT, IS NULL and IS TRUE alone.
    func test(_ inner: Expression, _ test: Expression.Test) -> Expression {
        switch test {
        case .isNull: isNull(inner)
        case .isNotNull: mayBeRow(inner) ? .test(inner, .isNotNull) : negation(isNull(inner))
        case .isUnknown: isNull(inner)
        case .isNotUnknown: negation(isNull(inner))
        case .isTrue: isTrue(inner)
        case .isNotTrue: negation(isTrue(inner))
        case .isFalse: isTrue(negation(inner))
        case .isNotFalse: negation(isTrue(negation(inner)))
        }
    }

    private func isTrue(_ inner: Expression) -> Expression {
        switch inner {
        case .literal(.boolean): inner
        case .literal(.null): .literal(.boolean(false))
        default: isNeverNull(inner) ? inner : .test(inner, .isTrue)
        }
    }

    private func isNull(_ inner: Expression) -> Expression {
        if case .literal(let literal) = inner { return .literal(.boolean(literal == .null)) }
        if case .cast(let value, let type) = inner, Self.keepsNulls(type), !mayBeRow(value) {
            return isNull(value)
        }
        return isNeverNull(inner) ? .literal(.boolean(false)) : .test(inner, .isNull)
    }

    /// Whether a cast to the type is NULL exactly where its operand is.
    static func keepsNulls(_ type: String) -> Bool {
        let bare = type.prefix { $0 != "(" && $0 != "[" }
        return !type.contains(".") && totalTypes.contains(String(bare))
    }

    private static let totalTypes: Set<String> = [
        "integer", "bigint", "smallint", "numeric", "real", "double precision", "boolean", "text",
        "character varying", "character", "bpchar", "name", "uuid", "date",
        "timestamp with time zone", "timestamp without time zone", "interval",
    ]

    /// Whether it can be no NULL, by its form alone.
    func isNeverNull(_ expression: Expression) -> Bool {
        switch expression {
        case .literal(let literal): literal != .null
        case .cast(let inner, let type): Self.keepsNulls(type) && isNeverNull(inner)
        case .test, .distinct, .array: true
        case .not(let inner): isNeverNull(inner)
        case .all(let parts), .any(let parts): parts.allSatisfy(isNeverNull)
        case .coalesce(let parts): parts.contains(where: isNeverNull)
        case .subquery(let subquery): subquery.form == .exists
        case .call(let name, let arguments):
            arguments.isEmpty && Self.neverNull.contains(name) && surroundings.isBuiltIn(name)
        default: false
        }
    }

    private static let neverNull: Set<String> = [
        "now", "current_user", "session_user", "current_date", "current_time", "localtime",
        "localtimestamp", "current_catalog",
    ]

    /// Whether it may be a row, of which IS NULL and IS NOT NULL can both be false.
    func mayBeRow(_ expression: Expression) -> Bool {
        switch expression {
        case .row, .subquery, .opaque: true
        case .call(let name, _):
            surroundings.function(name)?.returnsRow ?? !surroundings.isBuiltIn(name)
        case .column(let column):
            surroundings.columns[column.name].map { isComposite($0.type) } ?? false
        case .conditional(let conditional):
            (conditional.branches.map(\.result) + [conditional.otherwise]).contains(where: mayBeRow)
        case .coalesce(let parts): parts.contains(where: mayBeRow)
        default: false
        }
    }

    /// Whether nothing says that the type is no composite one.
    private func isComposite(_ type: String) -> Bool {
        type.contains(".") && !type.hasSuffix("]") && surroundings.enumerations[type] == nil
    }
}
