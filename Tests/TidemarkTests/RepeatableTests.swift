import Configuration
import Findings
import Migrations
import PostgresSession
import Testing
import Tidemark
import TidemarkTesting

@Suite(.database)
struct RepeatableTests {
    @Test func runsAgainWhenItChanges() async throws {
        let project = try Project([
            "sql/V1__a.sql": "create table a (n int);",
            "sql/R__view.sql": "create or replace view v as select n from a;",
        ])
        #expect(try await project.up([.layout: "flyway"]).outcomes.count == 2)
        #expect(try await project.up([.layout: "flyway"]).outcomes.isEmpty)
        try project.write([
            "sql/R__view.sql": "create or replace view v as select n from a; -- same"
        ])
        #expect(try await project.up([.layout: "flyway"]).outcomes.isEmpty)
        try project.write([
            "sql/R__view.sql": "create or replace view v as select n, 1 as m from a;"
        ])
        let result = try await project.up([.layout: "flyway"])
        #expect(result.outcomes.map(\.id.name) == ["view"])
        #expect(
            try await project.column(
                "select count(*) from information_schema.columns where table_name = 'v'") == ["2"])
        #expect(try await project.events() == ["apply", "apply", "apply"])
    }

    @Test func aFailingRerunKeepsTheFormerState() async throws {
        let project = try Project([
            "sql/V1__a.sql": "create table a (n int);",
            "sql/R__view.sql": "create or replace view v as select n from a;",
        ])
        try await project.up([.layout: "flyway"])
        try project.write(["sql/R__view.sql": "create or replace view v as select nope from a;"])
        let result = try await project.up([.layout: "flyway"])
        #expect(result.failure?.server?.sqlState == "42703")
        #expect(ExitStatus(result) == .failed)
        try project.write(["sql/R__view.sql": "create or replace view v as select n from a;"])
        #expect(try await project.up([.layout: "flyway"]).failure == nil)
    }
}
