import Configuration
import Findings
import Migrations
import PostgresSession
import Testing
import Tidemark
import TidemarkTesting

/// Cases 44, 45, 49, 50, 52, 53, 54 and 58: what surprises inside a transaction.
@Suite(.database)
struct StatementTrapTests {
    @Test func case44EnumValueIsUsableInTheNextFileOnly() async throws {
        let project = try Project([
            "sql/00_e.sql": "create type e as enum ('a'); create table t (e e);",
            "sql/01_v.sql": "alter type e add value 'b'; insert into t values ('b');",
        ])
        let result = try await project.up()
        #expect(result.failure?.server?.sqlState == "55P04")
        #expect(result.failure?.findings[0].remedy?.contains("next migration") == true)
        try project.write([
            "sql/01_v.sql": "alter type e add value 'b';",
            "sql/02_u.sql": "insert into t values ('b');",
        ])
        let together = try await project.up { $0.singleTransaction = true }
        #expect(together.failure?.server?.sqlState == "55P04")
        #expect(ExitStatus(together) == .failed)
        #expect(try await project.up().failure == nil)
        #expect(try await project.column("select e from t") == ["b"])
    }

    @Test func case45LockTableRuns() async throws {
        let project = try Project([
            "sql/00_a.sql": "create table a ();", "sql/01_l.sql": "lock table a;",
        ])
        #expect(try await project.up().failure == nil)
    }

    @Test func case49DeferredForeignKeyTakesHistoryBackWithIt() async throws {
        let project = try Project([
            "sql/00_a.sql": """
            create table a (id int primary key);
            create table b (a int references a deferrable initially deferred);
            """,
            "sql/01_b.sql": "begin; insert into b values (1); commit;",
            "sql/02_c.sql": "create table c ();",
        ])
        let result = try await project.up()
        #expect(result.failure?.server?.sqlState == "23503")
        #expect(result.failure?.migration == id("01_b"))
        #expect(ExitStatus(result) == .partial)
        #expect(result.failure?.databaseState == "nothing of 01_b is applied; 00_a is applied")
        #expect(try await project.column("select count(*) from b") == ["0"])
        #expect(try await project.history()["01_b"] == "failed")
    }

    @Test func case50PendingTriggerEventsAreTold() async throws {
        let project = try Project([
            "sql/00_a.sql": """
            create table a (id int primary key);
            create table b (a int references a deferrable initially deferred);
            insert into a values (1);
            insert into b values (1);
            alter table b add column n int;
            """
        ])
        let result = try await project.up()
        #expect(result.failure?.server?.sqlState == "55006")
        #expect(result.failure?.failedStatement?.number == 5)
        #expect(try await project.tables().isEmpty)
    }

    @Test func case52TemporaryTableOnCommitDrop() async throws {
        let project = try Project([
            "sql/00_a.sql": """
            create temp table tt (a int) on commit drop;
            insert into tt values (1);
            create table kept as select * from tt;
            """
        ])
        #expect(try await project.up().failure == nil)
        #expect(try await project.column("select a from kept") == ["1"])
    }

    @Test func case53SetLocalActsInsideTheTransaction() async throws {
        let project = try Project([
            "sql/00_a.sql": """
            set local lock_timeout = '1234ms';
            create table a as select current_setting('lock_timeout') as t;
            """
        ])
        #expect(try await project.up().failure == nil)
        #expect(try await project.column("select t from a") == ["1234ms"])
    }

    @Test func case54ReadOnlyDefaultIsToldBeforeAnythingRuns() async throws {
        let project = try Project(["sql/00_a.sql": "create table a ();"])
        _ = try await project.database.execute(
            "alter database \(project.database.name) set default_transaction_read_only = on")
        let failure = await refusal { try await project.up() }
        #expect(failure?.findings.map(\.rule) == ["read-only"])
        #expect(failure?.databaseState == "nothing was changed")
        #expect(failure.map { ExitStatus($0) } == .failed)
        #expect(try await project.column("select to_regnamespace('tidemark')") == [nil])
    }

    @Test func case58NewerSyntaxIsPointedAt() async throws {
        let project = try Project(["sql/00_a.sql": "create table a ();\n  create tabel b ();"])
        let result = try await project.up()
        #expect(result.failure?.server?.sqlState == "42601")
        #expect(result.failure?.findings[0].location?.line == 2)
        #expect(result.failure?.findings[0].location?.column == 10)
        #expect(try await project.tables().isEmpty)
    }

    @Test func aStatementThatEndsTheTransactionIsNoticed() async throws {
        // The setting is off to a reader of the file and on to the server, as the ROLLBACK takes it back:
        // what reads as one string is three statements.
        let project = try Project([
            "sql/00_a.sql": """
            -- tidemark: transaction none
            begin; set standard_conforming_strings = off; rollback;
            select '\\'; commit; select ' -- \\'
            ;
            """
        ])
        let result = try await project.up()
        #expect(result.failure?.findings.map(\.rule) == ["transaction-ended"])
        #expect(ExitStatus(result) == .partial)
        #expect(try await project.history() == ["00_a": "partial 3/4"])
    }

    @Test(arguments: [
        ("select\u{A0}1;", "U+00A0 at line 1, column 7"),
        ("select 1;\nselect \u{2018}a\u{2019};", "U+2018 at line 2, column 8"),
        ("create table a (n int \u{2013} 1);", "U+2013 at line 1, column 23"),
    ])
    func case24ACharacterThatOnlyLooksRightIsNamed(_ sql: String, _ place: String) async throws {
        let project = try Project(["sql/00_a.sql": sql])
        let result = try await project.up()
        #expect(result.failure?.findings.first?.remedy == "replace the character \(place)")
    }

    @Test func anOrdinaryMistakeNamesNoCharacter() async throws {
        let project = try Project(["sql/00_a.sql": "select größe, 'a\u{A0}b';"])
        let result = try await project.up()
        #expect(result.failure?.server?.sqlState == "42703")
        #expect(result.failure?.findings.first?.remedy == nil)
    }

    @Test func aTimeoutOfConcurrentlyNamesItsOwnSetting() async throws {
        let project = try Project([
            "sql/00_a.sql": """
            create table a (n int); insert into a select generate_series(1, 9);
            create function slow(n int) returns int language plpgsql immutable
              as $$begin perform pg_sleep(1); return n; end$$;
            create index concurrently i on a (slow(n));
            """
        ])
        let result = try await project.up([.concurrentlyStatementTimeout: "50ms"])
        #expect(result.failure?.server?.sqlState == "57014")
        #expect(
            result.failure?.findings.first?.remedy
                == "allow more time: --concurrently-statement-timeout 2h")
    }

    @Test func aRoleThatIsNotThereIsNoFaultOfTheFile() async throws {
        let project = try Project(["sql/00_a.sql": "create table a ();"])
        try await project.up()
        try project.write(["sql/01_b.sql": "create table b ();"])
        let result = try await project.up([.role: "nobody_of_this_name"])
        #expect(result.failure?.code == .unusable)
        #expect(result.failure?.findings.map(\.rule) == ["role"])
        #expect(result.failure?.findings.first?.location == nil)
        #expect(ExitStatus(result) == .failed)
    }
}
