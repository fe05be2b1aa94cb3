import SQLText

/// Tokens as one text: names as the server quotes them, key words in capitals, one space between words.
func joined(_ tokens: ArraySlice<Token>) -> String {
    var result = ""
    var previous: Token?
    for token in tokens {
        if let previous, needsSpace(previous, token) { result += " " }
        result += spelled(token, before: previous)
        previous = token
    }
    return result
}

private func needsSpace(_ left: Token, _ right: Token) -> Bool {
    if [".", "(", "[", "::"].contains(left.text) { return false }
    if [".", ")", "]", ",", "[", "::"].contains(right.text) { return false }
    if right.text == "(" {
        // A call: the name stands at its parenthesis.
        return !(left.kind == .word && !capitals.contains(left.text.lowercased()))
            && left.kind != .quotedIdentifier
    }
    return true
}

private func spelled(_ token: Token, before previous: Token?) -> String {
    switch token.kind {
    case .word:
        let lower = token.text.lowercased()
        return capitals.contains(lower) && previous?.text != "." ? lower.uppercased() : lower
    case .quotedIdentifier:
        return parseIdentifier(token.text).map(quoteIdentifier) ?? token.text
    default: return token.text
    }
}

/// Key words that no column can be called without quotes.
private let capitals: Set<String> = Set(
    """
    all and any array as asc between both case cast collate cross current_date current_role
    current_timestamp current_user desc distinct else end except exists false fetch for from full
    group having ilike in inner intersect into is isnull join lateral leading left like limit
    natural not notnull null offset on only or order outer overlaps placing right select
    session_user similar some symmetric then trailing true union unique user using variadic when
    where window with
    """.split(whereSeparator: \.isWhitespace).map(String.init))
