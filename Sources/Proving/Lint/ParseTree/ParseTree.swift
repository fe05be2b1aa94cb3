import CPGQuery
import JSONText

/// What the server's own grammar makes of one statement.
package enum ParseTree: Sendable {
    /// The statement's node.
    case parsed(ParseNode)
    /// Not known: the grammar is older than the text, or the text is no SQL.
    ///
    /// `offset` is the byte at which the grammar gave up, where it says so.
    case unknown(reason: String, offset: Int?)

    /// A longer statement is data rather than schema, and is not looked into.
    static let largest = 1 << 20

    /// Parses one statement with libpg_query, which is the grammar of one major release of PostgreSQL.
    ///
    /// Never throws: what is not understood is `unknown`, and nothing may hang on it.
    package init(of text: String) {
        guard text.utf8.count <= Self.largest else {
            self = .unknown(reason: "it is longer than 1 MB", offset: nil)
            return
        }
        let result = unsafe pg_query_parse(text)
        defer { unsafe pg_query_free_parse_result(result) }
        if let error = unsafe result.error {
            let message =
                unsafe error.pointee.message.map { unsafe String(cString: $0) }
                ?? "it is no statement"
            let place = unsafe Int(error.pointee.cursorpos)
            // The position counts characters from 1.
            let offset =
                place > 0
                ? String(text.unicodeScalars.prefix(place - 1)).utf8.count : nil
            self = .unknown(reason: message, offset: offset)
            return
        }
        guard let json = unsafe result.parse_tree.map({ unsafe String(cString: $0) }),
            let tree = try? JSONValue.parse(json), let statement = tree["stmts"]?[0]?["stmt"],
            let node = ParseNode(statement)
        else {
            self = .unknown(reason: "its parse tree is not read", offset: nil)
            return
        }
        self = .parsed(node)
    }

    /// The major release whose grammar it is.
    package static var grammarVersion: Int { Int(PG_MAJORVERSION) ?? 0 }
}
