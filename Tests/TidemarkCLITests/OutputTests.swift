import Testing
import TidemarkTesting

/// Where output goes, and what happens when it cannot.
@Suite(.database) struct OutputTests {
    private func shell() throws -> Shell { try Shell(twoMigrations, database: .current) }

    @Test func aClosedOutputIsRefusedBeforeAnythingRuns() async throws {
        let ended = try await shell().bash("tidemark up >&-")
        #expect(ended.code == 1, ended.said)
        #expect(ended.err.contains("standard output is closed"), ended.said)
        #expect(ended.err.contains("state: nothing was changed"), ended.said)
        #expect(try await TestDatabase.current.query("select to_regclass('people')") == [[nil]])
    }

    @Test func everyDescriptorClosedHarmsNothing() async throws {
        let ended = try await shell().bash("tidemark up <&- >&- 2>&-; echo $?")
        #expect(ended.out == "1\n", ended.said)
        let quiet = try await shell().bash("tidemark up <&- 2>&-")
        #expect(quiet.code == 0, quiet.said)
        #expect(quiet.out.contains("applied 2 migrations"), quiet.said)
    }

    @Test func aFullDiskIsNoSuccess() async throws {
        let shell = try shell()
        let looking = try await shell.bash("tidemark status >/dev/full")
        #expect(looking.code == 1, looking.said)
        #expect(looking.err.contains("No space left on device"), looking.said)
        #expect(looking.err.contains("state: nothing was changed"), looking.said)
        let changing = try await shell.bash("tidemark up >/dev/full")
        #expect(changing.code == 3, changing.said)
        #expect(changing.err.contains("the command did its work all the same"), changing.said)
        for line in ["--version", "help", "man", "completions bash", "up --format json"] {
            let ended = try await shell.bash("tidemark \(line) >/dev/full")
            #expect(ended.code == 1, ended.said)
        }
    }

    @Test func aReaderThatIsGoneStopsNothing() async throws {
        let ended = try await shell().bash(
            "tidemark up --verbose 2>/dev/null | head -0; echo ${PIPESTATUS[0]}")
        #expect(ended.out == "0\n", ended.said)
        let history = try await shell().bash("tidemark history | head -1; echo ${PIPESTATUS[0]}")
        #expect(history.out.split(separator: "\n").count == 2, history.said)
        #expect(history.out.hasSuffix("\n0\n"), history.said)
        let tables = try await TestDatabase.current.query("select to_regclass('people')")
        #expect(tables == [["people"]])
    }

    @Test func resultsAreOnOutputAndTalkIsNot() async throws {
        let ended = try await shell().tidemark("up")
        #expect(ended.out.hasPrefix("applied 2 migrations in "), ended.said)
        #expect(ended.err.contains("applied 00_people"), ended.said)
    }

    @Test func aFailureInABodyHasItsLine() async throws {
        let shell = try Shell(
            [
                "sql/00_a.sql": """
                create table a (x int);
                do $$
                begin
                  insert into a values (1);
                  insert into a values ('one');
                end $$;

                """,
                "sql/01_b.sql": """
                create function f() returns trigger language plpgsql as $$
                begin
                  perform 1 / 0;
                end $$;
                create trigger t before insert on a for each row execute function f();
                insert into a values (2);

                """,
            ], database: .current)
        let inBlock = try await shell.tidemark("up")
        #expect(inBlock.err.contains("sql/00_a.sql:5:25: error: invalid input"), inBlock.said)
        #expect(inBlock.err.contains("│                         ^\n"), inBlock.said)
        try shell.write("sql/00_a.sql", "create table a (x int);\n")
        let inFunction = try await shell.tidemark("up")
        #expect(inFunction.err.contains("sql/01_b.sql:3:"), inFunction.said)
        #expect(inFunction.err.contains("division by zero"), inFunction.said)
    }

    @Test func quietLeavesTheResult() async throws {
        let ended = try await shell().tidemark("up", "--quiet")
        #expect(ended.code == 0)
        #expect(ended.err.isEmpty, ended.said)
        #expect(ended.out.hasPrefix("applied 2 migrations"), ended.said)
    }

    @Test func quietStillSaysWhatFailed() async throws {
        let shell = try Shell(["sql/00_a.sql": "select 1/0;\n"], database: .current)
        let ended = try await shell.tidemark("-q", "up")
        #expect(ended.code == 1, ended.said)
        #expect(ended.err.contains("division by zero"), ended.said)
    }

    @Test func verboseShowsStatements() async throws {
        let ended = try await shell().tidemark("up", "-v")
        #expect(ended.err.contains("00_people 1/1: create table people"), ended.said)
    }

    @Test func colorsFollowTheOptionAndTheTerminal() async throws {
        let shell = try shell()
        let escape = "\u{1B}["
        #expect(try await shell.tidemark("status").out.contains(escape) == false)
        #expect(try await shell.tidemark("status", "--color", "always").out.contains(escape))
        #expect(try await shell.tidemark("status", "--color=never").out.contains(escape) == false)
        #expect(try await shell.terminal("tidemark status").out.contains(escape))
        let plain = try await shell.terminal("NO_COLOR=1 tidemark status")
        #expect(plain.out.contains(escape) == false, plain.said)
    }
}
