import Testing
import TidemarkTesting

/// Folders and files that cannot be what they should.
@Suite(.database) struct FolderInputTests {
    private func up(
        _ files: [String: String], _ arguments: String = "", before: String = ":"
    ) async throws -> Ended {
        try await Shell(files, database: .current).bash("\(before); tidemark up \(arguments)")
    }

    private func expectNothingChanged(_ ended: Ended) async throws {
        #expect(ended.err.contains("state: nothing was changed"), ended.said)
        let schema = try await TestDatabase.current.query("select to_regnamespace('tidemark')")
        #expect(schema == [[nil]], "not even the history was made")
    }

    @Test func aMissingFolder() async throws {
        let ended = try await up([:])
        #expect(ended.code == 64, ended.said)
        #expect(ended.err.hasPrefix("sql: error: "), ended.said)
        #expect(ended.err.contains("next: begin with: tidemark new NAME"), ended.said)
        try await expectNothingChanged(ended)
    }

    @Test func aMissingFolderWhereAnotherToolsIs() async throws {
        let ended = try await up(["migrations/1_a.up.sql": "select 1;\n"])
        #expect(ended.code == 64, ended.said)
        #expect(ended.err.contains("there is migrations: --dir migrations"), ended.said)
        let given = try await up(["migrations/1_a.up.sql": "select 1;\n"], "--dir migrations")
        #expect(given.code == 0, given.said)
    }

    @Test func anEmptyFolder() async throws {
        let ended = try await up([:], before: "mkdir sql")
        #expect(ended.code == 64, ended.said)
        #expect(ended.err.contains("next: write the first one with: tidemark new NAME"), ended.said)
        try await expectNothingChanged(ended)
    }

    @Test func aFileThatIsNotUTF8() async throws {
        let ended = try await up(
            ["sql/00_a.sql": "select 1;\n"],
            before: #"printf 'select 1;\nselect \x27Gr\xf6\xdfe\x27;\n' > sql/01_b.sql"#)
        #expect(ended.code == 2, ended.said)
        #expect(ended.err.contains("sql/01_b.sql:2:11: error: "), ended.said)
        #expect(ended.err.contains("UTF-8"), ended.said)
        #expect(ended.err.contains("next: "), ended.said)
        try await expectNothingChanged(ended)
    }

    @Test func aDirectoryNamedLikeAFile() async throws {
        let ended = try await up(
            ["sql/00_a.sql": "select 1;\n"], before: "mkdir sql/01_x.sql")
        #expect(ended.code == 2, ended.said)
        #expect(ended.err.contains("sql/01_x.sql"), ended.said)
        #expect(ended.err.contains("next: "), ended.said)
        try await expectNothingChanged(ended)
    }

    @Test func anUnknownDirective() async throws {
        let ended = try await up([
            "sql/00_a.sql": "-- tidemark: transactoin none\ncreate table a ();\n"
        ])
        #expect(ended.code == 2, ended.said)
        #expect(ended.err.contains("sql/00_a.sql:1:"), ended.said)
        #expect(ended.err.contains("transactoin"), ended.said)
        #expect(ended.err.contains("next: "), ended.said)
        try await expectNothingChanged(ended)
    }

    @Test func anUnknownLayout() async throws {
        let ended = try await up(["sql/00_a.sql": "select 1;\n"], "--layout rails")
        #expect(ended.code == 64, ended.said)
        #expect(ended.err.contains("rails"), ended.said)
        #expect(ended.err.contains("golang-migrate"), "the known ones are listed: \(ended.err)")
        try await expectNothingChanged(ended)
    }

    @Test func filesOfNoLayout() async throws {
        let ended = try await up(["sql/hello.txt": "", "sql/first.sql": "select 1;\n"])
        #expect(ended.code == 64, ended.said)
        #expect(ended.err.contains("next: "), ended.said)
        try await expectNothingChanged(ended)
    }

    @Test func twoMigrationsWithOneVersion() async throws {
        let ended = try await up([
            "sql/00_a.sql": "create table a ();\n", "sql/00_b.sql": "create table b ();\n",
        ])
        #expect(ended.code == 2, ended.said)
        #expect(ended.err.contains("sql/00_a.sql"), ended.said)
        #expect(ended.err.contains("sql/00_b.sql"), ended.said)
        #expect(ended.err.contains("next: "), ended.said)
        try await expectNothingChanged(ended)
    }

    @Test func anUnknownVersion() async throws {
        let ended = try await up(twoMigrations, "--to 7")
        #expect(ended.code == 64, ended.said)
        #expect(ended.err.contains("there is no migration '7'"), ended.said)
        #expect(ended.err.contains("next: see them: tidemark status"), ended.said)
        try await expectNothingChanged(ended)
    }

    @Test func aTemplateWithoutItsVariables() async throws {
        let files = ["sql/00_a.sql": "-- tidemark: template env\ncreate table ${NAME} ();\n"]
        let ended = try await up(files)
        #expect(ended.code == 2, ended.said)
        #expect(ended.err.contains("sql/00_a.sql:2:"), ended.said)
        #expect(ended.err.contains("--var NAME="), ended.said)
        try await expectNothingChanged(ended)
        let given = try await up(files, "--var NAME=made")
        #expect(given.code == 0, given.said)
        #expect(try await TestDatabase.current.query("select to_regclass('made')") == [["made"]])
    }

    @Test func anUnknownKeyOfTheConfiguration() async throws {
        let ended = try await up(["sql/00_a.sql": "select 1;\n", "tidemark.yml": "dri: sql\n"])
        #expect(ended.code == 64, ended.said)
        #expect(ended.err.contains("tidemark.yml:1:1: error: "), ended.said)
        #expect(ended.err.contains("did you mean `dir`"), ended.said)
        try await expectNothingChanged(ended)
    }

    @Test func aConfigurationThatIsNotThere() async throws {
        let ended = try await up(["sql/00_a.sql": "select 1;\n"], "--config other.yml")
        #expect(ended.code == 64, ended.said)
        #expect(ended.err.contains("other.yml"), ended.said)
    }

    @Test func anUnknownEnvironment() async throws {
        let ended = try await up(["sql/00_a.sql": "select 1;\n"], "--env prod")
        #expect(ended.code == 64, ended.said)
        #expect(ended.err.contains("prod"), ended.said)
    }

    @Test func aCommentThatNeverEnds() async throws {
        let ended = try await up(["sql/00_a.sql": "select 1;\n\tselect 2; /* oops\n"])
        #expect(ended.code == 2, ended.said)
        #expect(ended.err.contains("sql/00_a.sql:2:12: error: "), ended.said)
        #expect(ended.err.contains("        select 2; /* oops\n"), ended.said)
        #expect(ended.err.contains("\n                  ^\n"), ended.said)
        #expect(ended.err.contains("next: "), ended.said)
        try await expectNothingChanged(ended)
    }

    @Test func anAppliedFileThatCannotBeRead() async throws {
        let shell = try Shell(["sql/00_a.sql": "select 1;\n"], database: .current)
        #expect(try await shell.tidemark("up").code == 0)
        // A regular file that not even root can read from its beginning.
        let ended = try await shell.bash("ln -sf /proc/self/mem sql/00_a.sql; tidemark up")
        #expect(ended.code == 2, ended.said)
        #expect(ended.err.contains("sql/00_a.sql: error: the file cannot be read"), ended.said)
        #expect(!ended.err.contains("edited"), ended.said)
        let status = try await shell.tidemark("status", "--check")
        #expect(status.code == 2, status.said)
        #expect(status.out.contains("applied, file unreadable"), status.said)
        #expect(status.out.contains("the file cannot be read"), status.said)
    }
}
