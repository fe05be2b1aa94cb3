import PostgresSession

/// The locks on relations that a transaction gathers, statement by statement.
///
/// A relation keeps its number whatever happens to its name: one that was dropped is shown by the name that
/// it had, and another `search_path` makes no other lock of it.
struct HeldLocks {
    private struct Lock: Hashable {
        var relation: String
        var mode: String
    }

    let session: Session
    private var names: [String: String] = [:]
    private var held: Set<Lock> = []

    init(session: Session) {
        self.session = session
    }

    /// Reads the names of all relations that are no catalogs; one round trip.
    mutating func readNames() async throws {
        let result = try await session.query(
            "select oid, oid::pg_catalog.regclass from pg_catalog.pg_class where oid >= 16384")
        for row in result.rows { names[row[0] ?? ""] = row[1] }
    }

    /// Reads the locks that were not held at the last call; one round trip.
    mutating func readNew() async throws -> [Rehearsal.LockTaken] {
        let result = try await session.query(
            """
            select l.relation, l.mode, c.oid::pg_catalog.regclass from pg_catalog.pg_locks l \
            left join pg_catalog.pg_class c on c.oid = l.relation \
            where l.pid = pg_catalog.pg_backend_pid() and l.locktype = 'relation' \
            and l.relation >= 16384 and l.database <> 0
            """)
        var new: [Rehearsal.LockTaken] = []
        for row in result.rows {
            guard let relation = row[0], let mode = row[1] else { continue }
            if let name = row[2] { names[relation] = name }
            guard held.insert(Lock(relation: relation, mode: mode)).inserted else { continue }
            new.append(.init(relation: names[relation] ?? relation, mode: mode))
        }
        return new.sorted { ($0.relation, $0.mode) < ($1.relation, $1.mode) }
    }
}
