import Catalog
import PostgresSession
import Proving
import SchemaDiff
import Testing
import TidemarkTesting

/// What is made of a catalog is the same again, by our own reader and by `pg_dump`, which shares no code with it.
@Suite(.server(), .serialized) struct CreationTests {
    /// What no statement may tell, because it is never read, or makes: it is what the statements have in its place.
    private static let plain = [
        "delete from pg_seclabel",
        "update pg_index set indisvalid = true where indexrelid = 'later.moved_invalid_idx'::regclass",
        "alter foreign data wrapper tm_remote options (set mode 'set')",
        "alter server warehouse options (set secret_key 'set')",
        "alter user mapping for tm_fixture_reader server warehouse options (set password 'set')",
        "alter subscription tm_orders_in connection ''",
        "alter subscription \"tm Odd.In%\" connection ''",
        "alter subscription tm_spare_in connection ''",
    ]

    @Test func theFixtureIsTheSameAgain() async throws {
        let session = try await TestDatabase.current.connect()
        try await FixtureDatabase.make(on: session)
        for statement in Self.plain { try await session.execute(statement) }
        let catalog = try await CatalogReader(session).read(edges: true)
        let major = session.serverVersion / 10_000
        await session.close()
        let creation = try Creation(catalog, major: major)
        #expect(
            creation.omissions.map(\.description).sorted() == [
                "subscription \"tm Odd.In%\": where it connects to, which is withheld",
                "subscription tm_orders_in: where it connects to, which is withheld",
                "subscription tm_spare_in: where it connects to, which is withheld",
            ])
        try await expectSame(catalog, creation)
    }

    /// The schema of most projects: what a project has in one schema, all of it needed by something else.
    @Test func objectsThatNeedEachOtherAreMade() async throws {
        let session = try await TestDatabase.current.connect()
        try await session.run(
            """
            create table a (id int primary key, b_id int);
            create table b (id int primary key, a_id int references a);
            alter table a add foreign key (b_id) references b;
            create function next_a() returns int language sql begin atomic select coalesce(max(id), 0) + 1 from a; end;
            alter table a alter column id set default next_a();
            create function is_fine(a) returns boolean language sql immutable as 'select $1.id > 0';
            alter table a add constraint fine check (is_fine(a));
            create view v as select id, count(*) over () as n, b_id from a group by id;
            create function v_rows() returns setof v language sql begin atomic select * from v; end;
            create policy p on b using (exists (select from v_rows() where id = a_id));
            create function touch() returns trigger language plpgsql as 'begin return new; end';
            create trigger t before insert on v_base for each row execute function touch();
            """.replacing("v_base", with: "a"))
        let catalog = try await CatalogReader(session).read(edges: true)
        let major = session.serverVersion / 10_000
        await session.close()
        try await expectSame(catalog, try Creation(catalog, major: major))
    }

    /// Everything that the server deparses.
    @Test func whatTheServerDeparsesIsTheSameAgain() async throws {
        let session = try await TestDatabase.current.connect()
        let folder = #filePath.split(separator: "/").dropLast(2).reduce("") { $0 + "/" + $1 }
        try await session.run(try readFile("\(folder)/CatalogTests/Versions/rendering.sql"))
        // Of these the server prints what it reads as something else, or not at all.
        for view in ["v_between", "v_ordered_set", "v_with_search"] {
            try await session.execute("drop view render.\(view)")
        }
        // Its NOT NULLs keep names that the server made of what it was called before.
        try await session.execute("drop table render.renamed cascade")
        let catalog = try await CatalogReader(session).read(edges: true)
        let major = session.serverVersion / 10_000
        await session.close()
        try await expectSame(catalog, try Creation(catalog, major: major))
    }

    @Test func grantsOnWhatTheServerBringsAlongAreMade() async throws {
        let session = try await TestDatabase.current.connect()
        try await session.run(
            """
            grant execute on function pg_read_file(text) to public;
            revoke execute on function pg_sleep(double precision) from public;
            revoke execute on function count() from public;
            grant select (rolpassword), update on pg_authid to public;
            """)
        let catalog = try await CatalogReader(session).read(edges: true)
        await session.close()
        #expect(catalog.objects.count { $0.properties["granted"] != nil } == 2)
        try await expectSame(catalog, try Creation(catalog))
    }

    @Test func aSchemaThatIsNotThereIsDropped() async throws {
        let session = try await TestDatabase.current.connect()
        try await session.run("drop schema public; create schema other; create table other.a ()")
        let catalog = try await CatalogReader(session).read(edges: true)
        let major = session.serverVersion / 10_000
        await session.close()
        try await expectSame(catalog, try Creation(catalog, major: major))
    }

    @Test func withoutEdgesNothingIsMade() {
        #expect(throws: CreationError.noEdges) { try Creation(Catalog(objects: [])) }
    }

    @Test func aCircleIsNamed() {
        let names = ["public.a", "public.b"].map { ElementName(ObjectName(.view, $0)) }
        let objects = zip(names, names.reversed()).map { from, to in
            CatalogObject(
                name: from.object, properties: .none, parts: [],
                edges: [Edge(from: from, to: to, kind: .needs)])
        }
        #expect(throws: CreationError.circle(names)) {
            try Creation(Catalog(objects: objects, hasEdges: true))
        }
    }

    /// Runs the script in a new database of the same server and compares.
    private func expectSame(_ catalog: Catalog, _ creation: Creation) async throws {
        let database = TestDatabase.current
        let name = database.name + "_again"
        try await database.execute("create database \(name) template template0")
        let connection = database.connection.setting("dbname", to: name)
        let session = try await Session.connect(to: connection)
        do {
            try await session.run(creation.script)
        } catch let error as SessionError {
            Issue.record(error, "\(error.server?.message ?? "") in\n\(creation.script)")
        }
        let again = try await CatalogReader(session).read(edges: true)
        await session.close()
        let differences = Comparison().compare(expected: catalog, actual: again)
        #expect(differences.map(\.path) == [])
        for difference in differences.prefix(20) {
            Issue.record(
                "\(difference.path): \(String(describing: difference.expected)) – \(String(describing: difference.actual))"
            )
        }
        #expect(Set(catalog.edges).symmetricDifference(again.edges).isEmpty)
        let expected = try await DumpEntries(of: database.conninfo, by: database.binaries)
        let found = try await DumpEntries(of: connection.textWithSecrets, by: database.binaries)
        #expect(!expected.texts.isEmpty)
        for key in Set(expected.texts.keys).union(found.texts.keys).sorted() {
            #expect(found.texts[key] == expected.texts[key], "\(key)")
        }
    }
}
