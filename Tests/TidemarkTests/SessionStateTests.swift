import Configuration
import Findings
import Migrations
import PostgresSession
import Testing
import Tidemark
import TidemarkTesting

/// Case 41 and what else a script may do to its session.
@Suite(.database)
struct SessionStateTests {
    @Test func case41SearchPathOfADumpDoesNotHideHistory() async throws {
        let project = try Project([
            "sql/00_a.sql": """
            select pg_catalog.set_config('search_path', '', false);
            create table public.a ();
            create index concurrently i on public.b (n);
            """,
            "sql/01_c.sql": "create table c as select current_setting('search_path') as path;",
        ])
        // Fails half-way on purpose, so that events are written under the empty path too.
        #expect(try await project.up().failure?.server?.sqlState == "42P01")
        #expect(try await project.history() == ["00_a": "partial 2/3"])
        _ = try await project.database.execute("create table b (n int)")
        #expect(try await project.up().failure == nil)
        #expect(try await project.column("select path from c") == ["\"$user\", public"])
    }

    @Test func settingsOfDoneStatementsHoldWhenAScriptIsResumed() async throws {
        let project = try Project([
            "sql/00_a.sql": """
            create schema app;
            set search_path = app;
            set application_name = 'resumed';
            create table t (n int);
            insert into t values (1), (1);
            create unique index concurrently i on t (n);
            create table u as select current_setting('application_name') as name;
            """
        ])
        #expect(try await project.up().failure?.server?.sqlState == "23505")
        _ = try await project.database.execute(
            "delete from app.t where ctid = (select min(ctid) from app.t)")
        #expect(try await project.up().failure == nil)
        #expect(try await project.column("select name from app.u") == ["resumed"])
        #expect(try await project.column("select 'app.i'::regclass") == ["app.i"])
    }

    @Test func roleAndAuthorizationLeftOn() async throws {
        let role = "r\(UInt32.random(in: 0...UInt32.max))"
        let project = try Project([
            "sql/00_a.sql": """
            create role \(role);
            grant create on schema public to \(role);
            set session authorization \(role);
            create table a (n int);
            create index concurrently on a (n);
            """,
            "sql/01_b.sql": "set role \(role); create table b ();",
            "sql/02_c.sql": "create table c as select current_user, session_user;",
        ])
        #expect(try await project.up().failure == nil)
        #expect(try await project.column("select current_user from c") == ["postgres"])
        #expect(
            try await project.column("select distinct db_user from tidemark.event") == ["postgres"])
        _ = try await project.database.execute("drop owned by \(role); drop role \(role)")
    }

    @Test func configuredRoleOwnsWhatIsMade() async throws {
        let role = "r\(UInt32.random(in: 0...UInt32.max))"
        let project = try Project(["sql/00_a.sql": "create table a ();"])
        _ = try await project.database.execute(
            """
            create role \(role); grant create on schema public to \(role);
            do $$ begin execute format('grant create on database %I to \(role)', current_database()); end $$
            """)
        #expect(try await project.up([.role: role]).failure == nil)
        #expect(
            try await project.column(
                "select distinct pg_get_userbyid(relowner) from pg_class where relname in ('a', 'event')"
            )
                == [role])
        _ = try await project.database.execute("drop owned by \(role); drop role \(role)")
    }

    @Test func discardAllKeepsTheRun() async throws {
        let project = try Project([
            "sql/00_a.sql": """
            create table a ();
            discard all;
            create table b as select current_setting('lock_timeout') as t;
            """,
            "sql/01_c.sql": "create table c ();",
        ])
        #expect(try await project.up().failure == nil)
        #expect(try await project.tables() == ["a", "b", "c"])
        #expect(try await project.column("select t from b") == ["1s"])
    }

    @Test(arguments: ["discard all;", "select pg_advisory_unlock_all();"])
    func aReleasedRunLockIsTakenAgain(_ sql: String) async throws {
        let project = try Project([
            "sql/00_a.sql": sql,
            "sql/01_b.sql": """
            create table b as select count(*) as locks from pg_locks \
            where locktype = 'advisory' and pid = pg_backend_pid();
            """,
        ])
        #expect(try await project.up().failure == nil)
        #expect(try await project.column("select locks from b") == ["1"])
    }

    @Test func aRunLockThatAnotherRunHasTakenStopsTheRun() async throws {
        let project = try Project([
            "sql/00_a.sql": "select pg_sleep(0.3); select pg_advisory_unlock_all();",
            "sql/01_b.sql": "create table b ();",
        ])
        let result = try await whileAnotherWaits(project) { try await project.up() }
        let failure = try #require(result.failure)
        #expect(failure.findings.map(\.rule) == ["run-lock-lost"])
        #expect(failure.code == .lockNotObtained)
        #expect(ExitStatus(result) == .partial)
        #expect(try await project.tables().isEmpty)
        #expect(try await project.events() == ["apply"])
        #expect(try await project.up().failure == nil)
    }

    @Test func aRunLockLostToDiscardAllStopsBeforeTheNextStatement() async throws {
        let project = try Project([
            "sql/00_a.sql": """
            create table a ();
            select pg_sleep(0.3);
            discard all;
            create table b ();
            """
        ])
        let result = try await whileAnotherWaits(project) { try await project.up() }
        #expect(result.failure?.findings.map(\.rule) == ["run-lock-lost"])
        #expect(try await project.tables() == ["a"])
        #expect(try await project.history() == ["00_a": "partial 3/4"])
        #expect(try await project.up().failure == nil)
        #expect(try await project.tables() == ["a", "b"])
    }

    /// Another session waits for the run lock, so that it has it the moment it is released.
    private func whileAnotherWaits(
        _ project: Project, _ body: @Sendable () async throws -> RunResult
    ) async throws -> RunResult {
        let other = try await project.database.connect()
        let watcher = try await project.database.connect()
        async let result = body()
        try await eventually(
            watcher,
            "select exists (select from pg_locks where locktype = 'advisory' and granted and database = "
                + "(select oid from pg_database where datname = current_database()))")
        try await other.execute("select pg_advisory_lock(1953064037, 1835102827)")
        let value = try await result
        await other.close()
        await watcher.close()
        return value
    }

    @Test func standardConformingStringsOffInAFile() async throws {
        let project = try Project([
            "sql/00_a.sql": """
            create table a (t text);
            set standard_conforming_strings = off;
            set escape_string_warning = off;
            insert into a values ('it\\'s; here');
            """,
            "sql/01_b.sql": "insert into a values ('C:\\'); insert into a values ('x');",
        ])
        #expect(try await project.up().failure == nil)
        #expect(
            try await project.column("select t from a order by t") == ["C:\\", "it's; here", "x"])
    }

    @Test func standardConformingStringsOffInTheDatabase() async throws {
        let project = try Project([
            "sql/00_a.sql": "create table a (t text); insert into a values ('it\\'s; here');"
        ])
        _ = try await project.database.execute(
            """
            do $$ begin execute format(
              'alter database %I set standard_conforming_strings = off', current_database()); end $$
            """)
        #expect(try await project.up().failure == nil)
        #expect(try await project.column("select t from a") == ["it's; here"])
        #expect(try await project.up().outcomes.isEmpty)
    }

    @Test func sequencesCursorsListenersAndSettingsDoNotLeak() async throws {
        let project = try Project([
            "sql/00_a.sql": """
            create sequence s cache 10; select nextval('s'); listen here;
            declare c cursor with hold for select 1; set my.key = 'x'; set lock_timeout = '7s';
            """,
            "sql/01_b.sql": """
            create table b as select (select count(*) from pg_cursors) as cursors,
              (select count(*) from pg_listening_channels()) as channels,
              coalesce(current_setting('my.key', true), '') as key,
              current_setting('lock_timeout') as wait, nextval('s') as next;
            """,
        ])
        #expect(try await project.up().failure == nil)
        let row = try await project.database.query("select * from b")[0]
        #expect(row == ["0", "0", "", "1s", "11"])
    }
}
