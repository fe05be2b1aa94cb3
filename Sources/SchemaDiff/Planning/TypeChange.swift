import SQLText

/// What it takes for the values of a column to become values of another type.
struct TypeChange {
    let from: String
    let to: String

    /// Types between which the server has assignment casts of its own.
    private static let families: [Set<Substring>] = [
        ["smallint", "integer", "bigint", "numeric", "real", "double precision"],
        ["character varying", "character", "text", "name"],
        ["date", "timestamp without time zone", "timestamp with time zone"],
        ["time without time zone", "time with time zone"],
        ["inet", "cidr"], ["json", "jsonb"], ["bit", "bit varying"],
    ]

    /// The expression after USING; nil where the server needs none.
    func cast(of column: String) -> String? {
        if base(from) == base(to) { return nil }
        if Self.families.contains(where: { $0.contains(base(from)) && $0.contains(base(to)) }) {
            return nil
        }
        if isText(to) { return nil }
        // Everything can be read from its text.
        return isText(from) ? "\(column)::\(to)" : "\(column)::text::\(to)"
    }

    var hazards: [Hazard] {
        if keepsRows { return [] }
        let rewrite = Hazard(.rewrite, "every row is written anew, and the indexes with it")
        if alwaysFits { return [rewrite] }
        return [
            Hazard(.dataDependent, "it fails where a value of \(from) does not fit \(to)"), rewrite,
        ]
    }

    /// Whether the server knows without looking at the rows that every value stays as it is, byte for byte: casts without a
    /// function, and lengths, precisions and scales that only grow (`varchar_support`, `numeric_support`, `timestamp_support`
    /// and their like).
    private var keepsRows: Bool {
        let (old, new) = (base(from), base(to))
        let isSame = old == new || Self.withoutFunction.contains { $0 == old && $1 == new }
        guard isSame else { return false }
        guard let limits = modifiers(to) else { return true }
        guard old == new, let were = modifiers(from) else { return false }
        switch new {
        case "character varying", "bit varying", "timestamp without time zone",
            "timestamp with time zone", "time without time zone", "time with time zone", "interval":
            return were.count == 1 && limits.count == 1 && were[0] <= limits[0]
        case "numeric":
            return were.count == 2 && limits.count == 2 && were[0] <= limits[0]
                && were[1] == limits[1]
        default: return were == limits
        }
    }

    private static let withoutFunction: [(Substring, Substring)] = [
        ("character varying", "text"), ("text", "character varying"), ("cidr", "inet"),
        ("bit", "bit varying"),
    ]

    /// Whether each value of the one is one of the other.
    private var alwaysFits: Bool {
        guard modifiers(to) == nil else { return false }
        let ladders: [[Substring]] = [
            ["smallint", "integer", "bigint", "numeric"],
            ["smallint", "integer", "double precision"],
            ["real", "double precision"], ["date", "timestamp without time zone"],
            ["character", "character varying"], ["character", "text"], ["json", "text"],
            ["jsonb", "json", "text"],
        ]
        return ladders.contains { ladder in
            guard let old = ladder.firstIndex(of: base(from)),
                let new = ladder.firstIndex(of: base(to))
            else { return false }
            return old < new
        }
    }

    private func isText(_ type: String) -> Bool {
        ["text", "character varying", "character"].contains(base(type))
    }

    /// The type without its modifier and without brackets of an array.
    private func base(_ type: String) -> Substring {
        var text = Substring(type)
        if let open = text.firstIndex(of: "(") {
            let rest = text[open...].drop { $0 != ")" }.dropFirst()
            text = text[..<open] + rest
        }
        return text
    }

    /// What is in the parentheses; nil without.
    private func modifiers(_ type: String) -> [Int]? {
        guard let open = type.firstIndex(of: "("), let close = type.firstIndex(of: ")") else {
            return nil
        }
        return type[type.index(after: open)..<close].split(separator: ",").compactMap { Int($0) }
    }
}
