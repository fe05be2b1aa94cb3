import PostgresSession
import Proving
import Testing
import TidemarkTesting

@Suite(.database) struct ShimTests {
    let session: Session

    init() async throws {
        session = try await TestDatabase.current.connect()
    }

    @Test func itInstallsTwiceAndSaysNothing() async throws {
        try await installShim(.supabase, into: session)
        try await session.execute("insert into auth.users (email) values ('a@b.example')")
        try await installShim(.supabase, into: session)
        #expect(try await session.query("select count(*) from auth.users").scalar == "1")
        #expect(await session.takeNotices().isEmpty)
        let roles = try await session.query(
            "select rolname, rolcanlogin, rolbypassrls from pg_roles where rolname = any ($1) order by 1",
            ["{\(Shim.supabase.roles.joined(separator: ","))}"])
        #expect(
            roles.rows.map(\.values) == [
                ["anon", "f", "f"], ["authenticated", "f", "f"], ["authenticator", "f", "f"],
                ["service_role", "f", "t"],
            ])
    }

    @Test func theFunctionsReadTheClaims() async throws {
        try await installShim(.supabase, into: session)
        let question = "select auth.jwt() ->> 'org_id', auth.uid(), auth.role(), auth.email()"
        #expect(try await session.query(question).rows[0].values == [nil, nil, nil, nil])
        let user = "00000000-0000-0000-0000-000000000001"
        let claims = """
            {"sub": "\(user)", "role": "authenticated", "email": "a@b.example", "org_id": "o1"}
            """
        try await session.execute("begin")
        try await session.query("select set_config('request.jwt.claims', $1, true)", [claims])
        #expect(
            try await session.query(question).rows[0].values
                == ["o1", user, "authenticated", "a@b.example"])
        try await session.execute("commit")
        // The setting is '' now, not unset.
        #expect(try await session.query(question).rows[0].values == [nil, nil, nil, nil])
    }

    @Test func whatSupabaseAlwaysHasIsFoundWithoutItsSchema() async throws {
        try await installShim(.supabase, into: session)
        let later = try await TestDatabase.current.connect()
        #expect(
            try await later.query("show search_path").scalar == "\"$user\", public, extensions")
        let available = try await later.query(
            "select 1 from pg_available_extensions where name = 'pgcrypto'")
        if !available.rows.isEmpty {
            try await later.execute("create table t (token bytea default gen_random_bytes(8))")
        }
        await later.close()
    }

    @Test func policiesCanUseIt() async throws {
        try await installShim(.supabase, into: session)
        try await session.execute(
            """
            create table public.tasks (id int, org_id text);
            insert into public.tasks values (1, 'o1'), (2, 'o2');
            alter table public.tasks enable row level security;
            grant select on public.tasks to authenticated, service_role;
            create policy mine on public.tasks for select to authenticated
                using (org_id = (select auth.jwt() ->> 'org_id'));
            """)
        let seen = try await session.execute(
            """
            begin;
            select set_config('request.jwt.claims', '{"org_id": "o2"}', true);
            set local role authenticated;
            select id from public.tasks;
            set local role service_role;
            select id from public.tasks;
            rollback
            """)
        #expect(seen[3].rows.map(\.values) == [["2"]])
        #expect(seen[5].rows.count == 2)
    }

    @Test func aForeignAuthSchemaIsLeftAlone() async throws {
        try await session.execute("create schema auth; create table auth.users (id int)")
        let error = await #expect(throws: ShimError.self) {
            try await installShim(.supabase, into: session)
        }
        #expect(error?.code == .foreignSchema)
        let functions = try await session.query("select to_regprocedure('auth.jwt()')")
        #expect(functions.scalar == nil)
        #expect(await session.transactionStatus == .idle)
    }

    @Test func itIsAPartOfAnOpenTransaction() async throws {
        try await session.execute("begin")
        try await installShim(.supabase, into: session)
        try await session.execute("rollback")
        #expect(try await session.query("select to_regnamespace('auth')").scalar == nil)
    }

    @Test(.server()) func manyDatabasesAtOnce() async throws {
        let server = TestDatabase.current.server
        let admin = try await Session.connect(to: server.connection)
        for number in 1...6 { try await admin.execute("create database d\(number)") }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 1...6 {
                group.addTask {
                    let session = try await Session.connect(
                        to: server.connection.setting("dbname", to: "d\(number)"))
                    try await installShim(.supabase, into: session)
                    await session.close()
                }
            }
            try await group.waitForAll()
        }
    }
}
