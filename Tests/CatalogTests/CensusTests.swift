import Catalog
import JSONText
import PostgresSession
import Testing
import TidemarkTesting

@Suite(.database)
struct CensusTests {
    @Test func ofANewDatabaseIsEmpty() async throws {
        #expect(try await read().census.entries == [])
    }

    @Test func countsWhatIsNotModelled() async throws {
        let census = try await read(
            after: """
                select lo_create(0) from generate_series(1, 3);
                create type mood as enum ('a');
                create table t (m mood[]);
                comment on type t is 'A row.';
                comment on type _mood is 'A list.';
                create function pg_catalog.hidden() returns integer language sql as 'select 1';
                """
        ).census
        func count(_ what: String) -> Int? {
            census.entries.first { $0.what.hasPrefix(what) }?.count
        }
        #expect(count("large objects") == 3)
        #expect(count("row, array and multirange types") == 2)
        #expect(count("objects that somebody put into") == 1)
        #expect(census.hasGaps)
    }

    /// An extension by hand: what its tables got later is none of its version.
    @Test func countsWhatWasDoneToObjectsOfExtensions() async throws {
        let sql = """
            create schema ext;
            create table ext.own (id integer primary key);
            create table ext.plain (id integer);
            create table mine (id integer);
            create policy p on mine using (true);
            alter table mine enable row level security;
            insert into pg_extension (oid, extname, extowner, extnamespace, extrelocatable, extversion)
            values (pg_nextoid('pg_extension', 'oid', 'pg_extension_oid_index'), 'made', 10, 'ext'::regnamespace, true, '1');
            alter extension made add table ext.own;
            alter extension made add table ext.plain;
            """
        let before = try await read(after: sql)
        #expect(before.census.entries.map(\.what) == ["objects of extensions"])
        #expect(!before.census.hasGaps)
        let after = try await read(
            after: """
                create policy p on ext.own using (true);
                create policy q on ext.own using (id > 0);
                alter table ext.own enable row level security;
                alter table ext.plain enable row level security;
                alter table ext.plain force row level security;
                insert into pg_seclabel (objoid, classoid, objsubid, provider, label)
                values ('ext.own'::regclass, 'pg_class'::regclass, 1, 'dummy', 'classified'),
                    ('mine'::regclass, 'pg_class'::regclass, 0, 'dummy', 'classified');
                """)
        let found = after.census.entries.filter { !$0.isExpected }
        #expect(
            found.map(\.what) == [
                "policies on tables of extensions", "tables of extensions with row-level security",
                "security labels of objects of extensions",
            ])
        #expect(found.map(\.count) == [2, 2, 1])
        #expect(after.census.hasGaps)
        // Where they are not asked for nobody misses them.
        let elsewhere = try await read(scope: CatalogScope(schemas: ["public"])).census
        #expect(!elsewhere.entries.contains { $0.what.contains("tables of extensions") })
    }

    @Test func saysWhatWasAskedNotToBeLookedAt() async throws {
        let database = TestDatabase.current
        let catalog = try await read(
            after: """
                create schema app;
                create schema other;
                create schema tidemark;
                create table app.t (id integer);
                create table other.t (id integer primary key);
                create function other.f() returns integer language sql as 'select 1';
                create type other.mood as enum ();
                create table tidemark.t (id integer);
                create publication p;
                create cast (bit as money) with inout;
                comment on database \(database.name) is 'Mine.';
                """, scope: CatalogScope(schemas: ["app"]))
        #expect(catalog.objects.map(\.name.description) == ["schema app", "table app.t"])
        #expect(
            catalog.census.entries == [
                Census.Entry(
                    what: "objects in schema other", count: 3,
                    reason: "it is not among the schemas to look at", isExpected: true),
                Census.Entry(
                    what: "objects that are in no schema", count: 1,
                    reason: "only some schemas are looked at", isExpected: true),
            ])
        #expect(!catalog.census.hasGaps)
    }

    @Test func anExcludedSchemaIsCounted() async throws {
        let catalog = try await read(
            after: "create schema other; create view other.v as select 1",
            scope: CatalogScope(excluded: ["other"]))
        #expect(catalog.names(.schema) == ["public"])
        #expect(catalog.names(.database) == ["database"])
        #expect(catalog.census.entries.map(\.what) == ["objects in schema other"])
    }
}

@Suite(.server())
struct ServerCensusTests {
    /// What belongs to the whole server is seen from every database.
    @Test func countsGrantsOnSettingsAndOrigins() async throws {
        let census = try await read(
            after: """
                create role r;
                grant set on parameter log_min_messages to r;
                select pg_replication_origin_create('elsewhere');
                """
        ).census
        #expect(census.entries.map(\.what) == ["grants on settings", "replication origins"])
    }
}

@Suite(.database)
struct UnprivilegedTests {
    private let preparation = """
        create schema app;
        create table app.t (id integer primary key, note text default 'x', check (id > 0));
        alter table app.t enable row level security;
        create policy p on app.t using (note <> '');
        create view app.v as select id from app.t;
        create function app.f() returns integer language sql as 'select 1';
        create type app.mood as enum ('a');
        create foreign data wrapper w options (debug 'true');
        create server s foreign data wrapper w options (host 'h');
        create user mapping for public server s options (user 'reader', password 'p');
        create publication pub for table app.t;
        alter default privileges grant select on tables to public;

        """

    @Test func aRoleThatMayOnlyConnectReadsTheSame() async throws {
        let role = roleName("stranger")
        let all = try await read(after: preparation + "create role \(role) login")
        let seen = try await read(as: role)
        let mapping = ObjectName(.userMapping, "PUBLIC SERVER s")
        #expect(seen.objects.map(\.name) == all.objects.map(\.name))
        #expect(
            seen.objects.filter { $0.name != mapping } == all.objects.filter { $0.name != mapping })
        // The one thing that it may not see is said to be unseen, and not that it is not there.
        #expect(seen.properties(.userMapping, mapping.identity) == ["unseen": ["options"]])
        #expect(
            seen.census.entries == [
                Census.Entry(
                    what: "properties that this role may not see", count: 1,
                    reason: "read as a superuser or the owner to compare them")
            ])
    }

    @Test func subscriptionsAreReadByStrangersToo() async throws {
        let role = roleName("stranger")
        let database = TestDatabase.current
        try await database.execute(
            """
            set client_min_messages = error;
            create role \(role) login;
            create subscription \(role) connection 'host=127.0.0.1 port=1 password=hidden' publication p
                with (connect = false)
            """)
        let all = try await read()
        let seen = try await read(as: role)
        try await database.execute("alter subscription \(role) disable")
        try await database.execute("alter subscription \(role) set (slot_name = none)")
        try await database.execute("drop subscription \(role)")
        #expect(all.names(.subscription) == [role])
        #expect(seen == all)
    }
}
