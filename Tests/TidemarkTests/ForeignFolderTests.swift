import Configuration
import Findings
import Migrations
import PostgresSession
import Testing
import Tidemark
import TidemarkTesting

/// Small folders of other tools, run up and down on a server; the same text through psql is the oracle.
@Suite(.database)
struct ForeignFolderTests {
    @Test(arguments: ForeignFolder.samples)
    func buildsWhatPsqlBuildsAndGoesBack(sample: ForeignFolder) async throws {
        let project = try Project(sample.files)
        let keys: [Configuration.Key: String] = [
            .dir: project.path(sample.dir), .downDir: project.path("nothing"),
        ]
        let empty = try await Oracle.dump(project.database.conninfo)
        let result = try await project.up(keys, variables: sample.variables)
        #expect(result.failure == nil)
        let layout = try project.workspace(keys).readFolder().layout
        #expect(layout == sample.layout)

        let oracle = try await Oracle(beside: project.database)
        for step in sample.steps { try await oracle.run(step, in: project) }
        let ours = try await Oracle.dump(project.database.conninfo)
        #expect(ours == (try await Oracle.dump(oracle.conninfo)))
        #expect(ours != empty)
        try await oracle.drop()
        // A second run finds nothing to do: what was recorded is what the folder has.
        #expect(try await project.up(keys, variables: sample.variables).outcomes.isEmpty)

        guard sample.hasDowns else { return }
        let down = try await project.with(keys, variables: sample.variables) { operation, folder in
            var options = DownOptions(target: .all)
            options.allowDataLoss = true
            return await operation.down(try await operation.planDown(folder, options))
        }
        #expect(down.failure == nil)
        #expect(try await Oracle.dump(project.database.conninfo) == empty)
    }

    @Test func aProgramInTheSequenceIsAGapUntilItIsMarked() async throws {
        let project = try Project([
            "db/00001_a.sql": "-- +goose Up\ncreate table a ();\n-- +goose Down\ndrop table a;\n",
            "db/00002_fill.go": "package migrations",
            "db/00003_b.sql": "-- +goose Up\ncreate table b ();\n-- +goose Down\ndrop table b;\n",
        ])
        let keys: [Configuration.Key: String] = [.dir: project.path("db")]
        let refused = await refusal { try await project.up(keys) }
        #expect(refused?.findings.map(\.rule) == ["code-migration"])
        #expect(refused?.findings.first?.remedy?.contains("tidemark up --to 00001") == true)
        let first = try await project.with(keys) { operation, folder in
            let id = try await operation.survey(folder).find("1")
            return try await operation.up(folder, UpOptions(target: .version(id)))
        }
        #expect(first.outcomes.map(\.id.version) == ["00001"])
    }

    @Test func theToolsOwnTableIsNamedWithWhatMakesIt() async throws {
        let project = try Project([
            "db/2024-01-01-000000_a/up.sql": "grant select on __diesel_schema_migrations to public;"
        ])
        let keys: [Configuration.Key: String] = [.dir: project.path("db")]
        let failure = try #require(try await project.up(keys).failure)
        let remedy = try #require(failure.findings.first?.remedy)
        let statement = try #require(remedy.split(separator: ": ").last)
        try await project.database.execute(String(statement))
        #expect(
            try await project.up(keys) { $0.allowExisting = true }.failure == nil)
    }

    @Test func whatNeedsANewerServerIsSaidBeforeItFails() async throws {
        let project = try Project([
            "db/1_a.up.sql": "create table a (n int);",
            "db/2_b.up.sql": "create table b ();\nselect * from (values (1)) where true;\n",
        ])
        let keys: [Configuration.Key: String] = [.dir: project.path("db")]
        let session = try await project.database.connect()
        let isOld = session.serverVersion < 160_000
        await session.close()
        let result = try await project.up(keys)
        let finding = result.findings.first { $0.rule == "version-floor" }
        #expect((finding != nil) == isOld)
        #expect((result.failure != nil) == isOld)
        guard isOld else { return }
        #expect(finding?.location?.line == 2)
        #expect(finding?.message.contains("PostgreSQL 16 or later is needed") == true)
        #expect(result.failure?.findings.first?.remedy?.contains("PostgreSQL 16") == true)
    }
}
