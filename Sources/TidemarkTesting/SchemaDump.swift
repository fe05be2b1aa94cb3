import Proving

extension TestDatabase {
    /// What the real `pg_dump -s` says of the schema, history and the random keys of `\\restrict` aside.
    public func dumpSchema() async throws -> String {
        let dump = try await runProgram(
            binaries.path(of: "pg_dump"), ["-s", "-N", "tidemark", "-d", conninfo])
        guard dump.exitCode == 0 else { throw DumpFailure(complaint: dump.complaint) }
        return dump.output.split(separator: "\n").filter {
            !$0.hasPrefix("\\restrict") && !$0.hasPrefix("\\unrestrict") && !$0.hasPrefix("--")
        }.joined(separator: "\n")
    }

    /// What the real `pg_dump -s -C` says of the database, its own settings and grants included, and `pg_dumpall -g` of
    /// the roles of the server where that is asked for.
    public func dumpEverything(withRoles: Bool = false) async throws -> FullDump {
        async let database = dump("pg_dump", ["-s", "-C", "-d", conninfo])
        async let roles = withRoles ? dump("pg_dumpall", ["-g", "-d", conninfo]) : []
        return FullDump(database: try await database, roles: try await roles)
    }

    private func dump(_ program: String, _ arguments: [String]) async throws -> [Substring] {
        let dump = try await runProgram(binaries.path(of: program), arguments)
        guard dump.exitCode == 0 else { throw DumpFailure(complaint: dump.complaint) }
        let lines = dump.output.split(separator: "\n").filter {
            !$0.hasPrefix("\\restrict") && !$0.hasPrefix("\\unrestrict")
        }
        let isUnordered = { (line: Substring) in
            FullDump.unordered.contains { line.hasPrefix($0) }
        }
        return lines.filter { !isUnordered($0) } + lines.filter(isUnordered).sorted()
    }
}

/// What `pg_dump` and `pg_dumpall` print, nothing left out but the random keys of `\\restrict`.
public struct FullDump: Sendable, Hashable {
    /// What `pg_dump -s -C` prints of the database.
    public let database: [Substring]
    /// What `pg_dumpall -g` prints of the server; empty where it was not asked.
    public let roles: [Substring]

    /// Statements that come in the order in which they were made, which means nothing.
    static let unordered = ["GRANT ", "REVOKE ", "ALTER DATABASE ", "ALTER ROLE "]
}

/// `pg_dump` that did not end well.
struct DumpFailure: Error {
    let complaint: String
}
