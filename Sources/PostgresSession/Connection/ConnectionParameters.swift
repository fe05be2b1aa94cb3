import CLibPQ

/// One setting of a connection string.
struct Parameter: Sendable, Hashable {
    var keyword: String
    var value: String
    var isSecret: Bool
}

/// Why libpq does not understand a connection string, without its text.
struct ConnectionStringFailure: Error {
    var message: String
}

/// Whether libpq would show the value of this keyword as asterisks or hide it.
func isSecretKeyword(_ keyword: String) -> Bool {
    switch keyword {
    case "password", "sslpassword", "scram_client_key", "scram_server_key", "oauth_client_secret":
        true
    default: false
    }
}

/// Parses the text as libpq does for `expand_dbname`: what is no connection string names a database.
func parseConnectionString(
    _ text: String
) -> Result<[Parameter], ConnectionStringFailure> {
    guard !text.utf8.contains(0) else {
        return .failure(ConnectionStringFailure(message: "it contains a zero byte"))
    }
    guard isConnectionString(text) else {
        return .success(
            text.isEmpty ? [] : [Parameter(keyword: "dbname", value: text, isSecret: false)])
    }
    var complaint: UnsafeMutablePointer<CChar>?
    guard let options = PQconninfoParse(text, &complaint) else {
        let message = complaint.map { String(cString: $0) } ?? "out of memory"
        PQfreemem(complaint)
        return .failure(ConnectionStringFailure(message: Redactor.withoutQuotations(message)))
    }
    defer { PQconninfoFree(options) }
    return .success(readParameters(options))
}

/// The settings that have a value, in libpq's order.
func readParameters(_ options: UnsafeMutablePointer<PQconninfoOption>) -> [Parameter] {
    var parameters: [Parameter] = []
    var option = options
    while let keyword = option.pointee.keyword {
        if let value = option.pointee.val {
            let keyword = String(cString: keyword)
            let display = option.pointee.dispchar.map { String(cString: $0) } ?? ""
            parameters.append(
                Parameter(
                    keyword: keyword, value: String(cString: value),
                    isSecret: display == "*" || isSecretKeyword(keyword)))
        }
        option += 1
    }
    return parameters
}

private func isConnectionString(_ text: String) -> Bool {
    text.hasPrefix("postgresql://") || text.hasPrefix("postgres://")
        || text.utf8.contains(
            UInt8(ascii: "="))
}
