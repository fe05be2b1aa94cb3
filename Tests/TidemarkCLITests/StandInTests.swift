import JSONText
import PostgresSession
import Testing
import TidemarkTesting

/// Extensions that the shadow lacks, and what stands in for them.
@Suite(.database) struct StandInTests {
    private static let stub = """
        -- version: 2.1
        \\echo Use "CREATE EXTENSION nosuch_ext" to load this file. \\quit
        create type shape as (x float8, y float8);
        create function area(shape) returns float8 language sql immutable as 'select ($1).x * ($1).y';
        create table @extschema@.units (name text primary key);
        insert into units values ('m');
        create view all_units as select * from units;

        """

    private static let remedy = "declare a stand-in, nosuch_ext.sql in the folder of shadow.stubs"

    /// Makes the extension in the database of the test, which its server lacks as well as any.
    private func makeExtension() async throws {
        let database = TestDatabase.current
        try await database.execute("create schema geo")
        try await database.execute(
            """
            set search_path = geo, pg_temp;
            \(Self.stub.split(separator: "\n").dropFirst(2).joined(separator: "\n").replacing("@extschema@", with: "geo"))
            insert into pg_extension (oid, extname, extowner, extnamespace, extrelocatable, extversion)
            values (pg_nextoid('pg_extension', 'oid', 'pg_extension_oid_index'), 'nosuch_ext', 10, 'geo'::regnamespace,
                true, '2.1');
            alter extension nosuch_ext add type geo.shape;
            alter extension nosuch_ext add function geo.area(geo.shape);
            alter extension nosuch_ext add table geo.units;
            alter extension nosuch_ext add view geo.all_units;
            """)
        try await database.execute(
            """
            create table places (id int primary key, at geo.shape, size float8 generated always as (geo.area(at)) stored);
            create view large as select id from places where geo.area(at) > 10;
            """)
    }

    private func shell(_ files: [String: String] = [:]) throws -> Shell {
        try Shell(
            files.merging(["sql/00_a.sql": "select 1;\n"]) { given, _ in given },
            database: .current)
    }

    @Test func itIsNamed() async throws {
        try await makeExtension()
        let shell = try shell()
        for command in [
            "diff live migrations:sql --sql", "diff migrations:sql live --sql", "prove",
        ] {
            let ended = try await shell.bash("tidemark \(command)")
            #expect(ended.code == 2, ended.said)
            #expect(
                ended.err.contains("not provable here: the shadow has no extension nosuch_ext"),
                ended.said)
            #expect(ended.err.contains("--shadow CONNINFO"), ended.said)
            #expect(ended.err.contains(Self.remedy), ended.said)
            #expect(ended.out.isEmpty, ended.said)
        }
        let unproven = try await shell.bash("tidemark diff live migrations:sql --sql --unproven")
        #expect(unproven.code == 0, unproven.said)
        #expect(
            unproven.out.contains("-- NOT PROVEN: not provable here: the shadow has no extension"),
            unproven.said)
    }

    @Test func migrationsThatMakeItAreNotRun() async throws {
        let shell = try shell([
            "sql/00_a.sql": "create table t ();\ncreate extension if not exists nosuch_ext;\n"
        ])
        for command in [
            "prove --all", "diff migrations:sql live", "snapshot --from migrations",
        ] {
            let ended = try await shell.bash("tidemark \(command)")
            #expect(ended.code == 2, ended.said)
            #expect(ended.err.contains("the shadow has no extension nosuch_ext"), ended.said)
            #expect(ended.err.contains(Self.remedy), ended.said)
        }
    }

    @Test func aSnapshotOfMigrationsIsMadeWithAStandIn() async throws {
        let shell = try shell([
            "sql/00_a.sql": "create extension nosuch_ext;\ncreate table t (at shape);\n",
            "stubs/nosuch_ext.sql": Self.stub,
        ])
        let ended = try await shell.bash(
            "tidemark snapshot --from migrations --shadow-stubs stubs && tidemark diff migrations:sql snapshots/schema --shadow-stubs stubs --exit-code"
        )
        #expect(ended.code == 0, ended.said)
        #expect(ended.err.contains("built with stand-in nosuch_ext"), ended.said)
        #expect(ended.out.contains("no difference"), ended.said)
        #expect(!ended.out.contains("units"), ended.said)
    }

    @Test func aBlockThatMakesItIsNoDefectOfTheMigration() async throws {
        let shell = try shell([
            "sql/00_a.sql": "do $$ begin create extension nosuch_ext; end $$;\n"
        ])
        for command in ["prove --all", "diff migrations:sql live"] {
            let ended = try await shell.bash("tidemark \(command)")
            #expect(ended.code == 2, ended.said)
            #expect(ended.err.contains("the shadow has no extension nosuch_ext"), ended.said)
        }
    }

    @Test func aVersionThatIsNotThereIsNamed() async throws {
        // One that this installation has.
        let name = try await TestDatabase.current.query(
            "select name from pg_available_extensions where name <> 'plpgsql' order by 1 limit 1")
        guard let name = name.first?[0] else { return }
        let shell = try shell(["sql/00_a.sql": "create extension \"\(name)\" version '77';\n"])
        let ended = try await shell.tidemark("prove", "--all")
        #expect(ended.code == 2, ended.said)
        #expect(
            ended.err.contains("the shadow has no version 77 of extension \(name), only "),
            ended.said)
    }

    @Test func aPlanIsProvenWithAStandIn() async throws {
        try await makeExtension()
        let shell = try shell(["stubs/nosuch_ext.sql": Self.stub])
        try shell.write("tidemark.yml", "shadow.stubs: stubs\n")
        let away = try await shell.tidemark("diff", "live", "migrations:sql", "--sql")
        #expect(away.code == 0, away.said)
        #expect(
            away.out.contains("-- Proven with stand-in nosuch_ext on PostgreSQL"), away.said)
        #expect(away.out.contains("DROP EXTENSION nosuch_ext;"), away.said)
        let json = try await shell.tidemark(
            "diff", "migrations:sql", "live", "--sql", "--format", "json")
        #expect(json.code == 0, json.said)
        let value = try json.json()
        #expect(value["proven"]?.bool == true)
        #expect(value["standIns"]?.array?.compactMap(\.string) == ["nosuch_ext"])
        #expect(value["verdict"]?.string?.hasPrefix("with stand-in nosuch_ext on ") == true)
        let statements = (value["statements"]?.array ?? []).compactMap { $0["sql"]?.string }
        #expect(
            statements.contains("CREATE EXTENSION nosuch_ext WITH SCHEMA geo VERSION '2.1'"),
            json.said)
        // What the stand-in makes is no difference.
        #expect(!json.out.contains("units"), json.said)
    }

    @Test func aStandInThatLacksSomethingIsNotProvable() async throws {
        try await makeExtension()
        let shell = try shell([
            "stubs/nosuch_ext.sql": "create type shape as (x float8, y float8);\n"
        ])
        let ended = try await shell.tidemark(
            "diff", "live", "migrations:sql", "--sql", "--shadow-stubs", "stubs")
        #expect(ended.code == 2, ended.said)
        #expect(ended.err.contains("not provable here: function geo.area"), ended.said)
    }

    @Test func migrationsAreProvenWithAStandIn() async throws {
        let shell = try shell([
            "sql/00_a.sql": """
            create schema geo;
            create extension if not exists nosuch_ext with schema geo;
            create table places (at geo.shape);

            """,
            "down/00_a_down.sql": """
            drop table places;
            drop extension nosuch_ext;
            drop schema geo;

            """,
            "sql/01_b.sql":
                "alter table places add size float8 generated always as (geo.area(at)) stored;\n",
            "down/01_b_down.sql": "alter table places drop column size;\n",
            "stubs/nosuch_ext.sql": Self.stub,
        ])
        let ended = try await shell.tidemark("prove", "--all", "--shadow-stubs", "stubs")
        #expect(ended.code == 0, ended.said)
        #expect(
            ended.out.contains("2 migrations proven with stand-in nosuch_ext, and together"),
            ended.said)
        // A DOWN that leaves something is found all the same.
        try shell.write("down/00_a_down.sql", "drop table places;\ndrop extension nosuch_ext;\n")
        let left = try await shell.tidemark("prove", "--all", "--shadow-stubs", "stubs")
        #expect(left.code == 2, left.said)
        #expect(left.out.contains("leaves schema geo"), left.said)
    }

    @Test func pendingMigrationsAreProvenOnACopyWithAStandIn() async throws {
        try await makeExtension()
        let shell = try shell([
            "sql/00_a.sql": "alter table places add note text;\n",
            "down/00_a_down.sql": "alter table places drop column note;\n",
            "stubs/nosuch_ext.sql": Self.stub,
        ])
        let ended = try await shell.tidemark(
            "prove", "--shadow-stubs", "stubs", "--format", "json")
        #expect(ended.code == 0, ended.said)
        let value = try ended.json()
        #expect(value["proven"]?.bool == true)
        #expect(value["standIns"]?.array?.compactMap(\.string) == ["nosuch_ext"])
    }

    @Test func aFolderThatIsNotThereIsAnError() async throws {
        let shell = try shell()
        let ended = try await shell.tidemark("prove", "--shadow-stubs", "nowhere")
        #expect(ended.code == 64, ended.said)
        #expect(ended.err.contains("shadow.stubs: there is no folder nowhere"), ended.said)
    }
}
