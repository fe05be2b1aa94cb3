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
        if isWidening { return [] }
        let rewrite = Hazard(.rewrite, "every row is written anew, and the indexes with it")
        return [
            Hazard(.dataDependent, "it fails where a value of \(from) does not fit \(to)"), rewrite,
        ]
    }

    /// Whether the server knows without looking at the rows that every value stays as it is.
    private var isWidening: Bool {
        guard base(from) == base(to) || base(to) == "text" && base(from) == "character varying"
        else {
            return false
        }
        if from == to || !to.contains("(") { return true }
        guard base(from) == "character varying", let old = length(from), let new = length(to) else {
            return false
        }
        return new >= old
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

    private func length(_ type: String) -> Int? {
        Int(type.drop { $0 != "(" }.dropFirst().prefix { $0.isNumber })
    }
}
