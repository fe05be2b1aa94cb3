import Catalog
import Configuration
import Findings
import Migrations
import Proving
import SchemaDiff
import Testing
import Tidemark
import TidemarkTesting

@Suite(.database) struct DriftTests {
    static let files = [
        "sql/00_a.sql": "create table a (id int primary key, note text);",
        "down/00_a_down.sql": "drop table a;",
        "sql/01_b.sql": "create table b (id int);\nalter table a add extra int;",
        "down/01_b_down.sql": "alter table a drop extra;\ndrop table b;",
    ]

    func project() throws -> (Project, [Configuration.Key: String]) {
        let project = try Project(Self.files)
        return (project, [.snapshots: project.path("snapshots"), .platform: "plain"])
    }

    /// Writes the snapshot of what is there now.
    func writeSnapshot(_ project: Project, _ keys: [Configuration.Key: String]) async throws {
        _ = try await project.with(keys) { operation, _ in
            try Snapshot.write(
                try await operation.readCatalog(), mark: try await operation.readMark(),
                to: operation.workspace.snapshotPath("schema"))
        }
    }

    func drift(_ project: Project, _ keys: [Configuration.Key: String]) async throws -> Drift {
        try await project.with(keys) { operation, folder in
            try await operation.drift(
                against: try Snapshot(opening: operation.workspace.snapshotPath("schema")),
                folder: folder,
                shadow: testShadow())
        }
    }

    @Test func aChangeByHandIsSeenAndGoneWhenItIsUndone() async throws {
        let (project, keys) = try project()
        try await project.up(keys)
        try await writeSnapshot(project, keys)
        #expect(try await drift(project, keys).isClean)
        try await project.database.execute("alter table a alter note set not null")
        let found = try await drift(project, keys)
        #expect(found.differences.map(\.path) == ["table public.a › column note › notNull"])
        #expect(found.distance.isNone)
        try await project.database.execute("alter table a alter note drop not null")
        #expect(try await drift(project, keys).isClean)
    }

    @Test func atAnotherMarkTheExpectationIsBuiltFromTheMigrations() async throws {
        let (project, keys) = try project()
        try await project.up(keys)
        try await writeSnapshot(project, keys)
        try await project.down(.count(1), allowDataLoss: false, keys)
        let clean = try await drift(project, keys)
        #expect(clean.isClean)
        #expect(clean.distance == Drift.Distance(behind: 1, ahead: 0))
        try await project.database.execute("create index on a (note)")
        #expect(
            try await drift(project, keys).differences.map(\.path) == [
                "table public.a › index a_note_idx"
            ])
    }

    @Test func historyKeepsWhatARunLeavesAndWhatWasDriftedStaysDrifted() async throws {
        let (project, keys) = try project()
        try await project.up(keys)
        try await writeSnapshot(project, keys)
        try await project.database.execute("create table by_hand ()")
        try await project.with(keys) { operation, folder in
            var options = DownOptions()
            options.verifies = true
            let planned = try await operation.planDown(folder, options)
            #expect(await operation.down(planned).failure == nil)
            guard case .otherMark(let distance) = try await operation.verifyAfterRun() else {
                Issue.record("compared at another mark")
                return
            }
            #expect(distance == Drift.Distance(behind: 1, ahead: 0))
        }
        let found = try await drift(project, keys)
        #expect(found.expectation == "the schema as history has it")
        #expect(found.differences.map(\.path) == ["table public.by_hand"])
    }

    @Test func aRunThatTouchesWhatHasDriftedIsRefused() async throws {
        let (project, keys) = try project()
        try await project.up(keys)
        try await writeSnapshot(project, keys)
        try await project.database.execute("alter table a add by_hand int")
        try await project.with(keys) { operation, folder in
            var options = DownOptions()
            options.verifies = true
            let refusal = await #expect(throws: RunFailure.self) {
                _ = try await operation.planDown(folder, options)
            }
            #expect(refusal?.code == .refused)
            #expect(refusal?.findings.map(\.rule) == ["drifted"])
            #expect(refusal?.findings.first?.message.contains("table public.a ") == true)
            options.allowDrift = true
            let planned = try await operation.planDown(folder, options)
            #expect(await operation.down(planned).failure == nil)
        }
    }

    @Test func upComparesAtTheMarkOfTheSnapshot() async throws {
        let (project, keys) = try project()
        try await project.up(keys)
        try await writeSnapshot(project, keys)
        try await project.down(.count(1), allowDataLoss: false, keys)
        try project.write([
            "sql/01_b.sql": "create table b (id bigint);\nalter table a add extra int;"
        ])
        let verification = try await project.with(keys) { operation, folder in
            var options = UpOptions()
            options.verifies = true
            #expect(try await operation.up(folder, options).failure == nil)
            return try await operation.verifyAfterRun()
        }
        // Another text is another checksum, and so another mark.
        guard case .otherMark(let distance) = verification else {
            Issue.record("compared at another mark")
            return
        }
        #expect(distance == Drift.Distance(behind: 1, ahead: 1))
    }

    @Test func withoutASnapshotNothingIsLookedAt() async throws {
        let (project, keys) = try project()
        let verification = try await project.with(keys) { operation, folder in
            var options = UpOptions()
            options.verifies = true
            _ = try await operation.up(folder, options)
            return try await operation.verifyAfterRun()
        }
        guard case .noSnapshot = verification else {
            Issue.record("looked without a snapshot")
            return
        }
        #expect(
            try await project.database.query("select count(*) from tidemark.catalog")[0][0] == "0")
    }

    @Test func rulesAcceptDifferencesUntilTheirDay() async throws {
        let (project, keys) = try project()
        try await project.up(keys)
        try await writeSnapshot(project, keys)
        try await project.database.execute("create index tmp_note on a (note)")
        try await project.database.execute("create index tmp_old on a (note)")
        try project.write([
            "tidemark.yml": """
            dir: sql
            schemas: [public]
            ignore:
              - { object: "table public.a > index tmp_n*", reason: by hand }
              - { object: "table public.a > index tmp_old", reason: old, until: 2020-01-31 }
              - { object: "view public.*", reason: none }
            """
        ])
        var overrides = Configuration.Overrides()
        overrides[.db] = project.database.conninfo
        let configuration = try Configuration.read(
            path: project.path("tidemark.yml"), environmentName: nil, overrides: overrides,
            process: [:])
        let operation = try await Operation(
            Workspace(configuration: configuration), command: "test")
        let found = try await operation.drift(
            against: try Snapshot(opening: project.path("snapshots/schema")), folder: nil,
            shadow: testShadow())
        await operation.close()
        #expect(found.differences.map(\.path) == ["table public.a › index tmp_old"])
        #expect(found.ignored.map(\.path) == ["table public.a › index tmp_note"])
        #expect(found.findings.map(\.rule) == ["ignore-expired", "ignore-unused"])
        #expect(found.findings.map(\.location?.line) == [5, 6])
    }
}
