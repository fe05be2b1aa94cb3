import SQLText

/// What the rows of a partition by range or by list of one column are known by.
struct PartitionBound {
    /// What holds for each of its rows.
    let condition: String
    /// What holds for each row of the default partition once it is there.
    let opposite: String

    /// Reads what the server writes: `RANGE (at)` and `FOR VALUES FROM ('2020-01-01') TO (MAXVALUE)`.
    ///
    /// nil for every other kind of key: hash, several columns, expressions.
    init?(key: String, bound: String) {
        guard let (method, column) = Self.column(of: key) else { return nil }
        var rest = bound[...]
        func values(behind words: String) -> [String]? {
            guard rest.hasPrefix(words) else { return nil }
            rest = rest.dropFirst(words.count)
            return Self.values(in: &rest)
        }
        switch method {
        case "RANGE":
            guard let low = values(behind: "FOR VALUES FROM ("), let high = values(behind: " TO ("),
                rest.isEmpty, low.count == 1, high.count == 1
            else { return nil }
            let least = low[0] == "MINVALUE" ? nil : Self.quoted(low[0])
            let end = high[0] == "MAXVALUE" ? nil : Self.quoted(high[0])
            func clauses(_ null: String, _ low: String, _ high: String) -> [String] {
                [null]
                    + [least.map { "\(low) \($0)" }, end.map { "\(high) \($0)" }]
                    .compactMap(\.self)
            }
            condition = clauses("IS NOT NULL", ">=", "<").map { "\(column) \($0)" }
                .joined(separator: " AND ")
            opposite = clauses("IS NULL", "<", ">=").map { "\(column) \($0)" }
                .joined(separator: " OR ")
        case "LIST":
            guard let all = values(behind: "FOR VALUES IN ("), rest.isEmpty else { return nil }
            let given = all.filter { $0 != "NULL" }.map(Self.quoted).joined(separator: ", ")
            let hasNull = all.contains("NULL")
            let isIn = "\(column) IN (\(given))"
            let isOut = "\(column) NOT IN (\(given))"
            let isNull = "\(column) IS NULL"
            let isGiven = "\(column) IS NOT NULL"
            condition =
                given.isEmpty
                ? isNull : hasNull ? "\(isNull) OR \(isIn)" : "\(isGiven) AND \(isIn)"
            opposite =
                given.isEmpty
                ? isGiven : hasNull ? "\(isGiven) AND \(isOut)" : "\(isNull) OR \(isOut)"
        default: return nil
        }
    }

    private static func column(of key: String) -> (method: String, column: String)? {
        guard let (method, rest) = NameScanner.split(key, at: " ("), rest.hasSuffix(")") else {
            return nil
        }
        let column = String(rest.dropLast())
        guard let name = parseIdentifier(column), quoteIdentifier(name) == column else {
            return nil
        }
        return (method, column)
    }

    /// The constants up to the parenthesis that closes the list, which is taken too; nil for what is no list of constants.
    private static func values(in text: inout Substring) -> [String]? {
        var values: [String] = []
        var value = ""
        var isQuoted = false
        while let next = text.popFirst() {
            switch next {
            case "'": isQuoted.toggle()
            case "\\" where isQuoted: return nil
            case "(" where !isQuoted: return nil
            case ")" where !isQuoted: return values + [value]
            case "," where !isQuoted:
                values.append(value)
                value = ""
                continue
            case " " where !isQuoted: continue
            default: break
            }
            value.append(next)
        }
        return nil
    }

    /// A constant that takes the type of what it is compared with, as that of the bound does.
    private static func quoted(_ value: String) -> String {
        value.hasPrefix("'") ? value : "'\(value)'"
    }
}
