import Catalog

/// What decides into which partition a row goes, as far as it is columns by their usual order.
struct PartitionKey {
    /// Columns with their types.
    let columns: [(name: String, type: String)]

    /// The types of which the server hashes values without a collation.
    private static let plain: Set = [
        "smallint", "integer", "bigint", "numeric", "uuid", "date", "boolean",
        "timestamp with time zone", "timestamp without time zone",
    ]

    /// Reads how a table is partitioned; nil for expressions, for collations and operator classes of the key's own, and for
    /// columns of domains, of which the server writes constraints in other ways.
    init?(of table: CatalogObject, in catalog: Catalog) {
        guard let text = PropertyValues(table.properties).text("partitionBy"),
            let (_, list) = NameScanner.split(text, at: " ("), list.hasSuffix(")")
        else { return nil }
        var columns: [(name: String, type: String)] = []
        for name in NameScanner.pieces(String(list.dropLast()), between: ", ") {
            guard let column = table.parts(.column).first(where: { $0.name.identity == name }),
                let type = PropertyValues(column.properties).text("type"),
                catalog[ObjectName(.domain, type)] == nil
            else { return nil }
            columns.append((name, type))
        }
        self.columns = columns
    }

    /// The condition that the rows of a partition fulfil, in the form of which the server sees that it is the same; nil where
    /// there is no such form.
    ///
    /// PostgreSQL's source, `get_qual_from_partbound`.
    ///
    /// - Parameters:
    ///   - parent: the partitioned table.
    ///   - others: what its other partitions hold, for the default one.
    func condition(
        _ bound: PartitionBound, of parent: ObjectName, others: [PartitionBound]
    ) -> String? {
        switch bound {
        case .default: return remainder(of: others)
        case .list(let values, let hasNull):
            guard let column = columns.first, values.count <= Self.mostValues else { return nil }
            let isOne = values.isEmpty ? nil : one(of: values, column)
            let null = "\(column.name) IS NULL"
            if hasNull { return [null, isOne].compactMap(\.self).joined(separator: " OR ") }
            return isOne.map { "\(column.name) IS NOT NULL AND \($0)" }
        case .range(let from, let to):
            return (filled + range(from, to)).joined(separator: " AND ")
        case .hash(let modulus, let remainder):
            guard columns.allSatisfy({ Self.plain.contains($0.type) }) else { return nil }
            let name = "'\(parent.identity.replacing("'", with: "''"))'"
            let values = columns.map(\.name).joined(separator: ", ")
            return "pg_catalog.satisfies_hash_partition(\(name)::pg_catalog.regclass::oid, "
                + "\(modulus), \(remainder), \(values))"
        }
    }

    /// As many as the server takes apart to compare lists that are not the same.
    private static let mostValues = 100

    private var filled: [String] { columns.map { "\($0.name) IS NOT NULL" } }

    private func one(of values: [String], _ column: (name: String, type: String)) -> String {
        let casts = values.map { "CAST(\($0) AS \(column.type))" }
        guard casts.count > 1 else { return "\(column.name) = \(casts[0])" }
        let list = casts.joined(separator: ", ")
        return "\(column.name) = ANY (ARRAY[\(list)])"
    }

    private func range(_ from: [String], _ to: [String]) -> [String] {
        let same = zip(from, to).prefix { $0 == $1 && !["MINVALUE", "MAXVALUE"].contains($0) }.count
        let equal = (0..<same).map { compare($0, "=", from[$0]) }
        return equal + [above(from, same), below(to, same)].compactMap(\.self)
    }

    private func compare(_ index: Int, _ sign: String, _ value: String) -> String {
        "\(columns[index].name) \(sign) CAST(\(value) AS \(columns[index].type))"
    }

    private func above(_ from: [String], _ start: Int) -> String? {
        edge(from, start, strict: ">", last: ">=", open: "MINVALUE", closed: "MAXVALUE")
    }

    private func below(_ to: [String], _ start: Int) -> String? {
        edge(to, start, strict: "<", last: "<", open: "MAXVALUE", closed: "MINVALUE")
    }

    /// `a > 1 OR a = 1 AND b >= 2`; nil where every row is beyond it.
    private func edge(
        _ values: [String], _ start: Int, strict: String, last: String, open: String,
        closed: String
    ) -> String? {
        guard start < values.count, values[start] != open else { return nil }
        var ways: [String] = []
        var equal = ""
        for index in start..<values.count {
            let next = index + 1 < values.count ? values[index + 1] : nil
            let sign =
                next == nil ? last : next == open ? "\(strict)=" : strict
            ways.append(equal + compare(index, sign, values[index]))
            if next == nil || next == open || next == closed { break }
            equal += compare(index, "=", values[index]) + " AND "
        }
        return ways.count == 1 ? ways[0] : "(" + ways.joined(separator: " OR ") + ")"
    }

    /// What no other partition holds.
    private func remainder(of others: [PartitionBound]) -> String? {
        var values: [String] = []
        var ranges: [String] = []
        var hasNull = false
        for other in others {
            switch other {
            case .list(let more, let null):
                values += more
                hasNull = hasNull || null
            case .range(let from, let to):
                let range = range(from, to)
                // A partition of every range leaves only NULL to the default one.
                guard !range.isEmpty else { return nil }
                ranges.append("(" + range.joined(separator: " AND ") + ")")
            case .hash, .default: return nil
            }
        }
        if !ranges.isEmpty {
            let all = filled + ["(" + ranges.joined(separator: " OR ") + ")"]
            return "NOT (" + all.joined(separator: " AND ") + ")"
        }
        guard let column = columns.first, !(values.isEmpty && !hasNull),
            values.count <= Self.mostValues
        else { return nil }
        let isOne = values.isEmpty ? nil : one(of: values, column)
        let null = "\(column.name) IS NULL"
        if hasNull {
            return "NOT (" + [null, isOne].compactMap(\.self).joined(separator: " OR ") + ")"
        }
        return isOne.map { "NOT (\(column.name) IS NOT NULL AND \($0))" }
    }
}
