public import PostgresSession
import SQLText

/// What rows were made.
public struct SeededRows: Sendable, Hashable {
    /// How many of each table, by its name.
    public var rows: [String: Int] = [:]
    /// The tables for which none could be made, with the reason.
    public var refused: [String: String] = [:]

    /// How many in all.
    public var count: Int { rows.values.reduce(0, +) }
}

/// Makes rows that obey the constraints of their tables, the same ones every time.
///
/// Values follow from the type; constants of CHECKs, of domains and of partition bounds are tried where these refuse. What is
/// referenced is filled first. Triggers and rules do not run. A check that no constant and no usual form satisfies leaves its
/// table without rows, and is named. Cost: a round trip for each row, and for each try.
public struct RowSeeder {
    private static let mostTries = 300

    private let count: Int
    private let session: Session
    private let values: SeedValues
    private var random = SplitRandom(state: 0x7469_6465_6D61_726B)
    private var tables: [String: SeedTable]
    private let partitions: [String: [String]]
    private var result = SeededRows()
    /// Rows that others reference, by table and columns.
    private var referenced: [String: [[String?]]] = [:]

    /// Fills the tables of a database with `count` rows each, beside those that it has.
    ///
    /// - Parameter session: of a superuser.
    /// - Throws: `SessionError`; not for rows that a table refuses.
    public static func seed(
        _ count: Int, over session: Session
    ) async throws(SessionError) -> SeededRows {
        let (tables, partitions) = try await SeedTable.read(over: session)
        var seeder = RowSeeder(
            count: count, session: session,
            values: SeedValues(types: try await SeedType.read(over: session)), tables: tables,
            partitions: partitions)
        try await session.execute(
            "set session_replication_role = replica; set search_path = pg_catalog")
        for (table, late) in seeder.inOrder() { try await seeder.fill(table, without: late) }
        try await session.execute("reset session_replication_role; reset search_path")
        return seeder.result
    }

    private init(
        count: Int, session: Session, values: SeedValues, tables: [String: SeedTable],
        partitions: [String: [String]]
    ) {
        self.count = count
        self.session = session
        self.values = values
        self.tables = tables
        self.partitions = partitions
    }

    // MARK: - Order

    /// The tables, what is referenced first; each with those that it references and that come later.
    private func inOrder() -> [(SeedTable, late: Set<String>)] {
        var open = tables
        var order: [(SeedTable, late: Set<String>)] = []
        func late(_ table: SeedTable, onlyNeeded: Bool) -> Set<String> {
            var found: Set<String> = []
            for key in table.foreignKeys {
                let isNeeded = table.columns.contains {
                    key.columns.contains($0.number) && $0.isNotNull
                }
                guard isNeeded || !onlyNeeded else { continue }
                found.formUnion(leaves(of: key.table).filter { open[$0] != nil })
            }
            return found.subtracting([table.number])
        }
        while !open.isEmpty {
            let sorted = open.values.sorted { $0.name < $1.name }
            let next =
                sorted.first { late($0, onlyNeeded: false).isEmpty }
                ?? sorted.first { late($0, onlyNeeded: true).isEmpty } ?? sorted[0]
            order.append((next, late(next, onlyNeeded: false)))
            open[next.number] = nil
        }
        return order
    }

    private func leaves(of table: String) -> [String] {
        guard let parts = partitions[table] else { return [table] }
        return parts.flatMap(leaves)
    }

    // MARK: - One table

    private mutating func fill(
        _ table: SeedTable, without late: Set<String>
    ) async throws(SessionError) {
        var choices: [Int: Int] = [:]
        var salt = 0
        var made = 0
        for row in 1...max(1, count) {
            var reason: String?
            var isIn = false
            for _ in 0..<Self.mostTries where !isIn {
                let values: [Int: String?]
                do {
                    values = try await self.row(
                        row + salt * count, of: table, choices, without: late)
                } catch {
                    switch error {
                    case .session(let error): throw error
                    case .noRow(let words): reason = words
                    }
                    break
                }
                do {
                    try await session.execute(insertion(of: values, into: table))
                    isIn = true
                } catch {
                    guard let server = error.server else { throw error }
                    reason = server.message
                    if server.sqlState == "23505" || server.sqlState == "23P01" { salt += 1 }
                    vary(&choices, columns(in: server, of: table))
                }
            }
            guard isIn else {
                if made == 0, let reason { result.refused[table.name] = reason }
                break
            }
            made += 1
        }
        if made > 0 { result.rows[table.name] = made }
    }

    private mutating func vary(_ choices: inout [Int: Int], _ columns: [Int]) {
        for column in columns { choices[column] = Int(random.next() % 1024) }
    }

    /// The columns that an error is about; all where it does not say.
    private func columns(in error: ServerError, of table: SeedTable) -> [Int] {
        let all = table.columns.map(\.number)
        if let column = error.column, error.sqlState == "23502" {
            return table.columns.filter { $0.bareName == column }.map(\.number)
        }
        guard let name = error.constraint else { return all }
        let found =
            table.checks.first { $0.name == name || $0.name == quoteIdentifier(name) }?.columns
            ?? table.keys[name] ?? []
        return found.isEmpty ? all : found
    }

    private enum NoRow: Error {
        case session(SessionError)
        case noRow(String)
    }

    /// The values of a row by the numbers of their columns.
    private mutating func row(
        _ row: Int, of table: SeedTable, _ choices: [Int: Int], without late: Set<String>
    ) async throws(NoRow) -> [Int: String?] {
        var made: [Int: String?] = [:]
        for column in table.columns where !column.isMade {
            var all = values.choices(column.type, column.modifier, row: row)
            let constants = table.checks.filter {
                $0.columns.contains(column.number)
                    || $0.columns.isEmpty && $0.definition.contains(column.bareName)
            }.flatMap { SeedValues.literals(in: $0.definition) }
            all.insert(contentsOf: constants, at: min(1, all.count))
            let choice = choices[column.number] ?? 0
            // One row in five has nothing where nothing is allowed.
            let isEmpty = !column.isNotNull && choice == 0 && (row + column.number) % 5 == 4
            made[column.number] = .some(isEmpty ? nil : all[choice % all.count])
        }
        for key in table.foreignKeys {
            try await refer(key, row, of: table, &made, without: late)
        }
        return made
    }

    private mutating func refer(
        _ key: SeedTable.ForeignKey, _ row: Int, of table: SeedTable, _ made: inout [Int: String?],
        without late: Set<String>
    ) async throws(NoRow) {
        let columns = table.columns.filter { key.columns.contains($0.number) }
        func leaveEmpty(_ reason: String) throws(NoRow) {
            guard let column = columns.first(where: { !$0.isNotNull }) else {
                throw .noRow(reason)
            }
            made[column.number] = .some(nil)
        }
        if key.table == table.number {
            // The row is its own parent.
            let own = key.referenced.map { name in table.columns.first { $0.name == name } }
            for (column, referenced) in zip(key.columns, own) {
                guard let referenced, !referenced.isMade, let value = made[referenced.number] else {
                    return try leaveEmpty("it references its own rows")
                }
                made[column] = value
            }
            return
        }
        let rows = try await read(key)
        guard !rows.isEmpty, leaves(of: key.table).allSatisfy({ !late.contains($0) }) else {
            let name = tables[key.table]?.name ?? "a partitioned table"
            return try leaveEmpty("it references \(name), which has no rows yet")
        }
        let found = rows[(row - 1) % rows.count]
        for (column, value) in zip(key.columns, found) { made[column] = .some(value) }
    }

    private mutating func read(_ key: SeedTable.ForeignKey) async throws(NoRow) -> [[String?]] {
        let cache = "\(key.table) \(key.referenced.joined(separator: " "))"
        if let known = referenced[cache] { return known }
        do {
            let result = try await session.query(
                """
                select \(key.referenced.map { "\($0)::text" }.joined(separator: ", ")) \
                from \(try await name(of: key.table)) \
                where num_nulls(\(key.referenced.joined(separator: ", "))) = 0 order by 1 limit 1000
                """)
            let rows = result.rows.map { row in key.referenced.indices.map { row[$0] } }
            referenced[cache] = rows
            return rows
        } catch {
            throw .session(error)
        }
    }

    private func name(of table: String) async throws(SessionError) -> String {
        if let known = tables[table] { return known.name }
        return try await session.query("select $1::oid::regclass", [table]).scalar ?? "pg_class"
    }

    private func insertion(of values: [Int: String?], into table: SeedTable) -> String {
        let columns = table.columns.filter { values[$0.number] != nil }
        guard !columns.isEmpty else { return "insert into \(table.name) default values" }
        let literals = columns.map { column -> String in
            guard let value = values[column.number] ?? nil else { return "null" }
            return quoteLiteral(value)
        }
        return """
            insert into \(table.name) (\(columns.map(\.name).joined(separator: ", "))) \
            overriding system value values (\(literals.joined(separator: ", ")))
            """
    }
}

/// Random numbers that are the same for the same beginning (SplitMix64).
private struct SplitRandom {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
