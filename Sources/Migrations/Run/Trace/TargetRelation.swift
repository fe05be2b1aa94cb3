package import PostgresSession
import SQLText

/// A relation of the database that a migration is meant for: how much there is of it, and who is in the way.
public struct TargetRelation: Sendable, Hashable {
    /// As facts name it.
    public var name: String
    /// About how many rows it has, its partitions' included; nil where nobody has counted yet.
    public var rows: Int?
    /// About how large it is without its indexes, by the server's last count; nil where nobody has counted yet.
    public var bytes: Int?
    /// Who has now, or waits for, what the migration's strongest lock conflicts with.
    public var holders: [LockHolder] = []

    /// Makes one.
    public init(name: String, rows: Int?, bytes: Int?, holders: [LockHolder] = []) {
        self.name = name
        self.rows = rows
        self.bytes = bytes
        self.holders = holders
    }
}

extension TargetRelation {
    /// Reads what the facts name and the database has.
    ///
    /// Sizes are those of the last VACUUM or ANALYZE: asking for the size of a file takes a lock. Two round trips.
    ///
    /// - Throws: `SessionError`.
    package static func read(
        for traces: [StatementTrace], over session: Session
    ) async throws -> [TargetRelation] {
        let strongest = strongestLocks(of: traces)
        guard !strongest.isEmpty else { return [] }
        let names = strongest.keys.sorted()
        let sizes = try await session.query(
            """
            with recursive wanted (name, relation) as (\
            select name, pg_catalog.to_regclass(name)::oid from unnest($1::text[]) as names (name) \
            union select w.name, i.inhrelid from wanted w join pg_catalog.pg_inherits i \
            on i.inhparent = w.relation join pg_catalog.pg_class c on c.oid = i.inhparent \
            and c.relkind in ('p', 'I')) \
            select w.name, pg_catalog.sum(c.reltuples) filter (where c.reltuples >= 0)::bigint, \
            (pg_catalog.sum(c.relpages) filter (where c.relpages > 0 or c.reltuples >= 0) \
            * pg_catalog.current_setting('block_size')::bigint)::bigint \
            from wanted w join pg_catalog.pg_class c on c.oid = w.relation and c.relkind in \
            ('r', 'm', 'i') group by w.name
            """, [LockHolder.arrayLiteral(names)])
        var found = sizes.rows.compactMap { row in
            row[0].map {
                TargetRelation(name: $0, rows: row.integer(in: 1), bytes: row.integer(in: 2))
            }
        }
        let locks = found.map {
            PredictedLock(relation: $0.name, mode: strongest[$0.name] ?? .share)
        }
        for holder in try await LockHolder.read(against: locks, over: session) {
            guard let place = found.firstIndex(where: { $0.name == holder.relation?.description })
            else { continue }
            found[place].holders.append(holder)
        }
        return found.sorted { $0.name < $1.name }
    }

    /// The strongest lock on each relation that was there before; weaker ones than ShareLock keep nobody waiting for long.
    private static func strongestLocks(of traces: [StatementTrace]) -> [String: LockMode] {
        var strongest: [String: LockMode] = [:]
        for facts in traces.compactMap(\.facts) {
            let weighed = Set(
                facts.rewrites + facts.scans.map(\.relation) + facts.builds.map(\.table))
            for lock in facts.locks where !facts.made.contains(lock.relation) {
                guard lock.mode >= .share || weighed.contains(lock.relation) else { continue }
                strongest[lock.relation] = max(strongest[lock.relation] ?? lock.mode, lock.mode)
            }
            for relation in weighed.subtracting(facts.made) where strongest[relation] == nil {
                strongest[relation] = .shareUpdateExclusive
            }
        }
        return strongest
    }
}
