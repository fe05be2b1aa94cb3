import SQLText
import PostgresSession

/// Reads which relations of a database a session has locked, or waits to lock.
///
/// Names and what belongs to what are read once, before anything runs: a statement may drop or
/// rename what it locks.
struct LockObserver {
    private let names: [String: String]
    private let owners: [String: String]

    /// Reads the relations that there are.
    static func of(_ session: Session) async throws -> Self {
        let rows = try await session.query(
            """
            select c.oid, c.oid::regclass, coalesce(
                (select indrelid from pg_index where indexrelid = c.oid),
                (select oid from pg_class where reltoastrelid = c.oid),
                (select inhparent from pg_inherits where inhrelid = c.oid),
                (select refobjid from pg_depend
                 where classid = 'pg_class'::regclass and objid = c.oid and c.relkind = 'S'
                     and refclassid = 'pg_class'::regclass and deptype in ('a', 'i')))
            from pg_class c where c.oid >= 16384
            """
        ).rows
        var names: [String: String] = [:]
        var owners: [String: String] = [:]
        for row in rows {
            guard let oid = row[0] else { continue }
            names[oid] = row[1]
            owners[oid] = row[2]
        }
        return Self(names: names, owners: owners)
    }

    /// The strongest lock of `pid` on each relation that was there, by the name that it had.
    func locks(of pid: Int32, seenBy session: Session) async throws -> [String: LockMode] {
        let rows = try await session.query(
            """
            select relation, mode from pg_locks
            where pid = $1::int and locktype = 'relation' and relation >= 16384
                and database = (select oid from pg_database where datname = current_database())
            """, [String(pid)]
        ).rows
        var locks: [String: LockMode] = [:]
        for row in rows {
            guard let oid = row[0], let name = names[oid],
                let mode = LockMode(rawValue: row[1] ?? "")
            else { continue }
            locks[name] = max(locks[name] ?? mode, mode)
        }
        return locks
    }

    /// What the relation is an index, a TOAST table, an owned sequence, a partition or an heir of, and
    /// what that belongs to in its turn.
    func owners(of name: String) -> [String] {
        var found: [String] = []
        var oid = names.first { $0.value == name }?.key
        while let known = oid, let owner = owners[known] {
            found.append(names[owner] ?? owner)
            oid = owner
        }
        return found
    }

    /// The name as the server writes it, nil when there is no such relation.
    func relation(named name: String, seenBy session: Session) async throws -> String? {
        try await session.query("select to_regclass($1)", [name]).rows.first?[0]
    }
}
