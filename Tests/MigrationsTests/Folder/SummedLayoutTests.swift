import Findings
import Migrations
import Testing

/// Layouts whose files carry hashes; the expected values were computed with other tools.
@Suite struct SummedLayoutTests {
    // MARK: - graphile-migrate

    private static let first = "sha1:aa272da104ae74cb0337da27a9a288aaf96a7af3"
    private static let second = "sha1:990904dbd0ea78f8eb17f0831eddf36ee51de66e"

    private func graphile(_ changes: [String: String] = [:]) throws -> SampleFolder {
        let files = [
            "committed/000001-a.sql": """
            --! Previous: -
            --! Hash: \(Self.first)
            --! Message: a

            create table a (x int);

            """,
            "committed/000002.sql": """
            --! Previous: \(Self.first)
            --! Hash: \(Self.second)

            --! no-transaction
            create index concurrently i on a (x);

            """, "current.sql": "-- nothing yet", "committed/.gitkeep": "",
        ]
        let sample = try SampleFolder()
        for (name, text) in files.merging(changes, uniquingKeysWith: { $1 }) {
            try sample.write(name, text)
        }
        return sample
    }

    @Test func graphileChainIsVerified() throws {
        let sample = try graphile()
        for folder in [try sample.read(), try sample.read("committed")] {
            #expect(folder.layout == .graphile)
            #expect(
                folder.migrations.map(\.id) == [
                    MigrationID(version: "000001", name: "a"),
                    MigrationID(version: "000002", name: ""),
                ])
            #expect(
                folder.migrations.map { $0.up?.transactionMode } == [
                    .automatic, .some(.none(reason: "--! no-transaction")),
                ])
            #expect(folder.rules == ["down-missing"])
        }
    }

    @Test func graphileEditIsFound() throws {
        let header = "--! Previous: -\n--! Hash: \(Self.first)\n"
        let edited = try graphile(["committed/000001-a.sql": header + "\ncreate table b (x int);"])
        let finding = try #require(try edited.read().finding("graphile-hash-mismatch"))
        #expect(finding.severity == .error)
        let allowed = try graphile([
            "committed/000001-a.sql": header + "--! AllowInvalidHash\n\ncreate table b (x int);"
        ])
        #expect(try allowed.read().rules == ["down-missing"])
    }

    @Test func graphileBrokenChainMissingHeaderAndInclude() throws {
        let broken = try graphile([
            "committed/000002.sql": "--! Previous: sha1:00\n--! Hash: \(Self.second)\n\nselect 1;"
        ])
        #expect(try broken.read().rules.contains("graphile-chain-broken"))
        let bare = try graphile(["committed/000003.sql": "--!include x.sql\nselect 1;"])
        let rules = try bare.read().rules
        #expect(rules.contains("graphile-header-missing"))
        #expect(rules.contains("graphile-include"))
    }

    // MARK: - Atlas

    private static let files = [
        "20240101_a.sql": "create table a (x int);\n",
        "20240102_b.sql": "-- atlas:txmode none\n\ncreate index concurrently i on a (x);\n",
        "atlas.sum": """
        h1:/h3EDNnTW3AVKc9gGgYIJsZYJlInNzvoACr3RL+o+V0=
        20240101_a.sql h1:X4Kr3yC+e2uZB+8PUhKxloTSUyO80czySIkczHtXyxY=
        20240102_b.sql h1:+9djXs9Ecg77N07340oedVlQ/Bxnnmp/xFuMcBPBm1A=

        """,
    ]

    private func atlas(
        _ changes: [String: String] = [:], without removed: String = ""
    ) throws -> Folder {
        let sample = try SampleFolder()
        for (name, text) in Self.files.merging(changes, uniquingKeysWith: { $1 })
        where name != removed {
            try sample.write(name, text)
        }
        return try sample.read()
    }

    @Test func atlasSumIsVerified() throws {
        let folder = try atlas()
        #expect(folder.layout == .atlas)
        #expect(folder.rules == ["down-missing"])
        #expect(
            folder.migrations.map { $0.up?.transactionMode } == [
                .automatic, .some(.none(reason: "-- atlas:txmode none")),
            ])
    }

    @Test func atlasChangesAreFound() throws {
        let edited = try atlas(["20240101_a.sql": "create table b (x int);\n"])
        #expect(edited.finding("atlas-sum-mismatch")?.location?.file.hasSuffix("_a.sql") == true)
        let added = try atlas(["20240103_c.sql": "select 1;"])
        #expect(added.finding("atlas-sum-lacks-file")?.severity == .error)
        let removed = try atlas(without: "20240102_b.sql")
        #expect(removed.finding("atlas-sum-file-missing")?.location?.line == 3)
        let total = try atlas(["atlas.sum": "h1:x\n20240101_a.sql h1:y"])
        #expect(total.rules.contains("atlas-sum-edited"))
        #expect(try atlas(["atlas.sum": "what"]).rules.contains("atlas-sum-malformed"))
        #expect(
            try atlas(["20240103_c.sql": "atlas:sum ignore"]).rules.contains(
                "atlas-sum-lacks-file"))
        #expect(
            !(try atlas(["20240103_c.sql": "-- atlas:sum ignore\n\nselect 1;"])).rules.contains(
                "atlas-sum-lacks-file"))
    }

    @Test func atlasDirectivesBelongToTheFileOnlyBeforeAnEmptyLine() throws {
        let sample = try SampleFolder([
            "1_a.sql": "-- atlas:txmode none\nselect 1;\n",
            "2_b.sql": "-- atlas:checkpoint\n\nselect 1;\n",
            "3_c.sql": "-- atlas:delimiter \\n\\n\n\nselect 1\n",
        ])
        let folder = try sample.read(as: .atlas)
        #expect(folder.migrations.map(\.id.version) == ["1", "3"])
        #expect(folder.migrations.first?.up?.transactionMode == .automatic)
        #expect(folder.rules == ["atlas-delimiter", "atlas-checkpoint", "down-missing"])
    }

    @Test func atlasSumBesideGolangMigratePairsCoversTheUps() throws {
        let sample = try SampleFolder([
            "1_a.up.sql": "create table a (x int);\n", "1_a.down.sql": "drop table a;",
            "2_b.up.sql": "create table b (x int);\n", "2_b.down.sql": "drop table b;",
            "atlas.sum": """
            h1:jofNcTRp3cDfGMCFX/PzUsaq32Novc/TMf/61k1t4r8=
            1_a.up.sql h1:nG2e5vVj7alFZOG0IXZKp9XmrdsQOp/mCSYtrQirOn8=
            2_b.up.sql h1:kRhVNT182zoBZSrOF8f+Y8H/7K4kkT54Rt4+2JsRg/8=
            """,
        ])
        let folder = try sample.read()
        #expect(folder.layout == .golangMigrate)
        #expect(folder.findings.isEmpty)
    }

    // MARK: - yoyo and manifests

    @Test func yoyoDependenciesComeBeforeNames() throws {
        let sample = try SampleFolder([
            "0001.create-a.sql": "-- depends: 0003.create-c\n-- transactional: false\nselect 1;",
            "0001.create-a.rollback.sql": "select 1;", "0002.create-b.sql": "select 1;",
            "0003.create-c.sql": "-- depends:\nselect 1;", "0004.code.py": "",
            "post-apply.sql": "select 1;",
        ])
        let folder = try sample.read()
        #expect(folder.layout == .yoyo)
        #expect(folder.migrations.map(\.id.version) == ["0002", "0003", "0001", "0004"])
        #expect(folder.migrations[2].up?.transactionMode != .automatic)
        #expect(folder.migrations[2].down?.transactionMode != .automatic)
        #expect(Set(folder.rules) == ["yoyo-post-apply", "code-migration", "down-missing"])
    }

    @Test func yoyoFaults() throws {
        let sample = try SampleFolder([
            "20240101_01_AbCdE-a.sql": "-- depends: 20240101_02_FgHiJ-b\n",
            "20240101_02_FgHiJ-b.sql": "-- depends: 20240101_01_AbCdE-a gone\n",
        ])
        let folder = try sample.read(as: .yoyo)
        #expect(folder.rules == ["dependency-missing", "dependency-loop", "down-missing"])
        #expect(folder.migrations.map(\.id.version) == ["20240101_01", "20240101_02"])
    }

    @Test func manifestsListTheFilesOfEachVersion() throws {
        func manifest(_ files: String) -> String {
            "{\"CurrVersion\": \"x\", \"SchemaUpdateCqlFiles\": [\(files)]}"
        }
        let sample = try SampleFolder([
            "v1.10/manifest.json": manifest(""), "v1.9/manifest.json": manifest("\"b.sql\""),
            "v1.9/b.sql": "", "v1.5/manifest.json": manifest("\"z.sql\", \"a.sql\",\n\"m.sql\""),
            "v1.5/a.sql": "", "v1.5/m.sql": "", "v1.5/z.sql": "", "v1.5/unlisted.sql": "",
            "v0.0/manifest.json": manifest("\"gone.sql\""), "v1.11/manifest.json": "{}",
        ])
        let folder = try sample.read()
        #expect(folder.layout == .manifest)
        #expect(
            folder.migrations.map(\.id.description) == [
                "1.5_z", "1.5_a", "1.5_m", "1.9_b", "1.10",
            ])
        #expect(folder.migrations.last?.up == nil)
        #expect(
            Set(folder.rules) == [
                "manifest-file-missing", "manifest-malformed", "not-in-plan", "down-missing",
            ])
    }
}
