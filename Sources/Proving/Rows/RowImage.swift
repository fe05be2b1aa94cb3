public import PostgresSession

/// How many rows tables have, and what is in their columns, so that a change of either is seen.
public struct RowImage: Sendable, Hashable {
    /// What a column has.
    struct Values: Hashable {
        /// How many are not null.
        var count: Int
        /// The same for the same values, in whatever order.
        var digest: String
    }

    struct Table: Hashable {
        var rows: Int
        var columns: [String: Values]
    }

    private(set) var tables: [String: Table] = [:]

    /// Reads every table but those of extensions; two round trips.
    ///
    /// Generated columns follow from others and are left out.
    ///
    /// - Throws: `SessionError`.
    public static func read(over session: Session) async throws(SessionError) -> RowImage {
        let known = try await SeedTable.read(over: session).tables.values
            .sorted { $0.name < $1.name }
        var image = RowImage()
        guard !known.isEmpty else { return image }
        let results = try await session.execute(known.map(query).joined(separator: "; "))
        for (table, result) in zip(known, results) {
            guard let row = result.rows.first, let rows = row.integer(in: 0) else { continue }
            let pieces = (row[1] ?? "").split(separator: " ").map(String.init)
            var columns: [String: Values] = [:]
            for (place, column) in stored(table).enumerated() where pieces.count > place * 2 + 1 {
                columns[column.name] = Values(
                    count: Int(pieces[place * 2]) ?? 0, digest: pieces[place * 2 + 1])
            }
            image.tables[table.name] = Table(rows: rows, columns: columns)
        }
        return image
    }

    private static func stored(_ table: SeedTable) -> [SeedTable.Column] {
        table.columns.filter { !$0.isGenerated }
    }

    private static func query(_ table: SeedTable) -> String {
        let pieces = stored(table).map { column in
            """
            count(\(column.name))::text, coalesce(sum(hashtextextended(\(column.name)::text, 0)\
            ::numeric), 0)::text
            """
        }
        return """
            select count(*), array_to_string(array[\(pieces.joined(separator: ", "))]::text[], ' ') \
            from only \(table.name)
            """
    }

    /// What is gone or changed in another image.
    ///
    /// - Parameter isSameType: whether a column, by table and name, still has values that print alike; of others only
    ///   their number is compared.
    public func losses(
        in later: RowImage, isSameType: (String, String) -> Bool = { _, _ in true }
    ) -> [RowLoss] {
        var losses: [RowLoss] = []
        for (name, table) in tables.sorted(by: { $0.key < $1.key }) where table.rows > 0 {
            guard let then = later.tables[name] else {
                losses.append(RowLoss(table: name, lost: table.rows, of: table.rows))
                continue
            }
            if then.rows < table.rows {
                losses.append(RowLoss(table: name, lost: table.rows - then.rows, of: table.rows))
            }
            guard then.rows == table.rows else { continue }
            for (column, values) in table.columns.sorted(by: { $0.key < $1.key }) {
                guard values.count > 0 else { continue }
                guard let now = then.columns[column] else {
                    losses.append(
                        RowLoss(table: name, column: column, lost: values.count, of: values.count))
                    continue
                }
                if now.count < values.count {
                    losses.append(
                        RowLoss(
                            table: name, column: column, lost: values.count - now.count,
                            of: values.count))
                } else if now.digest != values.digest, isSameType(name, column) {
                    losses.append(RowLoss(table: name, column: column, lost: nil, of: values.count))
                }
            }
        }
        return losses
    }
}

/// Rows of a table, or values of a column, that are not there any more.
public struct RowLoss: Sendable, Hashable, CustomStringConvertible {
    /// The table, with its schema.
    public var table: String
    /// The column; nil for whole rows.
    public var column: String?
    /// How many are gone; nil where as many are there and not the same ones.
    public var lost: Int?
    /// How many there were.
    public var of: Int

    init(table: String, column: String? = nil, lost: Int?, of: Int) {
        self.table = table
        self.column = column
        self.lost = lost
        self.of = of
    }

    /// `12 of 20 rows of public.people are gone`.
    public var description: String {
        let what = column == nil ? "rows" : "values"
        let place = column.map { "\(table).\($0)" } ?? table
        guard let lost else { return "the \(of) \(what) of \(place) are not what they were" }
        return "\(lost) of \(of) \(what) of \(place) are gone"
    }
}
