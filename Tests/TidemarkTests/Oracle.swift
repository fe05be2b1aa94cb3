import Proving
import Testing
import TidemarkTesting

/// A database beside the test's own, which psql fills.
struct Oracle {
    let conninfo: String
    private let name: String
    private let original: TestDatabase

    init(beside original: TestDatabase) async throws {
        self.original = original
        name = original.name + "_psql"
        // Of a keyword that stands twice libpq takes the last.
        conninfo = original.conninfo + " dbname=\(name)"
        try await original.execute("create database \(name)")
    }

    func drop() async throws {
        try await original.execute("drop database \(name) with (force)")
    }

    func run(_ step: ForeignFolder.Step, in project: Project) async throws {
        switch step {
        case .file(let path): try await requireDone(["-1", "-f", project.path(path)])
        case .plain(let path): try await requireDone(["-f", project.path(path)])
        case .text(let text): try await requireDone(["-1"], input: text)
        }
    }

    private func requireDone(_ arguments: [String], input: String = "") async throws {
        let result = try await psql(arguments, input: input)
        try #require(result.exitCode == 0, "\(result.complaint)")
    }

    /// Runs psql as migrations are run with it: no startup file, and the first error ends it.
    func psql(_ arguments: [String], input: String = "") async throws -> ProgramOutput {
        try await runProgram(
            "\(original.binaries.directory)/psql",
            ["-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", conninfo] + arguments, input: input)
    }

    /// The schema as pg_dump prints it, without what changes from run to run.
    static func dump(_ conninfo: String) async throws -> [Substring] {
        let programs = TestDatabase.current.binaries.directory
        let result = try await runProgram(
            "\(programs)/pg_dump", ["-s", "-N", "tidemark", "-d", conninfo])
        try #require(result.exitCode == 0, "\(result.complaint)")
        return result.output.split(separator: "\n").filter {
            !$0.hasPrefix("--") && !$0.hasPrefix("\\")
        }
    }
}

/// A shadow server of the programs that the tests run on, which ends with its last use.
func testShadow() -> Shadow {
    Shadow(environment: ["TIDEMARK_PG_BINDIR": TestDatabase.current.binaries.directory])
}
