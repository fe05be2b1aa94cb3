import Configuration
import Findings
import Migrations
import PostgresSession
import Proving
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

    private func script(
        _ project: Project, withValues: Bool, _ direction: Direction = .up
    ) async throws -> String {
        try await project.with(variables: ["SECRET": "hush", "UNUSED": "x"]) { operation, folder in
            try await operation.renderScript(
                try await operation.plan(
                    folder, direction, to: .all, allowOutOfOrder: false, execute: false),
                withValues: withValues)
        }
    }

    @Test func aScriptForPsqlHoldsValuesOnlyWhereAsked() async throws {
        let project = try Project([
            "sql/01_a.sql": Self.text,
            "down/01_a_down.sql": "-- tidemark: template env\ndrop table a; -- not '${SECRET}'\n",
        ])
        let failure = await refusal { try await script(project, withValues: false) }
        #expect(failure?.findings.map(\.rule) == ["values-in-script"])
        #expect(failure?.findings.first?.message.contains("the values of SECRET, which") == true)
        #expect(failure?.findings.first?.location?.file == project.path("sql/01_a.sql"))
        #expect(failure.map { ExitStatus($0) } == .checkFailed)

        let text = try await script(project, withValues: true)
        #expect(text.contains("\n-- It holds the values of SECRET: keep it as you keep them.\n"))
        #expect(text.split(separator: "hush").count == 2, "in the statement, and not in history")
        try project.write(["plan.sql": text])
        let psql = try await runProgram(
            project.database.binaries.path(of: "psql"),
            ["-X", "-q", "-f", project.path("plan.sql"), project.database.conninfo])
        #expect(psql.exitCode == 0, "\(psql.complaint)")
        #expect(try await project.column("select t from a") == ["hush"])
        #expect(try await project.column("select up_text from tidemark.event") == [Self.text])
        #expect(
            try await project.column(
                "select count(*) from tidemark.event where event::text like '%hush%'") == ["0"])
        #expect(try await project.states() == ["01_a": .applied])
        let down = await refusal { try await script(project, withValues: false, .down) }
        #expect(down?.findings.map(\.rule) == ["values-in-script"])
    }

    @Test func aTemplateThatUsesNoValueIsNoSecret() async throws {
        let project = try Project([
            "sql/01_a.sql": "-- tidemark: template env\nselect '$${SECRET}';"
        ])
        let text = try await script(project, withValues: false)
        #expect(!text.contains("It holds"))
    }
}
