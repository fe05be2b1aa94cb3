import Catalog
import JSONText
import PostgresSession
import SchemaDiff
import Testing
import TidemarkTesting

/// Roles in settings of roles and databases, and those that expressions and bodies name.
@Suite(.database) struct RoleMentionTests {
    private static func name(_ text: String) -> String { "\(text)_\(TestDatabase.current.name)" }

    private static func read() async throws -> Catalog {
        let session = try await TestDatabase.current.connect()
        let catalog = try await CatalogReader(session, scope: CatalogScope()).read(edges: true)
        await session.close()
        return catalog
    }

    @Test func settingsOfRolesAndDatabasesAreWritten() async throws {
        let database = TestDatabase.current
        let (old, new, member) = (Self.name("Old R"), Self.name("New \"R"), Self.name("m"))
        func quoted(_ name: String) -> String {
            "\"\(name.replacing("\"", with: "\"\""))\""
        }
        // Sessions of this database have the role as well, and must be able to read everything.
        try await database.execute(
            """
            create role \(quoted(old)) superuser; create role \(member);
            create schema s authorization \(member);
            alter role \(member) set role = \(quoted(old));
            alter role \(member) in database \(quoted(database.name)) set role = \(quoted(old));
            alter database \(quoted(database.name)) set role = \(quoted(old));
            """)
        let catalog = try await Self.read()
        try await database.execute(
            """
            set role none; alter database \(quoted(database.name)) reset role;
            drop schema s; drop role \(member); drop role \(quoted(old));
            """)
        #expect(catalog.namedRoles.isSuperset(of: [quoted(old)]))
        var rules = RoleRules()
        #expect(rules.map("\(quoted(old))=\(quoted(new))") != nil)
        let (mapped, notes) = try catalog.applying(
            rules, there: [quoted(new), member], target: Catalog(objects: []), owner: "postgres")
        let role = try #require(mapped[ObjectName(.role, member)]).properties
        #expect(role["settings"] == ["role": .string(new)])
        #expect(role["settingsInDatabase"] == ["role": .string(new)])
        let settings = mapped[ObjectName(.database, "database")]?.properties["settings"]
        #expect(settings == ["role": .string(new)])
        #expect(notes.filter { $0.role == quoted(old) }.map(\.mentions) == [[]])
        #expect(!mapped.namedRoles.contains(quoted(old)))
        let sql = try Planner(owner: "postgres").plan(from: catalog, to: mapped).script
        #expect(sql.contains("ALTER ROLE \(member) SET role TO '\(new)'"), "\(sql)")
        #expect(sql.contains("ALTER DATABASE %I SET role TO ''''\(new)''''"), "\(sql)")
        rules = RoleRules(missing: .ignore)
        let (left, told) = try catalog.applying(
            rules, there: [member, "postgres"], target: Catalog(objects: []), owner: "postgres")
        #expect(left[ObjectName(.role, member)]?.properties["settings"] == nil)
        #expect(left[ObjectName(.role, member)]?.properties["settingsInDatabase"] == nil)
        #expect(left[ObjectName(.database, "database")]?.properties["settings"] == nil)
        let words = told.first { $0.role == quoted(old) }?.words ?? []
        #expect(words.first?.contains("SET role of role \(member)") == true, "\(words)")
        #expect(words.first?.contains("SET role of database") == true, "\(words)")
    }

    @Test func expressionsAndBodiesAreToldAndStay() async throws {
        let x = Self.name("x")
        try await TestDatabase.current.execute(
            """
            create role \(x);
            create table t (id int, who text default '\(x)', \(x) int, constraint c check (who <> '\(x)'),
                constraint d check (who <> 'the_\(x)' and \(x) > 0));
            create policy p on t using (current_user = '\(x)');
            create policy q on t with check (pg_has_role('\(x)', 'member'));
            create policy r on t using (\(x) = 1);
            create policy s on t to \(x) using (true);
            create index i on t (id) where who = '\(x)';
            create view v as select id from t where who = any ('{\(x),other}'::text[]);
            create view w as select \(x) from t;
            create function f() returns void language plpgsql as $$ begin execute 'grant select on t to \(x)'; end $$;
            create function g() returns void language plpgsql as $$ begin set role \(x); end $$;
            create function h() returns int language sql as $$ select 1 -- not \(x)
            $$;
            create function k(a text default '\(x)') returns int language sql begin atomic select 1; end;
            comment on table t is 'to \(x)';
            """)
        let catalog = try await Self.read()
        try await TestDatabase.current.execute("drop owned by \(x) cascade; drop role \(x)")
        var rules = RoleRules()
        #expect(rules.map("\(x)=web") == x)
        let (mapped, notes) = try catalog.applying(
            rules, there: ["web"], target: Catalog(objects: []), owner: "postgres")
        let note = try #require(notes.first { $0.role == x })
        #expect(
            Set(note.mentions) == [
                "column who of table public.t", "constraint c of table public.t",
                "policy p of table public.t", "policy q of table public.t",
                "index i of table public.t", "view public.v", "function public.f()",
                "function public.g()", "function public.k(text)",
            ])
        #expect(note.words.count == 1 + note.mentions.count)
        #expect(
            note.words.contains(
                "is named in an expression or a body, which stays as it is: policy p of table public.t"
            ))
        let table = try #require(mapped[ObjectName(.table, "public.t")])
        let before = try #require(catalog[ObjectName(.table, "public.t")])
        // All but the roles of a policy stays.
        #expect(
            table.parts(.policy).first { $0.name.identity == "s" }?.properties["roles"] == ["web"])
        #expect(table.parts(.policy).prefix(3) == before.parts(.policy).prefix(3))
        #expect(catalog.rolesInExpressions([x, "nobody"]) == [x])
        // One that is only named so is told all the same; one that is to be made first keeps its name.
        let (_, others) = try catalog.applying(
            RoleRules(), there: [], target: Catalog(objects: []), owner: "postgres")
        #expect(others.allSatisfy { $0.mentions.isEmpty })
    }
}
