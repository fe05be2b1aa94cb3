import Configuration
import Findings
import Migrations
import PostgresSession
import Testing
import Tidemark
import TidemarkTesting

@Suite(.database)
struct SingleTransactionTests {
    @Test func allOrNothing() async throws {
        let project = try Project([
            "sql/00_a.sql": "create table a (); set search_path = '';",
            "sql/01_b.sql": "create table b ();",
            "sql/02_c.sql": "create table c ();\nselect 1/0;", "sql/03_d.sql": "create table d ();",
        ])
        let result = try await project.up { $0.singleTransaction = true }
        let failure = try #require(result.failure)
        #expect(failure.findings[0].location?.line == 2)
        #expect(failure.migration == id("02_c"))
        #expect(ExitStatus(result) == .failed)
        #expect(
            failure.databaseState == "nothing is applied: the 4 migrations were one transaction")
        #expect(failure.next?.hasSuffix("tidemark up --single-transaction") == true)
        #expect(result.outcomes.isEmpty)
        #expect(try await project.tables().isEmpty)
        try project.write(["sql/02_c.sql": "create table c ();"])
        let second = try await project.up { $0.singleTransaction = true }
        #expect(second.outcomes.count == 4)
        #expect(try await project.tables() == ["a", "b", "c", "d"])
        #expect(
            try await project.column(
                "select count(distinct xmin::text) from tidemark.event where kind = 'apply'") == [
                    "1"
                ])
    }

    @Test func refusedWithTheReasonPerFile() async throws {
        let project = try Project([
            "sql/00_a.sql": "create table a (n int);",
            "sql/01_b.sql": "create index concurrently on a (n);",
            "sql/02_c.sql": "begin; create table c (); commit;",
            "sql/03_d.sql": "-- tidemark: transaction none\ncreate table d ();",
        ])
        let failure = await refusal { try await project.up { $0.singleTransaction = true } }
        #expect(failure?.findings.map(\.rule) == Array(repeating: "single-transaction", count: 3))
        #expect(
            failure?.findings.compactMap { $0.location?.file.split(separator: "/").last }
                == ["01_b.sql", "02_c.sql", "03_d.sql"])
        #expect(failure.map { ExitStatus($0) } == .checkFailed)
        #expect(try await project.tables().isEmpty)
    }

    @Test func deferredViolationAtTheEndTakesAllBack() async throws {
        let project = try Project([
            "sql/00_a.sql": """
            create table a (id int primary key, b int references a deferrable initially deferred);
            insert into a values (1, 2);
            """,
            "sql/01_b.sql": "create table b ();",
        ])
        let result = try await project.up { $0.singleTransaction = true }
        #expect(result.failure?.server?.sqlState == "23503")
        #expect(ExitStatus(result) == .failed)
        #expect(try await project.tables().isEmpty)
    }

    @Test func aNewEnumValueNeedsItsCommit() async throws {
        let project = try Project([
            "sql/00_e.sql": "create type e as enum ('a'); create table t (e e);",
            "sql/01_v.sql": "alter type e add value 'b';",
            "sql/02_u.sql": "insert into t values ('b');",
        ])
        // From 17 on a value of a type that the same transaction made can be used at once.
        #expect(try await project.up { $0.target = .count(1) }.failure == nil)
        let result = try await project.up { $0.singleTransaction = true }
        #expect(result.failure?.server?.sqlState == "55P04")
        #expect(
            result.failure?.findings.first?.remedy?.contains("run without --single-transaction")
                == true)
        #expect(try await project.up().failure == nil)
    }
}
