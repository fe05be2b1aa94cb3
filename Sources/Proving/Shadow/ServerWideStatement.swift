import SQLText

/// A statement that changes what belongs to a whole server, by its own tokens: what a DO block does is not seen.
struct ServerWideStatement {
    /// What it changes, in words.
    let what: String

    /// Reads a statement; nil where it changes nothing of the kind that was there before.
    ///
    /// - Parameter isThere: whether a role was there before, by its unquoted name.
    init?(_ sql: String, isThere: (String) -> Bool) {
        let list = tokens(of: sql)
        let words = list.map { $0.kind == .word ? $0.text.lowercased() : "" }
        let verb = words.first ?? ""
        let found: String? =
            switch verb {
            case "create", "alter", "drop", "comment":
                Self.ofDefinition(list, words, isThere)
            case "reassign":
                Self.names(list.dropFirst(3)).first(where: isThere).map { "what role \($0) owns" }
            case "grant", "revoke":
                Self.ofMembership(list, words, isThere)
            default: nil
            }
        guard let found else { return nil }
        what = found
    }

    private static func ofDefinition(
        _ list: [Token], _ words: [String], _ isThere: (String) -> Bool
    ) -> String? {
        let verb = words[0]
        let rest = words.dropFirst(verb == "comment" ? 2 : 1)
        switch rest.first ?? "" {
        case "system": return verb == "alter" ? "the settings of the server" : nil
        case "database": return "a database"
        case "tablespace": return "a tablespace"
        case "owned":
            return names(list.dropFirst(3)).first(where: isThere).map { "what role \($0) owns" }
        case "role", "user", "group":
            guard verb != "create", rest.dropFirst().first != "mapping" else { return nil }
            let named = list.dropFirst(words.count - rest.count + 1)
            let roles = names(verb == "drop" ? named : named.prefix(1))
            return roles.first { isThere($0) || verb == "alter" && $0 == "all" }.map {
                "role \($0)"
            }
        default: return nil
        }
    }

    /// A grant that names no object makes a role a member of another.
    private static func ofMembership(
        _ list: [Token], _ words: [String], _ isThere: (String) -> Bool
    ) -> String? {
        guard !words.contains("on") else { return nil }
        let roles = names(list.dropFirst()).filter { !noise.contains($0) }
        guard let role = roles.first, roles.allSatisfy({ isThere($0) || own.contains($0) }) else {
            return nil
        }
        return "the members of role \(role)"
    }

    private static func names(_ list: some Sequence<Token>) -> [String] {
        list.compactMap { parseIdentifier($0.text) }
    }

    private static let own: Set<String> = ["current_user", "current_role", "session_user"]
    private static let noise: Set<String> = [
        "to", "from", "with", "admin", "option", "for", "granted", "by", "inherit", "set", "true",
        "false", "cascade", "restrict",
    ]
}
