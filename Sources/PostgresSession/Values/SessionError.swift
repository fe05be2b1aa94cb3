/// Why a session could not do what it was asked.
///
/// No password appears in it: what libpq says is redacted before it gets here.
public struct SessionError: Error, Sendable, Hashable {
    /// What kind of failure it is; the raw value is stable.
    public enum Code: String, Sendable, Hashable, CaseIterable {
        /// The connection string cannot be understood.
        case invalidConnectionString = "invalid-connection-string"
        /// No server answered, or it took no connection; `server` tells more if it answered.
        case connectionFailed = "connection-failed"
        /// The server refused the role or its password.
        case authenticationFailed = "authentication-failed"
        /// The server has no such database.
        case databaseMissing = "database-missing"
        /// The connection broke; whether the running statement took effect is not known.
        case connectionLost = "connection-lost"
        /// The server answered with an error.
        case server = "server"
        /// The statement was cancelled through this session or its task.
        case cancelled = "cancelled"
        /// The session cannot be used so; nothing was left running.
        case misuse = "misuse"
    }

    /// What kind of failure it is.
    public var code: Code
    /// One or more lines for a person.
    public var message: String
    /// The server's own message, when there is one.
    public var server: ServerError?

    /// Makes an error.
    public init(code: Code, message: String, server: ServerError? = nil) {
        self.code = code
        self.message = message
        self.server = server
    }

    /// The server's SQLSTATE, when it sent one.
    public var sqlState: String? { server?.sqlState }
}

extension SessionError: CustomStringConvertible {
    /// The message, and the server's fields where they say more.
    public var description: String {
        guard let server else { return message }
        return message == server.message ? server.description : "\(message)\n\(server.description)"
    }
}
