import Configuration
import Findings
import Migrations
import PostgresSession
import Testing
import Tidemark
import TidemarkTesting

@Suite(.database)
struct UpTests {
    @Test func appliesInOrderAndRecords() async throws {
        let project = try Project([
            "sql/00_a.sql": "create table a (id int primary key);",
            "down/00_a_down.sql": "drop table a;",
            "sql/01_b.sql": "create table b (a_id int references a);\ninsert into b values (null);",
        ])
        let result = try await project.up()
        #expect(result.failure == nil)
        #expect(result.outcomes.map(\.id.description) == ["00_a", "01_b"])
        #expect(result.outcomes.map(\.statements) == [1, 2])
        #expect(try await project.tables() == ["a", "b"])
        #expect(try await project.events() == ["apply", "apply"])
        #expect(try await project.up().outcomes.isEmpty)
        #expect(try await project.events() == ["apply", "apply"])
        #expect(try await project.states() == ["00_a": .applied, "01_b": .applied])
    }

    @Test func recordsTextsChecksumsAndWho() async throws {
        let project = try Project([
            "sql/00_a.sql": "\u{FEFF}create table a ();\r\n",
            "down/00_a_down.sql": "drop table a;\n",
        ])
        try await project.up()
        let row = try await project.database.query(
            """
            select up_text, down_text, length(checksum), length(token_checksum), layout, \
            db_user = session_user, os_user <> '', host <> '', duration_ms >= 0, \
            recorded_at <= clock_timestamp(), statements_done, statements_total from tidemark.event
            """)[0]
        #expect(row[0] == "create table a ();\r\n")
        #expect(row[1] == "drop table a;\n")
        #expect(row[2...] == ["64", "64", "native", "t", "t", "t", "t", "t", "1", "1"])
    }

    @Test func stopsAtTheFirstFailureAndPointsAtIt() async throws {
        let project = try Project([
            "sql/00_a.sql": "create table a ();",
            "sql/01_b.sql": "create table b ();\n\ncreate table héé (\n  id integr\n);",
            "sql/02_c.sql": "create table c ();",
        ])
        let result = try await project.up()
        let failure = try #require(result.failure)
        #expect(failure.code == .failed)
        #expect(failure.server?.sqlState == "42704")
        #expect(failure.findings[0].location?.line == 4)
        #expect(failure.findings[0].location?.column == 6)
        #expect(failure.failedStatement?.number == 2)
        #expect(failure.databaseState == "nothing of 01_b is applied; 00_a is applied")
        #expect(ExitStatus(result) == .partial)
        #expect(try await project.tables() == ["a"])
        #expect(try await project.events() == ["apply", "fail"])
        let states = try await project.states()
        #expect(states == ["00_a": .applied, "01_b": .pending, "02_c": .pending])
        try project.write(["sql/01_b.sql": "create table b ();"])
        #expect(try await project.up().outcomes.count == 2)
    }

    @Test func failureOfTheFirstLeavesNothing() async throws {
        let project = try Project(["sql/00_a.sql": "create table a ();\nselect 1/0;"])
        let result = try await project.up()
        #expect(ExitStatus(result) == .failed)
        #expect(try await project.tables().isEmpty)
    }

    @Test func commitThatRollsBackIsAFailure() async throws {
        let project = try Project([
            "sql/00_a.sql": """
            create table a (id int primary key, b int references a deferrable initially deferred);
            insert into a values (1, 2);
            """
        ])
        let result = try await project.up()
        #expect(result.failure?.server?.sqlState == "23503")
        #expect(ExitStatus(result) == .failed)
        #expect(try await project.tables().isEmpty)
        #expect(try await project.states() == ["00_a": .pending])
    }

    @Test func refusesEditedMissingAndLateBeforeAnythingRuns() async throws {
        let project = try Project([
            "sql/01_a.sql": "create table a ();", "sql/02_b.sql": "create table b ();",
            "sql/03_c.sql": "create table c (); -- why",
        ])
        try await project.up()
        try project.write([
            "sql/01_a.sql": "create table a (id int);",
            "sql/03_c.sql": "create table c (); -- another reason",
            "sql/00_z.sql": "create table z ();", "sql/04_d.sql": "create table d ();",
        ])
        try project.remove("sql/02_b.sql")
        let failure = await refusal { try await project.up() }
        let rules = failure?.findings.map(\.rule) ?? []
        #expect(Set(rules) == ["edited", "missing", "out-of-order"])
        #expect(failure.map { ExitStatus($0) } == .checkFailed)
        #expect(try await project.tables() == ["a", "b", "c"])
        let states = try await project.states()
        #expect(states["03_c"] == .appliedCommentsChanged)
        #expect(states["02_b"] == .missing)
        #expect(states["00_z"] == .outOfOrder)
    }

    @Test func outOfOrderRunsWhenAllowedAndSaysSo() async throws {
        let project = try Project(["sql/01_a.sql": "create table a ();"])
        try await project.up()
        try project.write(["sql/00_z.sql": "create table z ();"])
        let result = try await project.up { $0.allowOutOfOrder = true }
        #expect(result.outcomes.count == 1)
        #expect(
            try await project.column("select out_of_order from tidemark.event order by id")
                == ["f", "t"])
    }

    @Test func stopsAtATargetAndACount() async throws {
        let project = try Project([
            "sql/01_a.sql": "create table a ();", "sql/02_b.sql": "create table b ();",
            "sql/03_c.sql": "create table c ();",
        ])
        try await project.up { $0.target = .count(1) }
        #expect(try await project.tables() == ["a"])
        try await project.up { $0.target = .version(.init(version: "02", name: "b")) }
        #expect(try await project.tables() == ["a", "b"])
    }

    @Test func refusesADatabaseWithObjectsAndNoHistory() async throws {
        let project = try Project(["sql/00_a.sql": "create table a ();"])
        _ = try await project.database.execute("create table legacy ()")
        let failure = await refusal { try await project.up() }
        #expect(failure?.findings.map(\.rule) == ["existing-objects"])
        #expect(failure?.findings[0].message.contains("public.legacy") == true)
        #expect(try await project.up { $0.allowExisting = true }.outcomes.count == 1)
    }

    @Test func emptyAndCommentOnlyFilesCount() async throws {
        let project = try Project(["sql/00_a.sql": "", "sql/01_b.sql": "-- nothing\n/* at all */"])
        let result = try await project.up()
        #expect(result.outcomes.map(\.statements) == [0, 0])
        let notes = result.findings.filter { $0.rule == "no-statement" }
        #expect(notes.map(\.evidence.count) == [2])
        #expect(try await project.states() == ["00_a": .applied, "01_b": .applied])
    }

    @Test func faultsOfAllFilesAreFoundBeforeAnythingRuns() async throws {
        let project = try Project([
            "sql/00_a.sql": "create table a ();", "sql/01_b.sql": "select 'open",
            "sql/02_c.sql": "select 1;\n\\set x 1\n",
        ])
        let failure = await refusal { try await project.up() }
        #expect(failure?.findings.count == 2)
        #expect(failure?.findings[1].location?.line == 2)
        #expect(try await project.tables().isEmpty)
    }

    @Test func copyDataIsSent() async throws {
        let project = try Project([
            "sql/00_a.sql": """
            create table a (id int, t text);
            copy a from stdin;
            1\tit's; $$ row
            2\t\\N
            \\.
            insert into a values (3, 'x');
            """
        ])
        let result = try await project.up()
        #expect(result.failure == nil)
        #expect(
            try await project.column("select coalesce(t, '-') from a order by id")
                == ["it's; $$ row", "-", "x"])
        let text = try await project.column("select up_text from tidemark.event")[0] ?? ""
        #expect(text.contains("-- tidemark: copy-data 20 bytes sha256 "))
        #expect(!text.contains("it's"))
    }

    @Test func sessionIsResetBetweenFiles() async throws {
        let project = try Project([
            "sql/00_a.sql": """
            select pg_catalog.set_config('search_path', '', false);
            set timezone to 'Asia/Tokyo';
            create temp table scratch (id int);
            create table public.a ();
            prepare p as select 1;
            """,
            "sql/01_b.sql": """
            create table b as select current_setting('TimeZone') as zone, \
            to_regclass('scratch') is null as gone;
            prepare p as select 2;
            """,
        ])
        let result = try await project.up()
        #expect(result.failure == nil)
        #expect(try await project.column("select gone from b") == ["t"])
        #expect(try await project.column("select zone from b") != ["Asia/Tokyo"])
    }

    @Test func roleLeftOnDoesNotReachHistoryOrTheNextFile() async throws {
        let role = "r\(UInt32.random(in: 0...UInt32.max))"
        let project = try Project([
            "sql/00_a.sql": """
            create role \(role);
            grant create on schema public to \(role);
            set role \(role);
            create table a ();
            """,
            "sql/01_b.sql": "create table b as select current_user as who;",
        ])
        let result = try await project.up()
        #expect(result.failure == nil)
        #expect(try await project.column("select who from b") != [role])
        #expect(
            try await project.column(
                "select pg_get_userbyid(relowner) from pg_class where relname = 'a'") == [role])
        _ = try await project.database.execute("drop owned by \(role); drop role \(role)")
    }

    @Test func whatHasNoDownIsSaidWhenItIsApplied() async throws {
        let project = try Project([
            "sql/01_a.sql": "create table a ();", "sql/02_b.sql": "create table b ();",
            "sql/03_c.sql": "-- tidemark: irreversible because\ncreate table c ();",
        ])
        let first = try await project.up().findings.filter { $0.rule == "down-missing" }
        #expect(first.map(\.message) == ["2 of 3 migrations have no DOWN"])
        #expect(first.first?.evidence.count == 2)
        try project.write([
            "sql/04_d.sql": "create table d ();", "down/04_d_down.sql": "drop table d;",
        ])
        #expect(!(try await project.up().findings.contains { $0.rule == "down-missing" }))
        #expect(!(try await project.up().findings.contains { $0.rule == "down-missing" }))
        let note = try await project.with { _, folder in folder.readMissingDowns() }
        #expect(note?.message == "2 of 4 migrations have no DOWN")
    }
}
