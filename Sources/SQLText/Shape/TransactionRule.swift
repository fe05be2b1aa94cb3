/// Whether a statement can run inside a transaction block.
public enum TransactionRule: Sendable, Hashable {
    /// As far as the text tells it can.
    ///
    /// What depends on the catalog or on code is here too: REINDEX and CLUSTER of a partitioned table, CALL
    /// and DO of code that commits, what an extension's script does. There the server answers with
    /// SQLSTATE 25001 or 2D000.
    case anywhere
    /// The server refuses it there; the reason names the form of the statement.
    case forbidden(reason: String)
}

/// All that PostgreSQL 13 to 18 refuse in a transaction block by their form: the callers of
/// PreventInTransactionBlock.
extension TransactionRule {
    init(_ tokens: TokenList, _ shape: StatementShape) {
        guard let form = forbiddenForm(tokens, shape) else {
            self = .anywhere
            return
        }
        self = .forbidden(reason: form + " cannot run inside a transaction block")
    }
}

private func forbiddenForm(_ tokens: TokenList, _ shape: StatementShape) -> String? {
    switch shape.command {
    case "VACUUM", "CREATE DATABASE", "DROP DATABASE", "CREATE TABLESPACE", "DROP TABLESPACE",
        "ALTER SYSTEM", "COMMIT PREPARED", "ROLLBACK PREPARED", "DISCARD ALL",
        "DROP SUBSCRIPTION":
        return shape.command
    case "CREATE INDEX", "DROP INDEX", "REINDEX":
        return shape.isConcurrently ? shape.command + " CONCURRENTLY" : wholeReindex(shape)
    case "CLUSTER": return shape.target == nil ? "CLUSTER without a table" : nil
    case "ALTER TABLE":
        let detaches = shape.actions.contains("DETACH PARTITION CONCURRENTLY")
        return detaches ? "ALTER TABLE … DETACH PARTITION CONCURRENTLY" : nil
    case "ALTER DATABASE":
        let moves = tokens.areWords(3, "set", "tablespace")
        return moves ? "ALTER DATABASE … SET TABLESPACE" : nil
    case "CREATE SUBSCRIPTION": return createSubscription(tokens)
    case "ALTER SUBSCRIPTION": return alterSubscription(tokens)
    default: return nil
    }
}

private func wholeReindex(_ shape: StatementShape) -> String? {
    switch shape.reindexKind {
    case .schema: "REINDEX SCHEMA"
    case .database: "REINDEX DATABASE"
    case .system: "REINDEX SYSTEM"
    case .index, .table, nil: nil
    }
}

/// The options of the last WITH list, or of a list right after SET.
private func subscriptionOptions(_ tokens: TokenList, after word: StaticString) -> [String: String]
{
    var cursor = TokenCursor(tokens)
    while cursor.skip(to: word) {
        cursor.index += 1
        if let range = cursor.takeParentheses() { return tokens.options(range) }
    }
    return [:]
}

private func createSubscription(_ tokens: TokenList) -> String? {
    let options = subscriptionOptions(tokens, after: "with")
    let connects = isOn(options["connect"], default: true)
    guard isOn(options["create_slot"], default: connects) else { return nil }
    return "CREATE SUBSCRIPTION with create_slot"
}

private func alterSubscription(_ tokens: TokenList) -> String? {
    if tokens.areWords(3, "refresh") { return "ALTER SUBSCRIPTION … REFRESH" }
    for (index, verb) in ["set", "add", "drop"].enumerated() {
        let words: [StaticString] = ["set", "add", "drop"]
        guard tokens.areWords(3, words[index], "publication") else { continue }
        let options = subscriptionOptions(tokens, after: "with")
        guard isOn(options["refresh"], default: true) else { return nil }
        return "ALTER SUBSCRIPTION … \(verb.uppercased()) PUBLICATION with refresh"
    }
    guard tokens.isWord(3, "set") else { return nil }
    let options = subscriptionOptions(tokens, after: "set")
    let named = ["failover", "two_phase"].filter { options[$0] != nil }
    return named.first.map { "ALTER SUBSCRIPTION … SET (\($0))" }
}
