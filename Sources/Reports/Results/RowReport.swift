public import JSONText

/// What made-up rows have shown.
public struct RowReport: Sendable, JSONRepresentable {
    /// How many were made, by the names of the tables.
    public var seeded: [String: Int]
    /// The tables for which none could be made, with the reason.
    public var unfilled: [String: String]
    /// What is gone, in words.
    public var losses: [String]
    /// Which statement they keep from running, and why.
    public var refusal: String?

    /// Makes one.
    public init(
        seeded: [String: Int], unfilled: [String: String], losses: [String], refusal: String? = nil
    ) {
        self.seeded = seeded
        self.unfilled = unfilled
        self.losses = losses
        self.refusal = refusal
    }

    /// `10 rows in each of 3 tables`; the tables that stay empty behind it.
    public var sentence: String {
        let counts = Set(seeded.values)
        let tables = renderCount(seeded.count, "table")
        var text: String
        if seeded.isEmpty {
            text = "no rows"
        } else if let count = counts.first, counts.count == 1 {
            text = "\(renderCount(count, "row")) in \(seeded.count == 1 ? "" : "each of ")\(tables)"
        } else {
            text = "\(renderCount(seeded.values.reduce(0, +), "row")) in \(tables)"
        }
        for (table, reason) in unfilled.sorted(by: { $0.key < $1.key }) {
            text += ", none in \(table): \(reason)"
        }
        return text
    }

    /// `tables`, `seeded`, `unfilled`, `losses`, `refusal`.
    public var json: JSONValue {
        [
            "tables": .integer(seeded.count),
            "seeded": .integer(seeded.values.reduce(0, +)),
            "unfilled": .array(
                unfilled.sorted { $0.key < $1.key }.map {
                    ["table": .string($0.key), "reason": .string($0.value)]
                }),
            "losses": .list(losses), "refusal": .optional(refusal),
        ]
    }
}
