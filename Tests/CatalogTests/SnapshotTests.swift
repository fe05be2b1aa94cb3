import Catalog
import Findings
import PostgresSession
import Synchronization
import Testing
import TidemarkTesting

@Suite(.database) struct SnapshotTests {
    let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
    }

    var path: String { directory.path(of: "schema") }

    func read() async throws -> Catalog {
        let session = try await TestDatabase.current.connect()
        let catalog = try await CatalogReader(session).read()
        await session.close()
        return catalog
    }

    func make() async throws -> Catalog {
        try await TestDatabase.current.execute(
            """
            create schema "Über.punkt";
            create table "Über.punkt"."Odd Name" (
                id int generated always as identity (start 5) primary key,
                note text default 'a "b" \\ c', "ünï" numeric(10, 2) check ("ünï" > 0));
            create index on "Über.punkt"."Odd Name" (lower(note)) include (id) where note <> 'x, (y';
            create view public.v with (security_invoker = on) as
                select id, note from "Über.punkt"."Odd Name" t where t.id > 1;
            create function public.f(a int, b double precision default 0.5) returns text
            language plpgsql cost 0.0025 as $$
            begin
                return 'tab\there' || a;
            end $$;
            grant select (note) on "Über.punkt"."Odd Name" to public;
            comment on table "Über.punkt"."Odd Name" is E'two\\nlines';
            alter table "Über.punkt"."Odd Name" enable row level security;
            create policy p on "Über.punkt"."Odd Name" for select using (note is not null);
            """)
        return try await read()
    }

    @Test func readBackItIsTheSameValue() async throws {
        let catalog = try await make()
        try Snapshot.write(catalog, mark: [], to: path)
        let snapshot = try Snapshot(opening: path)
        #expect(snapshot.manifest.rootHash == catalog.rootHash)
        #expect(try snapshot.catalog().objects == catalog.objects)
        for object in catalog.objects {
            #expect(try snapshot.object(object.name) == object, "\(object.name)")
        }
    }

    @Test func writtenAgainNothingIsTouched() async throws {
        let catalog = try await make()
        #expect(try Snapshot.write(catalog, mark: [], to: path) > 4)
        #expect(try Snapshot.write(catalog, mark: [], to: path) == 0)
        try await TestDatabase.current.execute("drop view public.v")
        // The file of the view and the manifest.
        #expect(try Snapshot.write(try await read(), mark: [], to: path) == 2)
        #expect(try Snapshot(opening: path).object(ObjectName(.view, "public.v")) == nil)
    }

    @Test func aFileEditedByHandIsNamed() async throws {
        let catalog = try await make()
        try Snapshot.write(catalog, mark: [], to: path)
        let name = ObjectName(.view, "public.v")
        let file = try #require(Snapshot(opening: path).file(of: name))
        let text = try readFile(file)
        try directory.write("schema/views/public.v.json", text.replacing("> 1", with: "> 2"))
        let error = #expect(throws: SnapshotError.self) {
            try Snapshot(opening: path).object(name)
        }
        #expect(error?.finding.location?.file == file)
        #expect(error?.finding.message.contains("edited by hand or half merged") == true)
    }

    @Test(arguments: [
        ("<<<<<<< ours\n{", 1), ("{\n  \"view\": \"public.v\",,\n}", 2), ("[]", nil), ("{}", nil),
        ("{\"nonsense\": \"public.v\"}", nil), ("", 1),
    ])
    func aBrokenFileIsNamedWithItsLine(text: String, line: Int?) async throws {
        let catalog = try await make()
        try Snapshot.write(catalog, mark: [], to: path)
        try directory.write("schema/views/public.v.json", text)
        let error = #expect(throws: SnapshotError.self) { try Snapshot(opening: path).catalog() }
        #expect(error?.finding.location?.file.hasSuffix("views/public.v.json") == true)
        #expect(error?.finding.location?.line == line)
    }

    @Test func aManifestThatIsNotWholeIsRefused() async throws {
        let catalog = try await make()
        try Snapshot.write(catalog, mark: [], to: path)
        let text = try readFile(path + "/manifest.json")
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let view = try #require(lines.firstIndex { $0.contains("view public.v") })
        var cut = lines
        cut.remove(at: view)
        try directory.write("schema/manifest.json", cut.joined(separator: "\n"))
        let error = #expect(throws: SnapshotError.self) { try Snapshot(opening: path) }
        #expect(error?.isAbsent == false)
        try directory.write(
            "schema/manifest.json", text.replacing("\"format\": 1", with: "\"format\": 99"))
        let newer = #expect(throws: SnapshotError.self) { try Snapshot(opening: path) }
        #expect(newer?.finding.remedy == "use a newer tidemark")
        let absent = #expect(throws: SnapshotError.self) { try Snapshot(opening: path + "-none") }
        #expect(absent?.isAbsent == true)
    }

    /// Enough tables for a second session, and for several slices.
    @Test func twoSessionsReadWhatOneReads() async throws {
        let database = TestDatabase.current
        _ = try await make()
        try await database.execute(
            """
            do $$ begin
                for n in 1..900 loop
                    execute format('create table many_%s (id int primary key, note text check (note <> %L), other int unique)', n, n);
                    execute format('create index on many_%s (note, id desc)', n);
                    execute format('create view seen_%s as select id, note from many_%s where id > 1', n, n);
                    execute format('create policy p on many_%s using (note is not null)', n);
                end loop;
            end $$
            """)
        let session = try await database.connect()
        let one = try await CatalogReader(session).read()
        let connections = Mutex(0)
        let two = try await CatalogReader(session) {
            connections.withLock { $0 += 1 }
            return try? await database.connect(applicationName: "second")
        }.read()
        #expect(one.objects.count > 1800)
        #expect(two == one)
        #expect(connections.withLock(\.self) == 1)
        #expect(await session.transactionStatus == .idle)
        // No lock is left, and none was needed beyond what a server of default size has.
        let locks = try await session.query(
            "select count(*) from pg_locks where pid = pg_backend_pid() and relation >= 16384")
        #expect(locks.scalar == "0")
        await session.close()
    }

    @Test func settingsOfTheSessionChangeNothing() async throws {
        let catalog = try await make()
        let session = try await TestDatabase.current.connect()
        try await session.execute(
            """
            set search_path = "Über.punkt", public; set datestyle = 'German'; set quote_all_identifiers = on;
            set intervalstyle = 'iso_8601'; set bytea_output = 'escape'; set standard_conforming_strings = off
            """)
        #expect(try await CatalogReader(session).read() == catalog)
        #expect(try await session.query("show datestyle").scalar?.hasPrefix("German") == true)
        await session.close()
    }
}
