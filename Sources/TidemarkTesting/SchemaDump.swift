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
}

/// `pg_dump` that did not end well.
struct DumpFailure: Error {
    let complaint: String
}
