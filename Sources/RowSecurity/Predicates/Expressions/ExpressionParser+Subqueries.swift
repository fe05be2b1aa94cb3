import SQLText

extension ExpressionParser {
    /// Whether a parenthesis at the step before begins a query; one more parenthesis makes it a value.
    func startsQuery(_ step: Int) -> Bool {
        guard isSymbol("(", step - 1) else { return false }
        return word(step) == "select" || word(step) == "with" || word(step) == "values"
    }

    /// A query in parentheses, at which the parser stands.
    mutating func subquery(
        _ form: Expression.Subquery.Form
    ) throws(NotUnderstood) -> Expression {
        let end = try behindPartner(of: index)
        let inside = (index + 1)..<(end - 1)
        index = end
        let clauses = clauses(in: inside)
        guard let clauses, word(at: inside.lowerBound) == "select" else {
            return .subquery(.init(form: form, head: joined(tokens[inside])))
        }
        if clauses.isEmpty, form == .value, let value = selected(inside) {
            return .select(value)
        }
        guard clauses.first?.word == "from",
            let start = clauses.first(where: { $0.word == "where" })
        else { return .subquery(.init(form: form, head: joined(tokens[inside]))) }
        let stop = clauses.first { $0.index > start.index }?.index ?? inside.upperBound
        var condition = part((start.index + 1)..<stop)
        let filter = (try? condition.whole()) ?? .opaque(condition.text)
        return .subquery(
            .init(
                form: form, head: joined(tokens[inside.lowerBound..<start.index]), filter: filter,
                tail: joined(tokens[stop..<inside.upperBound])))
    }

    /// The expression of `SELECT x` or `SELECT x AS name`.
    private func selected(_ range: Range<Int>) -> Expression? {
        var end = range.upperBound
        if end - range.lowerBound > 3, word(at: end - 2) == "as" { end -= 2 }
        var value = part((range.lowerBound + 1)..<end)
        return try? value.whole()
    }

    private func word(at place: Int) -> String? { word(place - index) }

    private static let clauseWords: Set<String> = [
        "from", "where", "group", "having", "order", "limit", "offset", "fetch", "window", "for",
    ]

    /// The clauses behind the select list; nil for a query that is put together of several.
    private func clauses(in range: Range<Int>) -> [(word: String, index: Int)]? {
        var found: [(word: String, index: Int)] = []
        var depth = 0
        for place in range {
            let token = tokens[place]
            switch token.text {
            case "(", "[": depth += 1
            case ")", "]": depth -= 1
            default: break
            }
            guard depth == 0, token.kind == .word else { continue }
            let word = token.text.lowercased()
            switch word {
            case "union", "intersect", "except", "distinct":
                if word != "distinct" || found.isEmpty { return nil }
            case let word where Self.clauseWords.contains(word):
                // `IS DISTINCT FROM` in a condition is no clause.
                if word == "from", !found.isEmpty { continue }
                found.append((word, place))
            default: break
            }
        }
        return found
    }
}
