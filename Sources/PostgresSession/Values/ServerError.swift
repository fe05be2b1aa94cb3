/// A message of the server with every field that the protocol gives it.
///
/// See <https://www.postgresql.org/docs/current/protocol-error-fields.html>.
public struct ServerError: Error, Sendable, Hashable {
    /// ERROR, FATAL, PANIC, WARNING, NOTICE, DEBUG, INFO or LOG, never translated.
    public var severity: String
    /// The five characters of the SQLSTATE.
    public var sqlState: String
    /// The primary message, usually one line, in the language of the server.
    public var message: String
    /// A second message with the particulars.
    public var detail: String?
    /// What the server suggests.
    public var hint: String?
    /// Where in the statement, counted in characters from 1.
    public var position: Int?
    /// Where in `internalQuery`, counted in characters from 1.
    public var internalPosition: Int?
    /// The statement that failed inside a function.
    public var internalQuery: String?
    /// The call stack of functions and commands, one per line, innermost first.
    public var context: String?
    /// The schema of the object that the message is about.
    public var schema: String?
    /// The table that the message is about.
    public var table: String?
    /// The column that the message is about.
    public var column: String?
    /// The data type that the message is about.
    public var dataType: String?
    /// The constraint that the message is about.
    public var constraint: String?
    /// The file of the server's source that sent the message.
    public var sourceFile: String?
    /// The line in `sourceFile`.
    public var sourceLine: Int?
    /// The function in `sourceFile`.
    public var sourceFunction: String?

    /// Makes a message with its required fields; the others are set afterwards.
    public init(severity: String, sqlState: String, message: String) {
        self.severity = severity
        self.sqlState = sqlState
        self.message = message
    }
}

/// A message that the server sends beside the results; the fields are those of an error.
public typealias Notice = ServerError

extension ServerError: CustomStringConvertible {
    /// The message as psql prints it in verbose form, without the server's source location.
    public var description: String {
        var text = "\(severity): \(sqlState): \(message)"
        let rest: [(String, String?)] = [
            ("DETAIL", detail), ("HINT", hint), ("QUERY", internalQuery), ("CONTEXT", context),
        ]
        for (label, value) in rest {
            if let value { text += "\n\(label): \(value)" }
        }
        return text
    }
}
