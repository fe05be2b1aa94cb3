import Configuration
import Findings
import Migrations
import PostgresSession
import SQLText
import Testing
import Tidemark
import TidemarkTesting

/// Placeholders as they run: values reach the server and nothing else.
@Suite(.database)
struct TemplateRunTests {
    static let text = """
        -- tidemark: template env
        create table a (t text);
        insert into a values ('${SECRET}');

        """

    @Test func valuesAreSentAndNotKept() async throws {
        let project = try Project(["sql/01_a.sql": Self.text])
        #expect(try await project.up(variables: ["SECRET": "hush"]).failure == nil)
        #expect(try await project.column("select t from a") == ["hush"])
        #expect(try await project.column("select up_text from tidemark.event") == [Self.text])
        // Another value is no other file.
        #expect(try await project.up(variables: ["SECRET": "other"]).outcomes.isEmpty)
    }

    @Test func anErrorShowsTheFileAndNotTheValue() async throws {
        let project = try Project(["sql/01_a.sql": Self.text + "select 1/0, '${SECRET}';"])
        let result = try await project.up(variables: ["SECRET": "hush"])
        let failure = try #require(result.failure)
        #expect(failure.findings[0].location?.line == 4)
        #expect(failure.failedStatement?.statement.text.contains("hush") == false)
        #expect(
            try await project.column(
                "select count(*) from tidemark.event where event::text like '%hush%'")
                == ["0"])
    }

    @Test func aMissingValueIsRefused() async throws {
        let project = try Project(["sql/01_a.sql": Self.text])
        let failure = await refusal { try await project.up() }
        #expect(failure?.findings.isEmpty == false)
        #expect(failure.map { ExitStatus($0) } == .checkFailed)
        #expect(try await project.tables().isEmpty)
    }

    @Test func withoutTheDirectiveNothingIsReplaced() async throws {
        let project = try Project(["sql/01_a.sql": "create table a as select '${HOME}' as t;"])
        #expect(try await project.up(variables: ["HOME": "x"]).failure == nil)
        #expect(try await project.column("select t from a") == ["${HOME}"])
    }
}
