import PostgresSession

/// Why a server that was named cannot be the shadow.
public struct ShadowError: Error, Sendable, Hashable {
    /// What kind of failure it is; the raw value is stable.
    public enum Code: String, Sendable, Hashable {
        /// Who connects may not make databases or roles.
        case privilegesMissing = "shadow-privileges"
        /// Another command uses it.
        case busy = "shadow-busy"
        /// It takes no writes.
        case readOnly = "shadow-read-only"
        /// No connection is made to it.
        case unreachable = "shadow-unreachable"
    }

    /// What kind of failure it is.
    public var code: Code
    /// In one sentence without a final full stop.
    public var message: String
    /// What to do or to type next.
    public var remedy: String
}

extension ShadowError {
    /// Why no connection was made.
    init(unreachable error: SessionError) {
        let lines = error.message.split(whereSeparator: \.isNewline).map { line in
            String(line.drop { $0 == "\t" || $0 == " " })
        }
        let what =
            switch error.code {
            case .authenticationFailed:
                "correct the user and the password in --shadow (the password also in PGPASSWORD or ~/.pgpass)"
            case .databaseMissing:
                "name a database that is there in --shadow, such as dbname=postgres"
            case .invalidConnectionString:
                "write postgres://user@host:5432/postgres, or host=… dbname=postgres"
            default: "start it, or name another with --shadow"
            }
        self.init(
            code: .unreachable,
            message: "the server of --shadow: " + lines.joined(separator: "\n"),
            remedy: "\(what); or leave --shadow out for a private server")
    }
}
