import Catalog
import JSONText
import PostgresSession
import SchemaDiff
import Testing
import TidemarkTesting

/// Schemas written for the roles of another server.
@Suite(.database) struct RoleTests {
    /// Everything that may name a role, with names that are nowhere else.
    private static func everything(_ a: String, _ b: String, _ c: String) -> String {
        """
        create role \(a) nologin; create role \(b) nologin; create role \(c) nologin;
        grant \(b) to \(c) with admin option; grant \(a) to \(b);
        create schema s authorization \(a); grant usage on schema s to \(b), \(c);
        create table s.t (id int, x int); alter table s.t owner to \(a);
        grant select on s.t to \(b) with grant option;
        set role \(b); grant select on s.t to \(c); reset role;
        grant select, update (x) on s.t to \(c); grant select on s.t to public;
        create policy p on s.t to \(a), \(b) using (id > 0); create policy q on s.t to \(c) using (true);
        create policy r on s.t using (false);
        alter default privileges for role \(a) in schema s grant select on tables to \(b);
        alter default privileges for role \(b) grant execute on functions to \(c);
        create foreign data wrapper w; create server sv foreign data wrapper w;
        alter server sv owner to \(a); create user mapping for \(a) server sv; create user mapping for public server sv;
        create function s.f() returns int language sql security definer set role = \(b) as 'select 1';
        alter function s.f owner to \(b); grant execute on function s.f to \(c);
        create type s.e as enum ('a'); alter type s.e owner to \(a); grant usage on type s.e to \(c);
        create sequence s.q; alter sequence s.q owner to \(a); grant usage on sequence s.q to \(c);
        create view s.v as select 1 as n; alter view s.v owner to \(b); grant select on s.v to \(c);
        grant execute on function pg_catalog.pg_sleep(double precision) to \(c);
        grant connect on database "\(TestDatabase.current.name)" to \(c);
        alter role \(c) in database "\(TestDatabase.current.name)" set work_mem = '1MB';
        alter role \(c) in database "\(TestDatabase.current.name)" set role = \(a);
        alter role \(b) set role = \(a); alter role \(a) set role = none;
        create function s.g() returns int language sql set role = none as 'select 1';
        """
    }

    private static func drop(_ names: [String]) -> String {
        names.map { "drop owned by \($0) cascade" }.joined(separator: "; ") + "; "
            + names.map { "drop role \($0)" }.joined(separator: "; ")
    }

    /// A name of this test's own: roles are the whole server's.
    private static func name(_ text: String) -> String { "\(text)_\(TestDatabase.current.name)" }

    private static func read() async throws -> Catalog {
        let session = try await TestDatabase.current.connect()
        let catalog = try await CatalogReader(session, scope: CatalogScope()).read(edges: true)
        await session.close()
        return catalog
    }

    @Test func otherNamesAreAsIfTheyHadAlwaysBeenSo() async throws {
        let old = [
            "\"Old A \(TestDatabase.current.name)\"", Self.name("old_b"), Self.name("old_c"),
        ]
        let new = [
            Self.name("new_a"), "\"New B \(TestDatabase.current.name)\"", Self.name("new_c"),
        ]
        let setup = TestDatabase.current
        try await setup.execute(Self.everything(old[0], old[1], old[2]))
        let before = try await Self.read()
        try await setup.execute(
            Self.drop(old)
                + "; drop foreign data wrapper if exists w cascade; drop schema if exists s cascade"
        )
        try await setup.execute(Self.everything(new[0], new[1], new[2]))
        let after = try await Self.read()
        try await setup.execute(Self.drop(new))
        #expect(before.namedRoles.isSuperset(of: old))
        var rules = RoleRules()
        for (from, to) in zip(old, new) { #expect(rules.map("\(from)=\(to)") == from) }
        let (mapped, notes) = try before.applying(
            rules, there: Set(new), target: Catalog(objects: []), owner: "postgres")
        #expect(notes.filter { old.contains($0.role) }.map(\.treatment).count == 3)
        let left = Comparison().compare(expected: after, actual: mapped)
        #expect(left.map(\.path) == [])
        #expect(mapped.objects.map(\.name) == after.objects.map(\.name))
        #expect(mapped.objects.map(\.hash) == after.objects.map(\.hash))
        #expect(Set(mapped.edges) == Set(after.edges))
    }

    @Test func whatIsLeftOutIsNamed() async throws {
        let names = [Self.name("a"), Self.name("b"), Self.name("c")]
        try await TestDatabase.current.execute(Self.everything(names[0], names[1], names[2]))
        let catalog = try await Self.read()
        try await TestDatabase.current.execute(Self.drop(names))
        var rules = RoleRules(missing: .ignore)
        let there = catalog.namedRoles.subtracting(names)
        let (written, notes) = try catalog.applying(
            rules, there: there, target: Catalog(objects: []), owner: "postgres")
        // What a function sets when it runs is a part of what it does.
        #expect(written.namedRoles.intersection(names) == [names[1]])
        #expect(written[ObjectName(.function, "s.f()")]?.properties["settings"] != nil)
        let table = try #require(written[ObjectName(.table, "s.t")])
        // A policy without a role would be one for everybody.
        #expect(table.parts(.policy).map(\.name.identity) == ["r"])
        #expect(table.properties["owner"]?.string == "postgres")
        #expect(table.properties["grants"] == ["PUBLIC": "SELECT", "postgres": "ALL"])
        #expect(written[ObjectName(.sequence, "s.q")]?.properties["grants"] == nil)
        #expect(written.objects.allSatisfy { $0.name.kind != .defaultPrivileges })
        let c = try #require(notes.first { $0.role == names[2] }?.words[0])
        #expect(c.contains("policy q of table s.t"), "\(c)")
        #expect(c.contains("privileges on view s.v"), "\(c)")
        let a = try #require(notes.first { $0.role == names[0] }?.words[0])
        #expect(a.contains("the ownership of table s.t"), "\(a)")
        #expect(a.contains("policy p of table s.t"), "\(a)")
        let b = try #require(notes.first { $0.role == names[1] }?.words[0])
        #expect(b.contains("not SET role of function s.f(), which stays"), "\(b)")
        rules.missing = .require
        #expect(throws: MissingRolesError(roles: names)) {
            try catalog.applying(
                rules, there: there, target: Catalog(objects: []), owner: "postgres")
        }
        rules.missing = .expect
        let (same, expected) = try catalog.applying(
            rules, there: there, target: Catalog(objects: []), owner: "postgres")
        #expect(same == catalog)
        #expect(expected.map(\.treatment) == [.expected, .expected, .expected])
    }

    @Test func twoRolesMayBecomeOne() async throws {
        let names = [Self.name("a"), Self.name("b"), Self.name("c")]
        try await TestDatabase.current.execute(
            """
            create role \(names[0]); create role \(names[1]); create role \(names[2]);
            create table t (id int); alter table t owner to \(names[0]);
            grant select on t to \(names[1]); grant insert on t to \(names[2]);
            create policy p on t to \(names[1]), \(names[2]) using (true);
            """)
        let catalog = try await Self.read()
        try await TestDatabase.current.execute(Self.drop(names))
        var rules = RoleRules()
        #expect(rules.map("\(names[2])=\(names[1])") != nil)
        let (one, _) = try catalog.applying(
            rules, there: Set(names), target: Catalog(objects: []), owner: "postgres")
        let table = try #require(one[ObjectName(.table, "public.t")])
        #expect(table.properties["grants"]?.object?[names[1]]?.string == "SELECT, INSERT")
        #expect(table.parts(.policy)[0].properties["roles"] == [.string(names[1])])
        // With the owner too: what it has by default is not spelled out.
        #expect(rules.map("\(names[1])=\(names[0])") != nil)
        rules.names[names[2]] = names[0]
        let (all, _) = try catalog.applying(
            rules, there: Set(names), target: Catalog(objects: []), owner: "postgres")
        #expect(all[ObjectName(.table, "public.t")]?.properties["grants"] == nil)
    }

    @Test func mapsAreReadStrictly() {
        var rules = RoleRules()
        #expect(rules.map("anon = web") == "anon")
        #expect(rules.map("\"My Role\"=other") == "\"My Role\"")
        #expect(rules.map("My Role=other") == "\"My Role\"")
        #expect(rules.names == ["anon": "web", "\"My Role\"": "other"])
        for text in [
            "anon", "=web", "anon=", "a=b=c", "PUBLIC=web", "anon=PUBLIC", "pg_monitor=web",
        ] {
            #expect(rules.map(text) == nil, "\(text)")
        }
    }
}
