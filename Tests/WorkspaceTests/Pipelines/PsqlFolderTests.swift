import Proving
import Testing
import TidemarkTesting

/// What docs/ci.md says of `psql -f sql/*.sql`, and what it gives instead, with the real psql.
@Suite(.database, .enabled("there is a psql") { try await WithPsql.isThere() })
struct PsqlFolderTests {
    private func psql(_ line: String) async throws -> ProgramOutput {
        let database = TestDatabase.current
        let folder = try TemporaryDirectory()
        for number in 0...2 {
            try folder.write("sql/0\(number).sql", "create table t\(number) ();\n")
        }
        let programs = database.binaries.path(of: "psql").dropLast("/psql".count)
        return try await runProgram(
            "bash", ["-euo", "pipefail", "-c", line],
            environment: [
                "DATABASE_URL": database.conninfo, "PATH": "\(programs):/usr/bin:/bin",
            ], directory: folder.path)
    }

    private func tables() async throws -> [String?] {
        try await TestDatabase.current.query(
            "select relname::text from pg_class where relname ~ '^t\\d$' order by 1"
        ).compactMap(\.first)
    }

    @Test func onlyTheFirstFileIsApplied() async throws {
        let both = try await psql(#"rm sql/02.sql; psql "$DATABASE_URL" -f sql/*.sql"#)
        #expect(both.exitCode == 0)
        #expect(both.complaint.isEmpty, "nothing is said of the second")
        #expect(try await tables() == ["t0"])
        try await TestDatabase.current.query("drop table t0")

        let three = try await psql(#"psql "$DATABASE_URL" -f sql/*.sql"#)
        #expect(three.exitCode == 0)
        #expect(three.complaint.contains(#"extra command-line argument "sql/02.sql" ignored"#))
        #expect(try await tables() == ["t0"])
    }

    @Test func theLoopOfThePageAppliesAll() async throws {
        let blocks = try Repository.blocks(of: "sh", in: "docs/ci.md")
        let loop = try #require(blocks.first { $0.hasPrefix("for file in sql/*.sql") })
        let ended = try await psql(loop)
        #expect(ended.exitCode == 0, "\(ended.complaint)")
        #expect(try await tables() == ["t0", "t1", "t2"])
        let again = try await psql(loop)
        #expect(again.exitCode == 3, "the first file that fails ends it")
    }
}

/// Whether the server under test comes with psql; those from wheels may not.
private enum WithPsql {
    static func isThere() async throws -> Bool {
        let binaries = try await testBinaries()
        return try await runProgram("test", ["-x", binaries.path(of: "psql")]).exitCode == 0
    }
}
