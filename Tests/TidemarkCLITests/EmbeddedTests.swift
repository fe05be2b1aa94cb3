import PostgresSession
import Testing
import TidemarkTesting

/// Private servers, the demonstration and the shim.
struct EmbeddedTests {
    /// Lists the folder of the private server that the output in `out` names, if it is there; others may
    /// be of tests that run at the same time.
    private static let leftovers = """
        folder=$(grep -o '/tmp/tidemark-[a-z0-9]*' out | head -n 1); rm out; ls -A
        if [ -n "$folder" ]; then ls -d "$folder" 2>/dev/null; fi; true
        """

    @Test func oneCommandOnAPrivateServer() async throws {
        let shell = try Shell(twoMigrations)
        let ended = try await shell.tidemark("--embedded", "up")
        #expect(ended.code == 0, ended.said)
        #expect(ended.out.contains("applied 2 migrations"), ended.said)
        let again = try await shell.tidemark("status", "--embedded", "--check")
        #expect(again.code == 2, "each has a server of its own: \(again.out)")
    }

    @Test func anotherPortInTheEnvironmentDoesNotMatter() async throws {
        let ended = try await Shell(twoMigrations).tidemark(
            "--embedded", "status", extra: ["PGPORT": "5999", "PGHOST": "nowhere", "PGUSER": "x"])
        #expect(ended.code == 0, ended.said)
    }

    @Test func programsThatAreNotThere() async throws {
        let ended = try await Shell(twoMigrations).tidemark(
            "--embedded", "up", extra: ["TIDEMARK_PG_BINDIR": "/nowhere"])
        #expect(ended.code == 69, ended.said)
        #expect(ended.err.contains("TIDEMARK_PG_BINDIR is /nowhere"), ended.said)
        #expect(ended.err.contains("next: "), ended.said)
    }

    @Test func theDemonstrationInAnEmptyFolder() async throws {
        let shell = try Shell()
        let ended = try await shell.tidemark("demo")
        #expect(ended.code == 0, ended.said)
        for part in [
            "$ tidemark status", "$ tidemark up", "$ tidemark down        # there are rows now",
            "rows, and there is no restore point", "$ tidemark down --all --allow data-loss",
            "$ tidemark history", "up, down and up again in ",
        ] {
            #expect(ended.out.contains(part), ended.said)
        }
        try shell.directory.write("out", ended.out)
        let left = try await shell.bash(Self.leftovers)
        #expect(left.out.isEmpty, left.said)
    }

    @Test func theDemonstrationInTheRepository() async throws {
        let shell = try Shell()
        let ended = try await shell.bash("cd '\(Shell.root)' && tidemark demo")
        #expect(ended.code == 0, ended.said)
        #expect(ended.out.contains("00_task_bus") || ended.err.contains("00_task_bus"), ended.said)
    }

    @Test func theDemonstrationOfAFolderWithoutAWayBack() async throws {
        let ended = try await Shell(["sql/00_a.sql": "create table a ();\n"]).tidemark("demo")
        #expect(ended.code == 2, ended.said)
        #expect(ended.out.contains("00_a has no DOWN"), ended.said)
        #expect(ended.out.contains("up, and no way back down"), ended.said)
    }

    @Test(arguments: ["INT", "TERM", "KILL"])
    func theDemonstrationLeavesNothingWhenItIsStopped(_ signal: String) async throws {
        let shell = try Shell()
        let ended = try await shell.bash(
            """
            timeout -s \(signal) 2 tidemark demo > out 2>/dev/null
            sleep 2
            \(Self.leftovers)
            """)
        #expect(ended.out.isEmpty, ended.said)
    }

    @Test func theShimIsInPrivateServersOnly() async throws {
        let files = [
            "tidemark.yml": "platform: supabase\n",
            "sql/00_a.sql": "create view a as select auth.uid() as id;\n",
        ]
        let ended = try await Shell(files).tidemark("--embedded", "up")
        #expect(ended.code == 0, ended.said)
    }

    @Test(.server()) func theShimNeedsItsFlagElsewhere() async throws {
        let files = [
            "tidemark.yml": "platform: supabase\n",
            "sql/00_a.sql": "create view a as select auth.uid() as id;\n",
        ]
        let shell = try Shell(files, database: .current)
        let refused = try await shell.tidemark("up")
        #expect(refused.code == 1, refused.said)
        #expect(refused.err.contains("schema \"auth\" does not exist"), refused.said)
        let installed = try await shell.tidemark("up", "--install-shim")
        #expect(installed.code == 0, installed.said)
        let again = try await shell.tidemark("redo", "--install-shim")
        #expect(again.code == 2 || again.code == 0, again.said)
    }

    @Test(.server()) func theShimIsRefusedBesideARealAuth() async throws {
        let database = TestDatabase.current
        try await database.execute("create schema auth; create table auth.users (id int)")
        let shell = try Shell(["sql/00_a.sql": "select 1;\n"], database: database)
        let ended = try await shell.tidemark("up", "--install-shim", "--shim", "supabase")
        #expect(ended.code == 2, ended.said)
        #expect(ended.err.contains("[foreign-schema]"), ended.said)
        #expect(ended.err.contains("nothing was changed"), ended.said)
        #expect(try await database.query("select to_regnamespace('tidemark')") == [[nil]])
    }
}
