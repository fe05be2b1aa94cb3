import PostgresSession
import Proving
import Subprocess
import SystemPackage
import Testing
import TidemarkTesting

/// The workspace's own DOWN undoes its UP, to the letter of `pg_dump`.
@Suite struct WorkspaceRoundTripTests {
    /// What a Supabase project grants on new objects by itself.
    static let openDefaults = """
        alter default privileges in schema public
            grant all on tables to anon, authenticated, service_role;
        alter default privileges in schema public
            grant all on functions to anon, authenticated, service_role;
        """

    @Test(.database, arguments: ["", openDefaults])
    func downUndoesUp(setup: String) async throws {
        let database = TestDatabase.current
        let session = try await database.connect()
        try await installShim(.supabase, into: session)
        try await session.execute(setup)

        let before = try await dump(database)
        try await session.execute(Repository.text(of: TaskBus.up))
        let up = try await dump(database)
        #expect(up != before)
        try await session.execute(Repository.text(of: TaskBus.down))
        #expect(try await dump(database) == before)
        try await session.execute(Repository.text(of: TaskBus.up))
        #expect(try await dump(database) == up)
    }

    /// Privileges are the same whatever the database grants by default.
    @Test(.database) func defaultsWidenNothing() async throws {
        let database = TestDatabase.current
        let session = try await database.connect()
        try await installShim(.supabase, into: session)
        try await session.execute(Repository.text(of: TaskBus.up))
        let narrow = try await privileges(session)
        try await session.execute(Repository.text(of: TaskBus.down))
        try await session.execute(Self.openDefaults)
        try await session.execute(Repository.text(of: TaskBus.up))
        #expect(try await privileges(session) == narrow)
        #expect(!narrow.contains { $0.contains("anon") || $0.hasSuffix("PUBLIC") })
    }

    /// Every grant on the task bus to another than its owner, a line each.
    private func privileges(_ session: Session) async throws -> [String] {
        try await session.query(
            """
            select format('%s %s %s', object, privilege_type,
                case grantee when 0 then 'PUBLIC' else grantee::regrole::text end)
            from (
                select relname::text, relowner, a.grantee, a.privilege_type
                from pg_class, aclexplode(coalesce(relacl, acldefault('r', relowner))) a
                where oid = 'public.task_queue'::regclass
                union all
                select attname, 0, a.grantee, a.privilege_type
                from pg_attribute, aclexplode(attacl) a
                where attrelid = 'public.task_queue'::regclass
                union all
                select p.oid::regprocedure::text, proowner, a.grantee, a.privilege_type
                from pg_proc p, aclexplode(coalesce(proacl, acldefault('f', proowner))) a
                where pronamespace = 'public'::regnamespace
            ) as t (object, owner, grantee, privilege_type)
            where grantee <> owner or grantee = 0
            order by 1
            """
        ).rows.compactMap { $0[0] }
    }

    /// The schema as `pg_dump -s` writes it, less the key that newer ones make up each time.
    private func dump(_ database: TestDatabase) async throws -> [String] {
        let result = try await run(
            .path(FilePath(database.binaries.path(of: "pg_dump"))),
            arguments: ["-s", "-d", database.conninfo],
            output: .string(limit: 4_000_000), error: .string(limit: 100_000))
        #expect(result.standardError == "")
        let text = result.standardOutput
        try #require(result.terminationStatus.isSuccess)
        return text.split(separator: "\n").map(String.init).filter {
            !$0.hasPrefix("\\restrict") && !$0.hasPrefix("\\unrestrict")
        }
    }
}
