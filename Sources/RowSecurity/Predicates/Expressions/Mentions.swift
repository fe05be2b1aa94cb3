import SQLText

/// The functions that a text calls, by the parenthesis behind their names, and the operators that it writes out.
///
/// What only looks like one, such as a name in front of a list, is named too: that costs certainty, never soundness.
func calledFunctions(in text: String) -> Set<String> {
    let tokens = tokens(of: text)
    var found: Set<String> = []
    for (index, token) in tokens.enumerated() where token.text == "(" {
        guard let name = name(endingAt: index - 1, in: tokens) else { continue }
        if name == "operator", let end = tokens[index...].firstIndex(where: { $0.text == ")" }) {
            found.insert("OPERATOR(" + joined(tokens[(index + 1)..<end]) + ")")
        } else if !wordsBeforeParentheses.contains(name) {
            found.insert(name)
        }
    }
    // Functions that are called without parentheses never change.
    return found
}

/// The tables and views that a text reads: the names behind FROM and JOIN and between the commas of a FROM.
func readRelations(in text: String) -> Set<String> {
    let tokens = tokens(of: text)
    var found: Set<String> = []
    var places = [Place.plain]
    var isExpected = false
    var index = 0
    while index < tokens.count {
        let token = tokens[index]
        switch token.text {
        case "(":
            let caller = name(endingAt: index - 1, in: tokens)
            let isCall = caller.map { !wordsBeforeParentheses.contains($0) } ?? false
            // In parentheses behind FROM stand more relations, or a query of its own.
            places.append(isCall ? .call : places.last == .from ? .from : .plain)
        case ")":
            if places.count > 1 { places.removeLast() }
            isExpected = false
        case ",": isExpected = places.last == .from
        default:
            guard token.kind == .word || token.kind == .quotedIdentifier else { break }
            let word = token.kind == .word ? token.text.lowercased() : ""
            switch word {
            case "from", "join":
                let isDistinct = index > 0 && tokens[index - 1].text.lowercased() == "distinct"
                guard places.last != .call, !isDistinct else { break }
                places[places.count - 1] = .from
                isExpected = true
            case "only", "lateral": break
            case "select", "where", "group", "having", "order", "limit", "values", "with":
                places[places.count - 1] = .plain
                isExpected = false
            case "on": isExpected = false
            default:
                guard isExpected else { break }
                isExpected = false
                var end = index
                while end + 2 < tokens.count, tokens[end + 1].text == "." { end += 2 }
                let isCall = end + 1 < tokens.count && tokens[end + 1].text == "("
                if !isCall, end > index, let name = name(endingAt: end, in: tokens) {
                    found.insert(name)
                }
                index = end
            }
        }
        index += 1
    }
    return found
}

/// Where in a query a name stands.
private enum Place {
    case plain, from
    /// Between the parentheses of a call, where FROM names no relation: `extract(dow FROM d)`.
    case call
}

/// The name whose last part is at `end`, as SQL.
private func name(endingAt end: Int, in tokens: [Token]) -> String? {
    var parts: [String] = []
    var index = end
    while index >= 0, tokens[index].kind == .word || tokens[index].kind == .quotedIdentifier,
        let part = parseIdentifier(tokens[index].text)
    {
        parts.insert(part, at: 0)
        guard index > 1, tokens[index - 1].text == "." else { break }
        index -= 2
    }
    if parts.count == 2, parts[0] == "pg_catalog" { parts.removeFirst() }
    guard parts.count != 1 else { return parts[0] }
    return parts.isEmpty ? nil : parts.map(quoteIdentifier).joined(separator: ".")
}

/// Words that stand in front of a parenthesis and call nothing.
private let wordsBeforeParentheses: Set<String> = Set(
    """
    all and any array as between by case cast coalesce cross distinct else end except exists filter
    from full group having in inner intersect is join lateral left like limit materialized natural
    not nullif offset on only or order outer over right row rows select similar some then union using
    values when where with
    """.split(whereSeparator: \.isWhitespace).map(String.init))
