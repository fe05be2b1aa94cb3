import PostgresSession
import Proving
import TidemarkTesting

/// The task bus in the database of a test, with the platform's roles around it.
struct TaskBus {
    static let up = "sql/00_task_bus.sql"
    static let down = "down/00_task_bus_down.sql"

    let database: TestDatabase

    /// Makes the platform's roles and applies the workspace's own file.
    static func make() async throws -> TaskBus {
        let bus = TaskBus(database: TestDatabase.current)
        let session = try await bus.database.connect()
        try await installShim(.supabase, into: session)
        try await session.execute(Repository.text(of: up))
        await session.close()
        return bus
    }

    /// A session as the platform's HTTP layer makes one: a role, and claims (nil leaves them unset).
    func connect(as role: String, claims: String? = nil) async throws -> Session {
        let session = try await database.connect()
        if let claims {
            try await session.query(
                "select set_config('request.jwt.claims', $1, false)", [claims])
        }
        try await session.execute("set role \(role)")
        return session
    }

    /// Adds tasks as the server does, past row security; returns their ids in the order given.
    func enqueue(_ count: Int = 1, org: String = "acme", kind: String = "ocr") async throws
        -> [String]
    {
        let session = try await database.connect()
        let result = try await session.query(
            """
            insert into public.task_queue (org_id, kind)
            select $1, $2 from generate_series(1, $3::int) returning id
            """, [org, kind, String(count)])
        await session.close()
        return result.rows.compactMap { $0[0] }
    }
}

extension Session {
    /// The first value of the first row, as text.
    func value(_ sql: String, _ parameters: [String?] = []) async throws -> String? {
        try await query(sql, parameters).scalar
    }

    /// Runs a statement that must fail; returns its SQLSTATE, or what it did instead.
    func sqlState(of sql: String, _ parameters: [String?] = []) async -> String {
        do throws(SessionError) {
            return try await query(sql, parameters).commandTag
        } catch {
            return error.sqlState ?? error.description
        }
    }
}
