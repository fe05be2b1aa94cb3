import Configuration
import Findings
import Migrations
import PostgresSession
import Testing
import Tidemark
import TidemarkTesting

/// COPY inside migrations (cases 37 and 38 as they run).
@Suite(.database)
struct CopyRunTests {
    @Test func csvDataWithQuotesAndLineEnds() async throws {
        let project = try Project([
            "sql/00_a.sql": """
            create table a (x text, y text);
            copy a from stdin with (format csv, header);
            x,y
            "x;y","it's"
            "two
            lines",$$
            \\.
            copy a (y) from stdin;
            -- no comment
            \\.
            insert into a values ('last', null);
            """
        ])
        #expect(try await project.up().failure == nil)
        #expect(
            try await project.column("select coalesce(x, '-') || '|' || coalesce(y, '-') from a")
                == ["x;y|it's", "two\nlines|$$", "-|-- no comment", "last|-"])
    }

    @Test func dataUpToTheEndOfTheFile() async throws {
        let project = try Project([
            "sql/00_a.sql": "create table a (n int);\ncopy a from stdin;\n1\n2"
        ])
        #expect(try await project.up().failure == nil)
        #expect(try await project.column("select sum(n) from a") == ["3"])
    }

    @Test func aFailingLineIsPointedAt() async throws {
        let project = try Project([
            "sql/00_a.sql": "create table a (n int);\ncopy a from stdin;\n1\nx\n3\n\\.\n"
        ])
        let result = try await project.up()
        let failure = try #require(result.failure)
        #expect(failure.server?.sqlState == "22P02")
        #expect(failure.failedStatement?.number == 2)
        #expect(failure.findings[0].location?.line == 4)
        #expect(try await project.tables().isEmpty)
        #expect(try await project.history() == ["00_a": "failed"])
    }

    @Test func dataInAnOwnBlockAndOutsideATransaction() async throws {
        let project = try Project([
            "sql/00_a.sql":
                "create table a (n int);\nbegin;\ncopy a from stdin;\n1\n\\.\ncommit;\n",
            "sql/01_b.sql": "-- tidemark: transaction none\ncopy a from stdin;\n2\n\\.\n",
        ])
        #expect(try await project.up().failure == nil)
        #expect(try await project.column("select sum(n) from a") == ["3"])
    }

    @Test func copyToStandardOutputIsReadAndDropped() async throws {
        let project = try Project([
            "sql/00_a.sql": """
            create table a (n int);
            insert into a select generate_series(1, 10000);
            copy a to stdout;
            copy (select 1) to stdout (format binary);
            insert into a values (0);
            """
        ])
        #expect(try await project.up().failure == nil)
        #expect(try await project.column("select count(*) from a") == ["10001"])
    }

    @Test func aLargeBlockIsStreamedFromItsFile() async throws {
        var text = "create table a (n int, t text);\ncopy a from stdin;\n"
        let line = "\t" + String(repeating: "x", count: 1000) + "\n"
        for number in 0..<35_000 { text += "\(number)" + line }
        let project = try Project(["sql/00_a.sql": text + "\\.\ncreate index on a (n);\n"])
        #expect(try await project.up().failure == nil)
        #expect(try await project.column("select count(*), max(n) from a") == ["35000"])
        #expect(
            try await project.column("select length(up_text) < 300 from tidemark.event") == ["t"])
        #expect(try await project.up().outcomes.isEmpty)
    }
}
