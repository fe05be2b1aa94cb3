import Catalog
import PostgresSession
import SchemaDiff
import Testing
import TidemarkTesting

@testable import Proving

/// Plans that are wrong are found out, on a given server and with a stand-in too.
@Suite(.server()) struct PlanProofTests {
    private let database = TestDatabase.current

    private func catalog(_ sql: String) async throws -> Catalog {
        let session = try await database.connect()
        try await session.execute(sql)
        let catalog = try await CatalogReader(session, scope: CatalogScope()).read(edges: true)
        await session.close()
        return catalog
    }

    private func shadow(_ standIns: String?) async throws -> Shadow {
        Shadow(
            environment: ["TIDEMARK_PG_BINDIR": try await testBinaries().directory],
            on: database.connection, standIns: standIns)
    }

    @Test func aWrongPlanIsFoundWithAStandIn() async throws {
        let folder = try TemporaryDirectory()
        try folder.write("nosuch_ext.sql", "create type shape as (x int);\n")
        let first = try await catalog(
            """
            create type shape as (x int);
            insert into pg_extension (oid, extname, extowner, extnamespace, extrelocatable, extversion)
            values (pg_nextoid('pg_extension', 'oid', 'pg_extension_oid_index'), 'nosuch_ext', 10, 'public'::regnamespace,
                true, '1.0');
            alter extension nosuch_ext add type shape;
            create table t (at shape);
            """)
        let second = try await catalog("alter table t add a int")
        let third = try await catalog("alter table t add b int")
        let plan = try Planner(owner: "postgres").plan(from: first, to: second)
        let shadow = try await shadow(folder.path)
        let proof = PlanProof(on: try await shadow.server(), scope: CatalogScope())
        let right = try await proof.prove(plan, from: first, to: second, owner: "postgres")
        guard case .proven(let standIns, nil) = right else {
            Issue.record("\(right)")
            return
        }
        #expect(standIns.names == ["nosuch_ext"])
        let wrong = try await proof.prove(plan, from: first, to: third, owner: "postgres")
        guard case .differs(let paths, let dumped) = wrong else {
            Issue.record("\(wrong)")
            return
        }
        #expect(paths.contains { $0.contains("column b") }, "\(paths)")
        #expect(dumped.contains { $0.contains("Name: t; Type: TABLE") }, "\(dumped)")
        await shadow.close()
        #expect(
            try await database.query(
                "select count(*) from pg_database where datname like 'tidemark%'")
                == [["0"]])
    }

    /// Of a large schema there is a copy of what the plan has to do with; one that is wrong is refuted on the whole.
    @Test func aLargeSchemaIsCopiedInPart() async throws {
        let many = (1...60).map {
            """
            create table t\($0) (id int primary key, parent int references t\(max(1, $0 - 1)), note text);
            create view v\($0) as select id, note from t\($0);
            """
        }.joined(separator: "\n")
        let first = try await catalog(many + "create view w30 as select note from v30;")
        let second = try await catalog(
            """
            drop view w30; drop view v30; alter table t30 alter note type varchar(9);
            create view v30 as select id, note from t30; create view w30 as select note from v30;
            """)
        let plan = try Planner(owner: "postgres").plan(from: first, to: second)
        let part = PlanExcerpt(of: plan, from: first, to: second)
        let names = Set(part.from.objects.map(\.name.identity))
        // What needs the column, and the tables that t30 needs; t31 needs only its key.
        #expect(names.isSuperset(of: ["public.t30", "public.v30", "public.w30", "public.t1"]))
        #expect(names.contains("public.t31"))
        #expect(names.isDisjoint(with: ["public.t32", "public.v29", "public.v31"]))
        let shadow = try await shadow(nil)
        func verdict(_ plan: ChangePlan, largest: Int = 50) async throws -> PlanVerdict {
            try await PlanProof(
                on: try await shadow.server(), scope: CatalogScope(), largest: largest
            ).prove(plan, from: first, to: second, owner: "postgres")
        }
        #expect(
            try await verdict(plan)
                == .proven(
                    standIns: .none, of: PartialCopy(objects: part.count, total: part.total)))
        #expect(try await verdict(plan, largest: .max) == .proven(standIns: .none))
        let nothing = try Planner(owner: "postgres").plan(from: first, to: first)
        guard case .differs(let paths, _) = try await verdict(nothing) else {
            Issue.record("a plan of nothing is proven")
            return
        }
        #expect(paths.contains { $0.contains("t30") }, "\(paths)")
        await shadow.close()
    }

    @Test func aRoleThatMayMakesAndDropsAStandIn() async throws {
        let folder = try TemporaryDirectory()
        try folder.write("nosuch_ext.sql", "-- version: 2.0\ncreate type shape as (x int);\n")
        let shadow = try await shadow(folder.path)
        let server = try await shadow.server()
        let session = try await database.connect()
        try await session.execute(
            "create role maker; create role other; create schema geo authorization maker")
        let standIns = try await server.standIns(
            for: [WantedExtension(name: "nosuch_ext"), WantedExtension(name: "plpgsql")],
            on: session)
        #expect(standIns.names == ["nosuch_ext"])
        try await standIns.install(on: session, for: "maker")
        let sql = try #require(
            standIns.replacement(of: "create extension if not exists nosuch_ext with schema geo"))
        try await session.execute("set role other")
        await #expect(throws: SessionError.self) { try await session.execute(sql) }
        try await session.execute("reset role; set role maker")
        try await session.execute(sql)
        try await session.execute(sql)
        let made = """
            select extowner::regrole, extversion, (select count(*) from pg_depend where refobjid = e.oid and deptype = 'e')
            from pg_extension e where extname = 'nosuch_ext'
            """
        #expect(try await session.query(made).rows.map(\.values) == [["maker", "2.0", "1"]])
        let again = try #require(standIns.replacement(of: "CREATE EXTENSION nosuch_ext"))
        await #expect(throws: SessionError.self) { try await session.execute(again) }
        try await session.execute("drop extension nosuch_ext")
        #expect(
            try await session.query("select count(*) from pg_type where typname = 'shape'").rows[0][
                0]
                == "0")
        await session.close()
        await shadow.close()
    }

    @Test(
        arguments: [
            ("create extension a", "a", nil, nil),
            ("CREATE EXTENSION IF NOT EXISTS \"A b\" CASCADE", "A b", nil, nil),
            ("create extension x with version '1.2' schema s", "x", "s", "1.2"),
            ("/* c */ create extension x schema \"S\" version v1 -- end", "x", "S", "v1"),
        ] as [(String, String, String?, String?)])
    func extensionsAreReadFromStatements(
        sql: String, name: String, schema: String?, version: String?
    ) {
        let statement = ExtensionStatement(sql)
        #expect(statement?.name == name)
        guard case .create(schema, version, _)? = statement?.action else {
            Issue.record("\(String(describing: statement))")
            return
        }
    }

    @Test(arguments: [
        "create table extension (a int)", "comment on extension a is 'b'", "drop extension a",
        "alter extension a set schema b", "alter extension a add type b",
        "select 'create extension a'",
    ])
    func otherStatementsStayAsTheyAre(sql: String) {
        #expect(ExtensionStatement(sql) == nil)
    }

    @Test func anOlderPgDumpIsNamed() async throws {
        let folder = try TemporaryDirectory()
        try folder.write("pg_dump", "#!/bin/sh\necho 'pg_dump (PostgreSQL) 12.9'\n", mode: 0o755)
        let empty = try await catalog("select 1")
        let shadow = Shadow(
            environment: ["TIDEMARK_PG_BINDIR": folder.path], on: database.connection)
        let plan = try Planner(owner: "postgres").plan(from: empty, to: empty)
        let verdict = try await PlanProof(on: try await shadow.server(), scope: CatalogScope())
            .prove(plan, from: empty, to: empty, owner: "postgres")
        await shadow.close()
        guard case .notProvable(let reason) = verdict else {
            Issue.record("\(verdict)")
            return
        }
        #expect(
            reason.reason.hasPrefix("pg_dump 12.9 is older than the server, which is PostgreSQL"))
    }
}

/// What other processes can see of a password.
@Suite(
    .server(
        authentication: "local all postgres trust\nlocal all all scram-sha-256\n"))
struct DumpPasswordTests {
    @Test func noArgumentHasThePassword() async throws {
        let database = TestDatabase.current
        let real = try await testBinaries()
        try await database.execute("create role dumper superuser login password 'hid den''s'")
        let folder = try TemporaryDirectory()
        try folder.write(
            "pg_dump",
            """
            #!/bin/sh
            [ "$1" = --version ] || tr '\\0' '\\n' </proc/$$/cmdline >'\(folder.path)/seen'
            exec '\(real.directory)/pg_dump' "$@"

            """, mode: 0o755)
        let connection = database.connection.setting("user", to: "dumper")
            .setting("password", to: "hid den's")
        let shadow = Shadow(environment: ["TIDEMARK_PG_BINDIR": folder.path], on: connection)
        let server = try await shadow.server()
        let dump = try await server.dump(connection)
        await shadow.close()
        #expect(dump.differences(from: dump).isEmpty)
        let seen = try readFile("\(folder.path)/seen")
        #expect(seen.contains("user=dumper"))
        #expect(!seen.contains("den"), "\(seen)")
    }
}
