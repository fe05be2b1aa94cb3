/// Whether a connection string, before substitution, has a password written in it.
///
/// A password that comes whole from `${…}` is not literal; the default of a `${NAME:-default}` is.
func hasLiteralPassword(_ connection: Substitution) -> Bool {
    // A placeholder becomes one character that no password can hold (libpq refuses a zero byte).
    let text = connection.parts.map { part in
        switch part {
        case .literal(let literal): literal
        case .variable(_, let fallback, _): fallback ?? "\0"
        }
    }.joined()
    let passwords =
        text.hasPrefix("postgres://") || text.hasPrefix("postgresql://")
        ? uriPasswords(text) : keywordPasswords(text)
    return passwords.contains { password in password.contains { $0 != "\0" } }
}

/// The password of the user part and those of the query, cut as libpq does.
private func uriPasswords(_ uri: String) -> [String] {
    guard let scheme = uri.firstRange(of: "://") else { return [] }
    let rest = uri[scheme.upperBound...]
    var passwords: [String] = []
    let authority = rest.prefix { $0 != "/" && $0 != "@" }
    if authority.endIndex < rest.endIndex, rest[authority.endIndex] == "@",
        let colon = authority.firstIndex(of: ":")
    {
        passwords.append(String(authority[authority.index(after: colon)...]))
    }
    if let query = rest.firstIndex(of: "?") {
        for parameter in rest[rest.index(after: query)...].split(separator: "&") {
            let pair = parameter.split(separator: "=", maxSplits: 1)
            if pair.count == 2, isPasswordKeyword(String(pair[0])) {
                passwords.append(String(pair[1]))
            }
        }
    }
    return passwords
}

/// The passwords of a key=value text; a value ends at white space unless quoted, `\` escapes.
private func keywordPasswords(_ text: String) -> [String] {
    var passwords: [String] = []
    var rest = Substring(text)
    func skipSpace() { rest = rest.drop(while: \.isWhitespace) }
    while !rest.isEmpty {
        skipSpace()
        let keyword = rest.prefix { $0 != "=" && !$0.isWhitespace }
        rest = rest.dropFirst(keyword.count)
        skipSpace()
        guard rest.first == "=" else { return passwords }
        rest = rest.dropFirst()
        skipSpace()
        let isQuoted = rest.first == "'"
        if isQuoted { rest = rest.dropFirst() }
        var value = ""
        while let character = rest.first, isQuoted ? character != "'" : !character.isWhitespace {
            rest = rest.dropFirst()
            if character == "\\", let escaped = rest.first {
                value.append(escaped)
                rest = rest.dropFirst()
            } else {
                value.append(character)
            }
        }
        if isQuoted { rest = rest.dropFirst() }
        if isPasswordKeyword(String(keyword)) { passwords.append(value) }
    }
    return passwords
}

private func isPasswordKeyword(_ keyword: String) -> Bool {
    keyword == "password" || keyword == "sslpassword"
}
