import Catalog
import PostgresSession
import RowSecurity

/// One cell of a matrix, tried on the server.
struct AccessTrial {
    /// What came of a statement.
    enum Outcome: Hashable {
        /// Error 42501.
        case denied
        /// The rows that it saw, changed or deleted, by their key; of others only that it was let through.
        case rows([String])
    }

    private let cell: AccessCell
    private let isReading: Bool
    private let reach: Reach

    init(_ cell: AccessCell, isReading: Bool) {
        self.cell = cell
        self.isReading = isReading
        reach = isReading ? cell.reading ?? cell.reach : cell.reach
    }

    /// What the matrix says, in a word.
    var word: String {
        switch reach {
        case .nothing(.schema): "schema"
        case .nothing(.privilege): "privilege"
        case .nothing(.policy): "policy"
        case .some: "some"
        case .everything: "everything"
        }
    }

    private var table: String { cell.table.identity }

    /// The column to name where only some are granted.
    private var column: String {
        if case .columns(let names) = cell.extent { return names[0] }
        return "n"
    }

    private func statement(readable: String) -> String {
        switch cell.action {
        case .select: "select \(column) from \(table)"
        case .insert:
            "insert into \(table) (\(column)) values (2)"
                + (isReading ? " returning \(readable)" : "")
        case .update:
            "update \(table) set \(column) = 2"
                + (isReading ? " where \(readable) is not distinct from \(readable)" : "")
        case .delete:
            "delete from \(table)"
                + (isReading ? " where \(readable) is not distinct from \(readable)" : "")
        case .truncate: "truncate \(table)"
        case .references: "select pg_catalog.has_any_column_privilege('\(table)', 'REFERENCES')"
        case .trigger: "select pg_catalog.has_table_privilege('\(table)', 'TRIGGER')"
        }
    }

    /// What the matrix says, its predicates evaluated by one whom no policy binds.
    func expected(over session: Session) async throws -> Outcome {
        let filter: RowFilter
        switch reach {
        case .nothing(let refusal):
            return refusal.isDenied ? .denied : .rows([])
        case .everything: filter = RowFilter()
        case .some(let some): filter = some
        }
        switch cell.action {
        case .truncate, .references, .trigger: return .rows([])
        case .insert:
            let other = column == "n" ? "m" : "n"
            let row = "(select 2 as \(column), null::int as \(other)) as row"
            let passes = try await matches(filter.written, "select 1 from \(row)", over: session)
            return passes.isEmpty ? .denied : .rows([])
        case .select, .delete:
            let rows = try await matches(filter.existing, "select id from \(table)", over: session)
            return .rows(cell.action == .select ? rows.map { _ in "?" } : rows)
        case .update:
            let old = try await matches(filter.existing, "select id from \(table)", over: session)
            guard let written = filter.written, !old.isEmpty else { return .rows(old) }
            let other = column == "n" ? "m" : "n"
            let rows =
                "(select id, 2 as \(column), \(other) from \(table) where id in (\(old.joined(separator: ",")))) as row"
            let kept = try await matches(written, "select id from \(rows)", over: session)
            return kept.count == old.count ? .rows(old) : .denied
        }
    }

    private func matches(
        _ combination: Combination?, _ query: String, over session: Session
    ) async throws -> [String] {
        let filter = combination.map { " where \($0.predicate)" } ?? ""
        return try await session.query("\(query)\(filter) order by 1").rows.compactMap { $0[0] }
    }

    /// What the server does, undone afterwards.
    func seen(over session: Session) async throws -> Outcome {
        try await session.execute("begin")
        var rows: [String] = []
        do throws(SessionError) {
            let readable = try await readableColumn(over: session)
            try await session.execute("set local role \(cell.role)")
            let result = try await session.query(statement(readable: readable))
            if cell.action == .references || cell.action == .trigger {
                // The schema counts too, which these functions do not ask.
                let usage = try await session.query(
                    "select pg_catalog.has_schema_privilege('shop', 'USAGE')")
                guard result.scalar == "t", usage.scalar == "t" else {
                    try await session.execute("rollback")
                    return .denied
                }
            }
            try await session.execute("reset role")
            let count = result.commandTag.split(separator: " ").last.flatMap { Int($0) } ?? 0
            rows = try await touched(count, over: session)
        } catch {
            guard error.server?.sqlState == "42501" else { throw error }
            try await session.execute("rollback")
            return .denied
        }
        try await session.execute("rollback")
        return .rows(rows)
    }

    private func readableColumn(over session: Session) async throws(SessionError) -> String {
        let found = try await session.query(
            """
            select attname from pg_catalog.pg_attribute where attrelid = '\(table)'::regclass \
            and attname in ('n', 'm') \
            and pg_catalog.has_column_privilege('\(cell.role)', attrelid, attnum, 'SELECT') limit 1
            """)
        return found.scalar ?? "n"
    }

    /// Which rows they were: those that are gone or have been written by this transaction; of a SELECT their number.
    private func touched(_ count: Int, over session: Session) async throws(SessionError) -> [String]
    {
        switch cell.action {
        case .select: return (0..<count).map { _ in "?" }
        case .delete:
            let left = try await session.query("select id from \(table)")
            let ids = Set(left.rows.compactMap { $0[0] })
            return (1...6).map(String.init).filter { !ids.contains($0) }
        case .update:
            let mine = try await session.query(
                "select id from \(table) where xmin::text = (pg_current_xact_id()::xid)::text order by id"
            )
            return mine.rows.compactMap { $0[0] }
        default: return []
        }
    }
}
