import Configuration
import Findings
import Migrations
import PostgresSession
import Testing
import Tidemark
import TidemarkTesting

/// Cases 46, 47 and 48: files with transactions of their own.
@Suite(.database)
struct OwnTransactionTests {
    @Test func case46SeveralBlocksAndStatementsBetween() async throws {
        let project = try Project([
            "sql/00_a.sql": """
            create table t (n int);
            BEGIN;
            insert into t values (1);
            savepoint s; insert into t values (99); rollback to s; release savepoint s;
            COMMIT;
            insert into t values (2);
            START TRANSACTION ISOLATION LEVEL SERIALIZABLE, READ WRITE;
            insert into t select count(*) * 10 from t;
            END;
            insert into t values (3);
            begin work; insert into t values (4); commit work;
            """
        ])
        let result = try await project.up()
        #expect(result.failure == nil)
        #expect(
            try await project.column("select array_agg(n order by n) from t") == ["{1,2,3,4,20}"])
        #expect(try await project.history() == ["00_a": "applied"])
        #expect(
            try await project.column("select statements_done from tidemark.event order by id")
                == ["1", "8", "9", "12", "13", "16"])
    }

    @Test func case46FailureInTheSecondBlockIsNamedAndResumed() async throws {
        let project = try Project([
            "sql/00_a.sql": """
            begin; create table a (n int); insert into a values (1); commit;
            begin;
            insert into a values (2);
            insert into a values ('x');
            commit;
            create table b ();
            """
        ])
        let result = try await project.up()
        let failure = try #require(result.failure)
        #expect(failure.failedStatement?.number == 7)
        #expect(failure.findings[0].location?.line == 4)
        #expect(
            failure.databaseState
                == "statements 1 to 4 of 9 of 00_a are applied, the rest is not")
        #expect(failure.next?.contains("tidemark up") == true)
        #expect(ExitStatus(result) == .partial)
        #expect(try await project.history() == ["00_a": "partial 4/9"])
        #expect(try await project.column("select n from a") == ["1"])

        let edited = await refusal {
            try project.write(["sql/00_a.sql": "begin; create table z (n int); commit;"])
            return try await project.up()
        }
        #expect(edited?.findings.map(\.rule) == ["resume-edited"])

        try project.write([
            "sql/00_a.sql": """
            begin; create table a (n int); insert into a values (1); commit;
            begin;
            insert into a values (2);
            insert into a values (3);
            commit;
            create table b ();
            """
        ])
        let second = try await project.up()
        #expect(second.failure == nil)
        #expect(second.outcomes.map(\.resumedAfter) == [4])
        #expect(try await project.column("select array_agg(n order by n) from a") == ["{1,2,3}"])
        #expect(try await project.history() == ["00_a": "applied"])
    }

    @Test func case46AbortedBlockIsAFailureAtItsStatement() async throws {
        let project = try Project([
            "sql/00_a.sql": "begin;\ncreate table a (n int);\nselect 1/0;\ncommit;"
        ])
        let result = try await project.up()
        #expect(result.failure?.server?.sqlState == "22012")
        #expect(ExitStatus(result) == .failed)
        #expect(try await project.tables().isEmpty)
    }

    @Test(arguments: [
        ("create table a ();\ncommit;", 2), ("begin;\ncreate table a ();", 1),
        ("create table a ();\nrollback;", 2), ("begin; select 1;\ncommit and chain; commit;", 2),
        ("begin; select 1;\nprepare transaction 'x';", 2),
        ("begin;\ncreate index concurrently i on a (b);\ncommit;", 2),
    ])
    func case47OtherControlIsRefusedWithItsPlace(_ sql: String, _ line: Int) async throws {
        let project = try Project(["sql/00_a.sql": sql])
        let failure = await refusal { try await project.up() }
        #expect(failure?.findings.first?.rule == "transaction-control")
        #expect(failure?.findings.first?.location?.line == line)
        #expect(failure?.findings.first?.remedy != nil)
        #expect(failure.map { ExitStatus($0) } == .checkFailed)
        #expect(try await project.tables().isEmpty)
    }

    @Test func case47CommitWithoutBeginIsAWarningInForeignLayouts() async throws {
        let project = try Project([
            "sql/1_a.up.sql": """
            create table a ();
            COMMIT;
            BEGIN;
            create table b ();
            COMMIT;
            create table c ();
            COMMIT;
            """,
            "sql/1_a.down.sql": "drop table a, b, c;",
        ])
        let result = try await project.up([.layout: "golang-migrate"])
        #expect(result.failure == nil)
        #expect(result.findings.count { $0.rule == "transaction-control" } == 2)
        #expect(
            result.findings.allSatisfy {
                $0.rule != "transaction-control" || $0.severity == .warning
            })
        #expect(try await project.tables() == ["a", "b", "c"])
        #expect(try await project.history() == ["1_a": "applied"])
    }

    @Test func case47RollbackRunsWhereTheFileAsksForNoTransaction() async throws {
        let project = try Project([
            "sql/00_a.sql": """
            -- tidemark: transaction none
            create table a (n int);
            begin; insert into a values (1); rollback;
            rollback;
            insert into a values (2);
            """
        ])
        let result = try await project.up()
        #expect(result.failure?.findings.map(\.message) == nil)
        #expect(try await project.column("select n from a") == ["2"])
        #expect(try await project.history() == ["00_a": "applied"])
    }

    @Test func case48ACommittingProcedureIsRefusedWithARemedy() async throws {
        let procedure = """
            create procedure p() language plpgsql as
            $$ begin create table a (n int); commit; insert into a values (1); end $$;
            """
        let project = try Project(["sql/00_p.sql": procedure, "sql/01_c.sql": "call p();"])
        let result = try await project.up()
        #expect(result.failure?.server?.sqlState == "2D000")
        #expect(
            result.failure?.findings[0].remedy?.contains("-- tidemark: transaction none") == true)
        #expect(try await project.tables().isEmpty)
        try project.write(["sql/01_c.sql": "-- tidemark: transaction none\ncall p();"])
        let second = try await project.up()
        #expect(second.failure == nil)
        #expect(try await project.column("select n from a") == ["1"])
        #expect(try await project.events() == ["apply", "fail", "start", "apply"])
    }

    @Test func case48ACommittingProcedureThatFailsPartWayIsPartial() async throws {
        let project = try Project([
            "sql/00_a.sql": """
            -- tidemark: transaction none
            do $$ begin create table a (n int); commit; perform 1/0; end $$;
            """
        ])
        let result = try await project.up()
        #expect(result.failure?.server?.sqlState == "22012")
        #expect(ExitStatus(result) == .partial)
        #expect(result.failure?.databaseState.contains("committed itself stays") == true)
        #expect(try await project.tables() == ["a"])
    }

    @Test func transactionNoneRunsEachStatementWithItsHistory() async throws {
        let project = try Project([
            "sql/00_a.sql": """
            -- tidemark: transaction none
            create table a (n int);
            insert into a values (1);
            select 1/0;
            """
        ])
        let result = try await project.up()
        #expect(ExitStatus(result) == .partial)
        #expect(try await project.history() == ["00_a": "partial 2/3"])
        #expect(try await project.column("select n from a") == ["1"])
    }
}
