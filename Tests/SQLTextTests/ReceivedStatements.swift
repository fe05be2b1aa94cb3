#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif
import TidemarkTesting

/// What a server says in its log that it was sent, by session.
struct ReceivedStatements {
    /// The settings a server needs for it.
    static let settings = [
        "log_statement": "all", "logging_collector": "on", "log_destination": "jsonlog",
        "log_filename": "received", "log_rotation_size": "0", "log_min_messages": "warning",
        "log_min_error_statement": "error",
        // Whether a body is looked at depends on what is in the database already.
        "check_function_bodies": "off",
    ]

    private var byApplication: [String: [String]] = [:]
    private var errors: [String: Int] = [:]

    /// One line of the log.
    private struct Entry: Decodable {
        var message: String?
        var statement: String?
        var application_name: String?
        var error_severity: String?
        var state_code: String?
    }

    /// Reads the whole log of the server of a test.
    init(of database: TestDatabase) async throws {
        let folder = try await database.query("show log_directory").first?.first ?? nil
        let data = try await database.query("show data_directory").first?.first ?? nil
        let log = try readFile("\(data ?? "")/\(folder ?? "")/received.json")
        let decoder = JSONDecoder()
        var last: [String: String] = [:]
        for line in log.utf8.split(separator: UInt8(ascii: "\n")) {
            let entry = try decoder.decode(Entry.self, from: Data(line))
            guard let name = entry.application_name, let message = entry.message else { continue }
            if message.hasPrefix("statement: ") {
                last[name] = String(message.dropFirst(11))
                byApplication[name, default: []].append(String(message.dropFirst(11)))
            } else if entry.error_severity == "ERROR", let statement = entry.statement {
                // What does not even parse is logged with its error only.
                if last[name] != statement { byApplication[name, default: []].append(statement) }
                last[name] = nil
                if entry.state_code == "42601" { errors[name, default: 0] += 1 }
            }
        }
    }

    /// The statements of the sessions of that name, in order.
    func statements(by application: String) -> [String] { byApplication[application] ?? [] }

    /// How many of them were errors of syntax; other errors depend on what is in the database.
    func syntaxErrors(by application: String) -> Int { errors[application] ?? 0 }
}
