import PostgresSession
import SQLText

/// Finds what a transaction destroyed by comparing the catalog before and after it, whatever wrote
/// the statements (a script, a DO block, a function), and counts the rows after it was rolled back.
struct RowCount {
    private struct Table: Hashable {
        var name: String
        var fileNode: String
    }

    private struct Column: Hashable {
        var table: String
        var number: String
    }

    let session: Session
    private var before: [String: Table] = [:]
    private var droppedBefore: Set<Column> = []
    private var deletedBefore: [String: Int] = [:]
    private var lostTables: [String] = []
    private var lostColumns: Set<Column> = []
    private var emptied: [(oid: String, left: Int)] = []
    private var deleted: [String: (name: String, rows: Int)] = [:]

    init(session: Session) {
        self.session = session
    }

    /// Reads the tables before; inside the transaction.
    mutating func readBefore() async throws {
        before = try await readTables()
        droppedBefore = try await readDroppedColumns()
        deletedBefore = try await readDeleted().mapValues(\.rows)
    }

    /// Reads what has changed; still inside the transaction.
    mutating func readAfter() async throws {
        let after = try await readTables()
        lostTables = before.keys.filter { after[$0] == nil }
        lostColumns = try await readDroppedColumns().subtracting(droppedBefore)
            .filter { after[$0.table] != nil && before[$0.table] != nil }
        for (oid, row) in try await readDeleted() {
            let rows = row.rows - (deletedBefore[oid] ?? 0)
            if rows > 0, before[oid] != nil { deleted[oid] = (row.name, rows) }
        }
        for (oid, table) in after {
            guard let was = before[oid], was.fileNode != table.fileNode else { continue }
            emptied.append((oid, try await count("only \(table.name)") ?? 0))
        }
    }

    /// Counts, after the transaction was rolled back; one sequential scan per table at stake.
    func countRows() async throws -> [Rehearsal.RowsAtStake] {
        var rows: [Rehearsal.RowsAtStake] = []
        for oid in lostTables {
            guard let table = before[oid] else { continue }
            let found = try await count("only \(table.name)")
            if found != 0 {
                rows.append(.init(object: table.name, cause: .dropTable, rows: found))
            }
        }
        for column in lostColumns {
            guard let table = before[column.table] else { continue }
            let names = try await session.query(
                """
                select pg_catalog.quote_ident(attname) from pg_catalog.pg_attribute \
                where attrelid = $1::oid and attnum = $2::smallint and attgenerated = ''
                """, [column.table, column.number])
            guard let name = names.rows.first?[0] else { continue }
            let found = try await count("only \(table.name) where \(name) is not null")
            if found != 0 {
                rows.append(
                    .init(object: "\(table.name).\(name)", cause: .dropColumn, rows: found))
            }
        }
        for (oid, left) in emptied {
            guard let table = before[oid] else { continue }
            let was = try await count("only \(table.name)")
            let gone = was.map { $0 - left - (deleted[oid]?.rows ?? 0) }
            if gone.map({ $0 > 0 }) ?? true {
                rows.append(.init(object: table.name, cause: .truncate, rows: gone))
            }
        }
        for row in deleted.values {
            rows.append(.init(object: row.name, cause: .delete, rows: row.rows))
        }
        return rows.sorted {
            ($0.rows ?? .max, $1.object) > ($1.rows ?? .max, $0.object)
        }
    }

    /// Nil where row security or privileges keep us from counting.
    private func count(_ source: String) async throws -> Int? {
        let status = await session.transactionStatus
        if status == .idle { try await session.execute("begin read only") }
        do throws(SessionError) {
            try await session.execute("savepoint tidemark_count; set local row_security = off")
            let found = try await session.query("select pg_catalog.count(*) from \(source)")
            if status == .idle { try await session.execute("rollback") }
            return found.rows.first?[0].flatMap { Int($0) }
        } catch {
            guard error.server != nil else { throw error }
            try await session.execute(
                status == .idle ? "rollback" : "rollback to savepoint tidemark_count")
            return nil
        }
    }

    private func readTables() async throws -> [String: Table] {
        let result = try await session.query(
            """
            select c.oid, pg_catalog.quote_ident(n.nspname) || '.' || \
            pg_catalog.quote_ident(c.relname), c.relfilenode from pg_catalog.pg_class c \
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace \
            where c.relkind = 'r' and c.relpersistence <> 't' and n.nspname <> 'tidemark' \
            and n.nspname <> 'information_schema' and n.nspname not like 'pg\\_%'
            """)
        var tables: [String: Table] = [:]
        for row in result.rows {
            guard let oid = row[0], let name = row[1], let node = row[2] else { continue }
            tables[oid] = Table(name: name, fileNode: node)
        }
        return tables
    }

    private func readDroppedColumns() async throws -> Set<Column> {
        let result = try await session.query(
            "select attrelid::oid, attnum from pg_catalog.pg_attribute where attisdropped")
        return Set(
            result.rows.compactMap { row in
                guard let table = row[0], let number = row[1] else { return nil }
                return Column(table: table, number: number)
            })
    }

    private func readDeleted() async throws -> [String: (name: String, rows: Int)] {
        let result = try await session.query(
            """
            select relid, pg_catalog.quote_ident(schemaname) || '.' || \
            pg_catalog.quote_ident(relname), n_tup_del from pg_catalog.pg_stat_xact_user_tables \
            where n_tup_del > 0 and schemaname <> 'tidemark'
            """)
        var deleted: [String: (name: String, rows: Int)] = [:]
        for row in result.rows {
            guard let oid = row[0], let name = row[1], let rows = row[2].flatMap({ Int($0) })
            else { continue }
            deleted[oid] = (name, rows)
        }
        return deleted
    }
}
