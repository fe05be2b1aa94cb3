import Glibc
import PostgresSession
import Testing
import TidemarkTesting

/// Each exit code of the table in the README, produced by what it stands for.
@Suite(.database) struct ExitCodeTests {
    private func shell(_ files: [String: String] = twoMigrations) throws -> Shell {
        try Shell(files, database: .current)
    }

    @Test func doneIs0() async throws {
        let shell = try shell()
        for arguments in ["up", "status --check", "plan --exit-code", "down", "up", "doctor"] {
            let ended = try await shell.bash("tidemark \(arguments)")
            #expect(ended.code == 0, ended.said)
        }
    }

    @Test func failedWithNothingChangedIs1() async throws {
        let shell = try shell(["sql/00_a.sql": "create table a ();\ncreate tabel b ();\n"])
        let ended = try await shell.tidemark("up")
        #expect(ended.code == 1, ended.said)
        #expect(ended.out.isEmpty, "nothing was done, so there is no result")
        for part in [
            "sql/00_a.sql:2:8: error: syntax error at or near \"tabel\"", "^", "SQLSTATE 42601",
            "state: nothing of 00_a is applied", "next: correct sql/00_a.sql, then: tidemark up",
        ] {
            #expect(ended.err.contains(part), ended.said)
        }
        let tables = try await TestDatabase.current.query("select to_regclass('a')")
        #expect(tables == [[nil]])
    }

    @Test func theCheckSaysNoIs2() async throws {
        let shell = try shell()
        for arguments in ["status --check", "plan --exit-code"] {
            let ended = try await shell.bash("tidemark \(arguments)")
            #expect(ended.code == 2, ended.said)
        }
    }

    @Test func refusedIs2() async throws {
        let shell = try shell()
        _ = try await shell.tidemark("up")
        _ = try await TestDatabase.current.query("insert into people values (1, 'Ada', 'a@b')")
        let ended = try await shell.tidemark("down")
        #expect(ended.code == 2, ended.said)
        #expect(ended.err.contains("no restore point"), ended.said)
        #expect(ended.err.contains("people.email: 1 row"), ended.said)
        #expect(ended.err.contains("next: back them up, then: tidemark down --allow data-loss"))
        #expect(ended.err.contains("state: nothing was changed"))
    }

    @Test func failedPartWayIs3() async throws {
        let shell = try shell([
            "sql/00_a.sql": "create table a ();\n", "sql/01_b.sql": "select 1/0;\n",
        ])
        let ended = try await shell.tidemark("up")
        #expect(ended.code == 3, ended.said)
        #expect(ended.err.contains("applied 00_a"), ended.said)
        #expect(ended.err.contains("sql/01_b.sql:1:1: error: division by zero"), ended.said)
        #expect(ended.err.contains("SQLSTATE 22012"), ended.said)
    }

    @Test func usageIs64() async throws {
        let shell = try shell()
        for arguments in ["upp", "up --nope", "up 0", "up --to", "--format xml up", "up --to 77"] {
            let ended = try await shell.bash("tidemark \(arguments)")
            #expect(ended.code == 64, ended.said)
            #expect(ended.err.contains("next: "), ended.said)
            #expect(ended.out.isEmpty, ended.said)
        }
    }

    @Test func noServerIs69() async throws {
        let ended = try await shell().tidemark("status", "--db", "host=127.0.0.1 port=1")
        #expect(ended.code == 69, ended.said)
    }

    @Test func theLockIsHeldIs75() async throws {
        let shell = try shell()
        let holder = try await TestDatabase.current.connect(applicationName: "somebody")
        // The run lock, as another run would hold it: documented in docs/history.md.
        try await holder.execute("select pg_advisory_lock(1953064037, 1835102827)")
        let ended = try await shell.tidemark("up", "--lock-wait", "200ms")
        #expect(ended.code == 75, ended.said)
        #expect(ended.err.contains("somebody"), "the holder is named: \(ended.err)")
        await holder.close()
    }

    @Test func aTableLockIsHeldIs75() async throws {
        let shell = try shell()
        _ = try await shell.tidemark("up", "1")
        let holder = try await TestDatabase.current.connect(applicationName: "reader")
        try await holder.execute("begin; select from people")
        let ended = try await shell.tidemark(
            "up", "--lock-timeout", "50ms", "--lock-attempts", "2", "--lock-backoff", "10ms..20ms")
        #expect(ended.code == 75, ended.said)
        #expect(ended.err.contains("SQLSTATE 55P03"), ended.said)
        #expect(ended.err.contains("state: nothing of 01_email is applied"), ended.said)
        await holder.close()
    }

    @Test(arguments: [(SIGINT, 130), (SIGTERM, 143)] as [(Int32, Int32)])
    func interruptedWithNothingAppliedIs128AndTheSignal(
        _ signal: Int32, _ code: Int32
    ) async throws {
        let shell = try shell(["sql/00_a.sql": "create table a ();\nselect pg_sleep(60);\n"])
        let ended = try await interrupted(shell, by: signal)
        #expect(ended.code == code, ended.said)
        #expect(ended.err.contains("state: "), ended.said)
        #expect(try await TestDatabase.current.query("select to_regclass('a')") == [[nil]])
    }

    @Test func interruptedAfterSomethingWasAppliedIs3() async throws {
        let shell = try shell([
            "sql/00_a.sql": "create table a ();\n", "sql/01_b.sql": "select pg_sleep(60);\n",
        ])
        let ended = try await interrupted(shell, by: SIGINT)
        #expect(ended.code == 3, ended.said)
        #expect(ended.err.contains("applied 00_a"), ended.said)
    }

    /// Runs `up` and sends the signal once the server sleeps.
    private func interrupted(_ shell: Shell, by signal: Int32) async throws -> Ended {
        let database = TestDatabase.current
        async let ended = shell.bash("echo $$ > pid; exec tidemark up")
        let session = try await database.connect()
        let sleeping = """
            select 1 from pg_stat_activity where datname = current_database() \
            and state = 'active' and query like 'select pg_sleep%'
            """
        while try await session.query(sleeping).rows.isEmpty {
            try await Task.sleep(for: .milliseconds(50))
        }
        await session.close()
        let pid = try shell.directory.read("pid").prefix { $0.isNumber }
        kill(try #require(Int32(pid)), signal)
        return try await ended
    }
}
