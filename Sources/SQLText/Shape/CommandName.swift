/// The command as the server's command tags name it.
func commandName(_ tokens: TokenList) -> String {
    var first = 0
    while tokens.kind(first) == .openParenthesis { first += 1 }
    guard tokens.kind(first) == .word else { return "" }
    let word = tokens.text(first).uppercased()
    switch word {
    case "CREATE", "ALTER", "DROP": return definition(word, tokens)
    case "WITH": return mainVerb(tokens) ?? "SELECT"
    case "VALUES", "TABLE": return "SELECT"
    case "SELECT": return first == 0 ? queryName(tokens, word, "into") : word
    case "BEGIN": return "BEGIN"
    case "START": return "START TRANSACTION"
    case "COMMIT", "END": return tokens.isWord(1, "prepared") ? "COMMIT PREPARED" : "COMMIT"
    case "ROLLBACK", "ABORT":
        return tokens.isWord(1, "prepared") ? "ROLLBACK PREPARED" : "ROLLBACK"
    case "PREPARE":
        return tokens.isWord(1, "transaction") && tokens.kind(2) == .string
            ? "PREPARE TRANSACTION" : "PREPARE"
    case "TRUNCATE": return "TRUNCATE TABLE"
    case "LOCK": return "LOCK TABLE"
    case "DECLARE": return "DECLARE CURSOR"
    case "CLOSE": return tokens.isWord(1, "all") ? "CLOSE CURSOR ALL" : "CLOSE CURSOR"
    case "ANALYSE": return "ANALYZE"
    case "REFRESH": return "REFRESH MATERIALIZED VIEW"
    case "REASSIGN": return "REASSIGN OWNED"
    case "IMPORT": return "IMPORT FOREIGN SCHEMA"
    case "SECURITY": return "SECURITY LABEL"
    case "DISCARD": return discardName(tokens)
    case "DEALLOCATE":
        return tokens.isWord(1, "all") || tokens.areWords(1, "prepare", "all")
            ? "DEALLOCATE ALL" : "DEALLOCATE"
    case "SET": return tokens.isWord(1, "constraints") ? "SET CONSTRAINTS" : "SET"
    case "GRANT", "REVOKE": return hasOn(tokens) ? word : word + " ROLE"
    default: return word
    }
}

private func discardName(_ tokens: TokenList) -> String {
    let what = tokens.text(1).uppercased()
    return "DISCARD " + (what == "TEMPORARY" ? "TEMP" : what)
}

/// SELECT and CREATE TABLE, told from the forms that make a table of a query.
private func queryName(_ tokens: TokenList, _ name: String, _ word: StaticString) -> String {
    var cursor = TokenCursor(tokens)
    guard cursor.skip(to: word) else { return name }
    return name + " " + "\(word)".uppercased()
}

private func hasOn(_ tokens: TokenList) -> Bool {
    var cursor = TokenCursor(tokens)
    return cursor.skip(to: "on", "to", "from") && cursor.isNextWord("on")
}

/// The first of the verbs that a WITH may stand before, outside parentheses.
private func mainVerb(_ tokens: TokenList) -> String? {
    var cursor = TokenCursor(tokens)
    guard cursor.skip(to: "select", "insert", "update", "delete", "merge", "values", "table") else {
        return nil
    }
    let verb = tokens.text(cursor.index).uppercased()
    return verb == "VALUES" || verb == "TABLE" ? "SELECT" : verb
}

/// Kinds of object whose name in the command tag is not just the word after the verb.
private let kindsOfSeveralWords: [(words: [StaticString], name: String)] = [
    (["materialized", "view"], "MATERIALIZED VIEW"),
    (["foreign", "table"], "FOREIGN TABLE"),
    (["foreign", "data", "wrapper"], "FOREIGN DATA WRAPPER"),
    (["event", "trigger"], "EVENT TRIGGER"),
    (["access", "method"], "ACCESS METHOD"),
    (["operator", "class"], "OPERATOR CLASS"),
    (["operator", "family"], "OPERATOR FAMILY"),
    (["text", "search", "configuration"], "TEXT SEARCH CONFIGURATION"),
    (["text", "search", "dictionary"], "TEXT SEARCH DICTIONARY"),
    (["text", "search", "parser"], "TEXT SEARCH PARSER"),
    (["text", "search", "template"], "TEXT SEARCH TEMPLATE"),
    (["user", "mapping"], "USER MAPPING"),
    (["default", "privileges"], "DEFAULT PRIVILEGES"),
    (["large", "object"], "LARGE OBJECT"),
    (["user"], "ROLE"),
    (["group"], "ROLE"),
    (["system"], "SYSTEM"),
    (["owned"], "OWNED"),
]

/// `CREATE TABLE`, `ALTER EVENT TRIGGER`, `DROP TEXT SEARCH PARSER` and the like.
private func definition(_ verb: String, _ tokens: TokenList) -> String {
    var cursor = TokenCursor(tokens)
    cursor.index = 1
    cursor.skipModifiers()
    for kind in kindsOfSeveralWords
    where kind.words.enumerated().allSatisfy({ tokens.isWord(cursor.index + $0, $1) }) {
        // ALTER USER … SET is named after roles as well, as the server does.
        return verb + " " + kind.name
    }
    let kind = tokens.text(cursor.index).uppercased()
    if verb == "CREATE", kind == "TABLE" { return queryName(tokens, "CREATE TABLE", "as") }
    return kind.isEmpty ? verb : verb + " " + kind
}

extension TokenCursor {
    /// Steps over what may stand between CREATE and the kind of object.
    mutating func skipModifiers() {
        _ = take("or", "replace")
        while takeAny(
            "global", "local", "temp", "temporary", "unlogged", "unique", "recursive",
            "constraint", "trusted", "procedural", "default")
        {
            // `CREATE DEFAULT CONVERSION`, but `ALTER DEFAULT PRIVILEGES`.
            if isNextWord("privileges") {
                index -= 1
                break
            }
        }
    }
}
