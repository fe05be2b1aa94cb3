import Configuration
import Findings
import Migrations
import PostgresSession
import Testing
import Tidemark
import TidemarkTesting

@Suite(.database)
struct HistoryTests {
    @Test(arguments: [
        "update tidemark.event set name = 'x'", "delete from tidemark.event",
        "truncate tidemark.event",
    ])
    func isAppendOnly(_ sql: String) async throws {
        let project = try Project(["sql/00_a.sql": "create table a ();"])
        try await project.up()
        await #expect {
            try await project.database.execute(sql)
        } throws: { ($0 as? SessionError)?.sqlState == "55000" }
        #expect(try await project.events() == ["apply"])
    }

    @Test func isNobodyElsesToRead() async throws {
        let role = "r\(UInt32.random(in: 0...UInt32.max))"
        let project = try Project(["sql/00_a.sql": "create table a ();"])
        try await project.up()
        let session = try await project.database.connect()
        try await session.execute("create role \(role); set role \(role)")
        for sql in ["select * from tidemark.event", "select * from tidemark.migration"] {
            await #expect { try await session.execute(sql) } throws: {
                ($0 as? SessionError)?.sqlState == "42501"
            }
        }
        try await session.execute("reset role; drop role \(role)")
        await session.close()
    }

    @Test func ofANewerVersionIsRefused() async throws {
        let project = try Project(["sql/00_a.sql": "create table a ();"])
        try await project.up()
        _ = try await project.database.execute(
            "insert into tidemark.history_version (version, tool_version) values (99, '9.9')")
        let failure = await refusal { try await project.up() }
        #expect(failure?.findings.map(\.rule) == ["history-newer"])
        #expect(failure?.databaseState == "nothing was changed")
        let status = await refusal { try await project.states() }
        #expect(status?.findings.map(\.rule) == ["history-newer"])
    }

    @Test func aFailureIsKeptWithItsPlaceAndWithoutItsText() async throws {
        let project = try Project(["sql/00_a.sql": "select 'secret' || 1/0;"])
        try await project.up()
        let row = try await project.database.query(
            "select error ->> 'code', error ->> 'sqlstate', error ->> 'statement', error::text from tidemark.event"
        )[0]
        #expect(row[0..<3] == ["failed", "22012", "1"])
        #expect(row[3]?.contains("secret") == false)
        #expect(row[3]?.contains("00_a.sql:1:1") == true)
    }

    @Test func aSchemaOfThatNameThatIsNotOursIsLeftAlone() async throws {
        let project = try Project(["sql/00_a.sql": "create table a ();"])
        _ = try await project.database.execute(
            "create schema tidemark; create table tidemark.event ()")
        let failure = await refusal { try await project.up { $0.allowExisting = true } }
        let result = failure == nil ? try? await project.up { $0.allowExisting = true } : nil
        #expect(failure != nil || result?.failure?.findings.map(\.rule) == ["history-schema"])
        #expect(try await project.tables().isEmpty)
    }

    @Test func theTextsStayToBeShownAfterARevert() async throws {
        let project = try Project([
            "sql/01_a.sql": "create table a ();", "down/01_a_down.sql": "drop table a;",
        ])
        try await project.up()
        try await project.down()
        let texts = try await project.with { operation, _ in
            try await operation.history.readTexts(of: id("01_a"))
        }
        #expect(texts.up == "create table a ();")
        #expect(texts.down == "drop table a;")
    }
}
