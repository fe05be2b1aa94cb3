import SQLText

/// `(key 'value', …)`, as foreign data has options; nothing where there are none.
func foreignOptions(_ options: [(key: String, value: String)]?) -> String {
    guard let options, !options.isEmpty else { return "" }
    return " OPTIONS ("
        + options.map { "\(quoteIdentifier($0.key)) \(quoteLiteral($0.value))" }
        .joined(separator: ", ") + ")"
}

/// `(key='value', …)`, as relations have options.
func relationOptions(_ options: [(key: String, value: String)]) -> String {
    "("
        + options.map { option in
            let key = NameScanner.pieces(option.key, between: ".").map(quoteIdentifier)
            return "\(key.joined(separator: "."))=\(quoteLiteral(option.value))"
        }.joined(separator: ", ") + ")"
}
