import Catalog
import JSONText
import PostgresSession
import Proving
import Testing
import TidemarkTesting

@Suite(.database)
struct SupabaseTests {
    private let scope = CatalogScope(managed: .supabase)

    private func installed() async throws {
        let session = try await TestDatabase.current.connect()
        try await installShim(.supabase, into: session)
        await session.close()
    }

    @Test func theShimIsNoPartOfTheProject() async throws {
        let before = try await read(scope: scope)
        try await installed()
        let after = try await read(scope: scope)
        // The API roles may use the schema; that is all that is seen of the shim.
        #expect(after.objects.map(\.name) == before.objects.map(\.name))
        #expect(after.names(.schema) == ["public"])
        #expect(
            after.census.entries.filter { $0.reason == "the platform manages it" }.map(\.what)
                .contains("objects in schema auth"))
        #expect(!after.census.hasGaps)
        let plain = try await read()
        #expect(plain.names(.schema) == ["auth", "extensions", "public"])
        #expect(plain.names(.role).contains("authenticator"))
    }

    @Test func schemasThatOnlyLookLikeThePlatformsAreTheProjects() async throws {
        let catalog = try await read(
            after: """
                create schema authors; create schema my_auth; create schema timescaledb_information;
                create schema _timescaledb_cache;
                """, scope: scope)
        #expect(catalog.names(.schema) == ["authors", "my_auth", "public"])
        let asked = CatalogScope(schemas: ["_timescaledb_cache"], managed: .supabase)
        #expect(try await read(scope: asked).names(.schema) == ["_timescaledb_cache"])
    }

    @Test func whatTheProjectPutsOnThePlatformsTablesIsSeen() async throws {
        try await installed()
        let catalog = try await read(
            after: """
                create schema storage;
                create table storage.objects (id integer, name text);
                create table storage.buckets (id integer);
                create function public.new_user() returns trigger language plpgsql as 'begin return new; end';
                create function auth.own() returns trigger language plpgsql as 'begin return new; end';
                create trigger on_signup after insert on auth.users for each row execute function public.new_user();
                create trigger of_the_platform after insert on auth.users for each row execute function auth.own();
                create policy "Anyone reads" on storage.objects for select using (name <> '');
                """, scope: scope)
        #expect(catalog.names(.table) == ["auth.users", "storage.objects"])
        #expect(catalog.properties(.table, "auth.users") == ["managed": true])
        #expect(
            catalog[ObjectName(.table, "auth.users")]?.parts.map(\.name.description) == [
                "trigger on_signup"
            ])
        #expect(
            catalog.parts(.policy, of: .table, "storage.objects") == [
                [
                    "name": "\"Anyone reads\"", "command": "SELECT",
                    "using": "(name <> ''::text)",
                ]
            ])
    }

    @Test func rolesAndWhatTheyMayDo() async throws {
        try await installed()
        let role = roleName("app")
        let catalog = try await read(
            after: """
                create role \(role);
                create table public.t (id integer);
                grant select on public.t to \(role), anon, service_role;
                grant \(role) to authenticator;
                grant pg_monitor to authenticator;
                alter default privileges for role service_role grant select on tables to anon;
                """, scope: scope)
        try await TestDatabase.current.execute(
            "revoke \(role) from authenticator; revoke pg_monitor from authenticator")
        #expect(catalog.names(.role) == ["authenticator", role])
        #expect(
            catalog.properties(.role, "authenticator") == [
                "managed": true, "memberOf": [role: ""],
            ])
        #expect(
            catalog.properties(.table, "public.t")?["grants"] == [
                "anon": "SELECT", "postgres": "ALL", "service_role": "SELECT",
                role: "SELECT",
            ])
        #expect(catalog.names(.defaultPrivileges) == [])
    }

    @Test func whatIsInNoSchema() async throws {
        let database = TestDatabase.current
        try await installed()
        let catalog = try await read(
            after: """
                create table public.t (id integer primary key, name text);
                create table public.u (id integer primary key);
                create function public.note() returns event_trigger language plpgsql as 'begin null; end';
                create event trigger pgrst_ddl_watch on ddl_command_end execute function public.note();
                create event trigger issue_pg_net_access on ddl_command_end execute function public.note();
                create event trigger issues on ddl_command_end execute function public.note();
                create publication supabase_realtime for table public.t;
                create publication supabase_realtime_messages_publication;
                create publication mine for table public.u;
                alter database \(database.name) set "app.settings.jwt_secret" = 'hidden';
                alter database \(database.name) set statement_timeout = '8s';
                """, scope: scope)
        #expect(catalog.names(.eventTrigger) == ["issues"])
        #expect(catalog.names(.publication) == ["mine", "supabase_realtime"])
        #expect(
            catalog.properties(.publication, "supabase_realtime") == [
                "managed": true, "tables": ["public.t": ""],
            ])
        #expect(
            catalog.properties(.database, "database") == ["settings": ["statement_timeout": "8s"]])
        #expect(catalog.names(.extension) == ["plpgsql"])
    }
}
