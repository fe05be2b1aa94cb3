/// A failed attempt to connect, told apart by the SQLSTATE that a verbose message carries.
struct ConnectionFailure {
    let error: SessionError

    /// Takes what libpq said, one or more lines for each host that it tried.
    init(_ text: String) {
        var server: ServerError?
        var lines: [String] = []
        for line in text.split(whereSeparator: \.isNewline) where !line.hasPrefix("LOCATION:  ") {
            if let (prefix, found) = ConnectionFailure.refusal(in: line) {
                server = found
                lines.append("\(prefix)\(found.severity):  \(found.message)")
            } else {
                lines.append(String(line))
            }
        }
        let message = lines.joined(separator: "\n")
        error = SessionError(
            code: ConnectionFailure.code(sqlState: server?.sqlState, message: message),
            message: message, server: server)
    }

    /// Splits `…failed: FATAL:  28P01: message` around the SQLSTATE.
    private static func refusal(in line: Substring) -> (prefix: Substring, error: ServerError)? {
        guard let gap = line.firstRange(of: ":  ") else { return nil }
        let rest = line[gap.upperBound...]
        let state = rest.prefix(5)
        let isState =
            state.utf8.count == 5
            && state.utf8.allSatisfy { (48...57).contains($0) || (65...90).contains($0) }
        guard isState, rest.dropFirst(5).hasPrefix(": ") else { return nil }
        let start = line[..<gap.lowerBound].lastIndex(of: " ").map { line.index(after: $0) }
        let severity = line[(start ?? line.startIndex)..<gap.lowerBound]
        let error = ServerError(
            severity: String(severity), sqlState: String(state),
            message: String(rest.dropFirst(7)))
        return (line[..<(start ?? line.startIndex)], error)
    }

    private static func code(sqlState: String?, message: String) -> SessionError.Code {
        switch sqlState {
        case SQLState.invalidPassword, SQLState.invalidAuthorization:
            return .authenticationFailed
        case SQLState.invalidCatalogName:
            return .databaseMissing
        case .some:
            return .connectionFailed
        case nil:
            break
        }
        // With connect_timeout there is no SQLSTATE; and some refusals are libpq's own.
        let refusals = [
            "password authentication failed", "no password supplied", "no pg_hba.conf entry",
            "pg_hba.conf rejects", "authentication failed for user",
        ]
        if refusals.contains(where: { message.contains($0) }) { return .authenticationFailed }
        if message.contains("FATAL:  database \""), message.hasSuffix("does not exist") {
            return .databaseMissing
        }
        return .connectionFailed
    }
}
