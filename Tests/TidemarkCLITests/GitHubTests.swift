import Glibc
import Testing
import TidemarkTesting

/// What `check` leaves for GitHub: within its limits, and in its words.
@Suite(.database) struct GitHubTests {
    private func environment(_ shell: Shell, _ workspace: String = "") -> [String: String] {
        [
            "GITHUB_ACTIONS": "true", "GITHUB_WORKSPACE": shell.directory.path + workspace,
            "GITHUB_STEP_SUMMARY": shell.directory.path(of: "summary"),
        ]
    }

    @Test func filesAreNamedFromTheCheckout() async throws {
        let shell = try Shell(
            ["app/db/sql/00_a.sql": "create table a ();\n"], database: .current)
        let ended = try await shell.bash(
            "cd app/db && tidemark check", extra: environment(shell))
        #expect(ended.code == 2, ended.said)
        #expect(ended.err.contains("::error file=app/db/sql/00_a.sql,"), ended.said)
        let nested = try await shell.bash(
            "cd app/db && tidemark check", extra: environment(shell, "/app"))
        #expect(nested.err.contains("::error file=db/sql/00_a.sql,"), nested.said)
        let elsewhere = try await shell.bash(
            "cd app/db && tidemark check", extra: environment(shell, "/nowhere"))
        #expect(elsewhere.err.contains("::error file=sql/00_a.sql,"), elsewhere.said)
    }

    /// GitHub takes 1 MiB for a step and drops all of it when there is more.
    @Test(arguments: [(0, true), (1_040_000, true), (1_047_000, false), (1_048_576, false)])
    func theSummaryStaysWithinItsLimit(before: Int, isWritten: Bool) async throws {
        let shell = try Shell(
            [
                "sql/00_a.sql": "create table a ();\n",
                "summary": String(repeating: "x", count: before),
            ],
            database: .current)
        let ended = try await shell.bash("tidemark check", extra: environment(shell))
        #expect(ended.code == 2, ended.said)
        let size = try readFile(shell.directory.path(of: "summary")).utf8.count
        #expect(size <= 1_048_576)
        #expect((size > before) == isWritten)
    }

    /// A secret that a fork does not have is an empty text.
    @Test func anEmptyAddressIsNone() async throws {
        let shell = try Shell(["sql/00_a.sql": "create table a ();\n"])
        let empty = ["DATABASE_URL": ""]
        let ended = try await shell.bash("tidemark check", extra: empty)
        #expect(ended.out.contains("live database not checked"), ended.said)
        let demanding = try await shell.bash("tidemark check --require-live", extra: empty)
        #expect(demanding.code == 69, demanding.said)
        try shell.write("tidemark.yml", "db: ${DATABASE_URL}\n")
        let written = try await shell.bash("tidemark check", extra: empty)
        #expect(written.out.contains("live database not checked"), written.said)
    }
}
