import Findings
import PostgresSession

/// What to do about a connection that was not made, or broke.
enum ConnectionAdvice {
    static func finding(_ error: SessionError) -> Finding {
        // libpq indents its questions with a tab.
        let lines = error.message.split(whereSeparator: \.isNewline).map { line in
            String(line.drop { $0 == "\t" || $0 == " " })
        }
        var evidence: [String] = []
        if let server = error.server {
            evidence.append("SQLSTATE \(server.sqlState)")
            if let detail = server.detail { evidence.append("detail: \(detail)") }
            if let hint = server.hint { evidence.append("hint: \(hint)") }
        }
        return Finding(
            rule: error.code.rawValue, severity: .error, message: lines.joined(separator: "\n"),
            evidence: evidence, remedy: remedy(error))
    }

    private static func remedy(_ error: SessionError) -> String? {
        switch error.code {
        case .connectionFailed where error.sqlState == "53300":
            "close sessions, or raise max_connections; then type the command again"
        case .connectionFailed:
            "start the server, or name another with --db or DATABASE_URL; one that is just "
                + "starting: --wait 30s; none at hand: --embedded"
        case .authenticationFailed:
            "correct the user (in --db, or PGUSER) and the password (PGPASSWORD, or ~/.pgpass)"
        case .databaseMissing:
            "create it (createdb), or correct the name in --db or DATABASE_URL"
        case .invalidConnectionString:
            "write postgres://user@host:5432/database, or host=… dbname=…"
        case .connectionLost:
            "look: tidemark status; then type the command again"
        case .server where error.sqlState == "42501":
            "connect as a user that may, or set role:; what this one may do: tidemark doctor"
        case .server, .cancelled, .misuse:
            "look: tidemark doctor"
        }
    }
}
