import PostgresSession
import SQLText

/// What a session's transaction has gathered at one moment.
struct TransactionMoment {
    /// What a transaction has done with the rows of a relation.
    struct Count {
        var scans = 0
        var rowsScanned = 0
        var inserted = 0
        var updated = 0
        var deleted = 0
    }

    /// The `client_min_messages` of the session.
    var level: String
    /// The place in the write-ahead log.
    var log: Int
    /// The locks on relations that are no catalogs, by the relation's number.
    var locks: [String: Set<LockMode>] = [:]
    /// The counts of the relations that have a lock, as none is read or written without.
    var counts: [String: Count] = [:]

    /// Two queries; `init(_:)` takes their results.
    static let query = """
        select pg_catalog.current_setting('client_min_messages'), pg_catalog.pg_wal_lsn_diff(\
        pg_catalog.pg_current_wal_insert_lsn(), '0/0'); \
        select l.relation, pg_catalog.string_agg(l.mode, ' '), \
        pg_catalog.pg_stat_get_xact_numscans(l.relation), \
        pg_catalog.pg_stat_get_xact_tuples_returned(l.relation), \
        pg_catalog.pg_stat_get_xact_tuples_inserted(l.relation), \
        pg_catalog.pg_stat_get_xact_tuples_updated(l.relation), \
        pg_catalog.pg_stat_get_xact_tuples_deleted(l.relation) from pg_catalog.pg_locks l \
        where l.pid = pg_catalog.pg_backend_pid() and l.locktype = 'relation' and l.granted \
        and l.relation >= 16384 and l.database <> 0 group by l.relation
        """

    /// A query for the counts of all relations; `counts(_:)` takes its rows.
    ///
    /// The server adds what a transaction has counted to its totals now and then, and until then to the next transaction's.
    static let pendingQuery = """
        select * from (select c.oid, pg_catalog.pg_stat_get_xact_numscans(c.oid) as scans, \
        pg_catalog.pg_stat_get_xact_tuples_returned(c.oid), \
        pg_catalog.pg_stat_get_xact_tuples_inserted(c.oid) as inserted, \
        pg_catalog.pg_stat_get_xact_tuples_updated(c.oid) as updated, \
        pg_catalog.pg_stat_get_xact_tuples_deleted(c.oid) as deleted from pg_catalog.pg_class c \
        where c.oid >= 16384 and c.relkind in ('r', 'm')) as counts \
        where scans + inserted + updated + deleted > 0
        """

    /// The counts by the relation's number.
    static func counts(_ rows: some Sequence<Row>) -> [String: Count] {
        rows.reduce(into: [:]) { counts, row in
            if let relation = row[0] { counts[relation] = Count(row, from: 1) }
        }
    }

    init(_ results: some Collection<StatementResult>) {
        let first = results.first?.rows.first
        level = first?[0] ?? "notice"
        log = first?[1].flatMap { Int($0) } ?? 0
        for row in results.dropFirst().first?.rows ?? [] {
            guard let relation = row[0] else { continue }
            locks[relation] = Set(
                (row[1] ?? "").split(separator: " ").compactMap { LockMode(rawValue: String($0)) })
            counts[relation] = Count(row, from: 2)
        }
    }
}

extension TransactionMoment.Count {
    /// Reads five columns: scans, rows scanned, inserted, updated, deleted.
    init(_ row: Row, from column: Int) {
        scans = row.integer(in: column) ?? 0
        rowsScanned = row.integer(in: column + 1) ?? 0
        inserted = row.integer(in: column + 2) ?? 0
        updated = row.integer(in: column + 3) ?? 0
        deleted = row.integer(in: column + 4) ?? 0
    }

    /// What came on top of an earlier count; never less than nothing, as the server may begin anew.
    func since(_ earlier: Self?) -> Self {
        guard let earlier else { return self }
        var rest = Self()
        rest.scans = max(0, scans - earlier.scans)
        rest.rowsScanned = max(0, rowsScanned - earlier.rowsScanned)
        rest.inserted = max(0, inserted - earlier.inserted)
        rest.updated = max(0, updated - earlier.updated)
        rest.deleted = max(0, deleted - earlier.deleted)
        return rest
    }
}
