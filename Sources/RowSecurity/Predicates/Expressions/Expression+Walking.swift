import SQLText

extension Expression {
    /// The expressions right below this one.
    var children: [Expression] {
        switch self {
        case .column, .literal, .opaque: []
        case .cast(let inner, _), .prefix(_, let inner), .not(let inner), .test(let inner, _),
            .select(let inner):
            [inner]
        case .infix(_, let left, let right), .distinct(let left, let right),
            .quantified(let left, _, _, let right), .nullIf(let left, let right):
            [left, right]
        case .call(_, let parts), .all(let parts), .any(let parts), .coalesce(let parts),
            .array(let parts), .row(let parts):
            parts
        case .conditional(let conditional):
            [conditional.operand].compactMap(\.self)
                + conditional.branches.flatMap { [$0.condition, $0.result] }
                + [conditional.otherwise]
        case .subquery(let subquery):
            if case .quantified(let left, _, _) = subquery.form {
                [left, subquery.filter].compactMap(\.self)
            } else {
                [subquery.filter].compactMap(\.self)
            }
        }
    }

    /// The functions that are called anywhere in it, and the operators that are not of `pg_catalog`.
    var calls: Set<String> {
        var found: Set<String> = []
        collect(functions: &found)
        return found
    }

    /// The tables and views that its sub-selects read.
    var relations: Set<String> {
        var found: Set<String> = []
        collect(relations: &found)
        return found
    }

    private func collect(functions: inout Set<String>) {
        switch self {
        case .call(let name, _): functions.insert(name)
        case .infix(let name, _, _), .prefix(let name, _), .quantified(_, let name, _, _):
            if name.hasPrefix("OPERATOR(") { functions.insert(name) }
        case .subquery(let subquery):
            functions.formUnion(calledFunctions(in: subquery.head))
            functions.formUnion(calledFunctions(in: subquery.tail))
        case .opaque(let text): functions.formUnion(calledFunctions(in: text))
        default: break
        }
        for child in children { child.collect(functions: &functions) }
    }

    private func collect(relations: inout Set<String>) {
        switch self {
        case .subquery(let subquery):
            relations.formUnion(readRelations(in: subquery.head))
            relations.formUnion(readRelations(in: subquery.tail))
        case .opaque(let text): relations.formUnion(readRelations(in: text))
        default: break
        }
        for child in children { child.collect(relations: &relations) }
    }
}
