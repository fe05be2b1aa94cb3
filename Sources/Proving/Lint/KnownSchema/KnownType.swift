/// A column's type as the parse tree has it, and what a change of it costs.
package struct KnownType: Sendable, Hashable, CustomStringConvertible {
    /// The name, the server's own types without `pg_catalog`: `int4`, `varchar`, `numeric`.
    package var name: String
    /// Length, precision and scale.
    package var modifiers: [Int]
    /// Whether it is an array.
    package var isArray: Bool

    /// Reads a `TypeName`.
    init?(_ node: ParseNode?) {
        guard let node else { return nil }
        var parts = node.names("names")
        if parts.count > 1, parts.first == "pg_catalog" { parts.removeFirst() }
        guard !parts.isEmpty else { return nil }
        name = relationName(parts)
        modifiers = node.nodes("typmods").map { $0["ival"]?.number("ival") ?? 0 }
        isArray = !node.nodes("arrayBounds").isEmpty
    }

    /// As SQL writes it.
    package var description: String {
        let spelled = Self.spellings[name] ?? name
        let list = modifiers.map(String.init).joined(separator: ",")
        return spelled + (list.isEmpty ? "" : "(\(list))") + (isArray ? "[]" : "")
    }

    private static let spellings = [
        "int2": "smallint", "int4": "integer", "int8": "bigint", "bool": "boolean",
        "float4": "real", "float8": "double precision", "bpchar": "character",
    ]

    /// The types that make a sequence beside the column.
    var isSerial: Bool {
        [
            "serial", "bigserial", "smallserial", "serial2", "serial4", "serial8",
        ].contains(name)
    }

    /// What ALTER COLUMN … TYPE does to the table's files.
    enum Change: Hashable {
        /// The catalog alone changes.
        case catalogOnly
        /// Every row and every index is written anew.
        case rewrite
        /// Every row and every index is written anew unless the session's time zone is UTC.
        case rewriteUnlessUTC
        /// The old type decides, and it is not known.
        case unknown
    }

    /// What changing to another type does (PostgreSQL manual, ALTER TABLE, Notes: a binary coercible type or an
    /// unconstrained domain over it needs no rewrite).
    func change(to new: KnownType) -> Change {
        if self == new { return .catalogOnly }
        guard isArray == new.isArray else { return .rewrite }
        let grows: Bool
        switch (name, new.name) {
        case ("varchar", "text"),
            ("text", "varchar") where new.modifiers.isEmpty,
            ("cidr", "inet"):
            return .catalogOnly
        case ("varchar", "varchar"), ("varbit", "varbit"), ("timestamp", "timestamp"),
            ("timestamptz", "timestamptz"), ("time", "time"), ("timetz", "timetz"):
            grows = widens(to: new)
        case ("numeric", "numeric"):
            grows =
                new.modifiers.isEmpty
                || (widens(to: new)
                    && (modifiers.count > 1 ? modifiers[1] : 0)
                        == (new.modifiers.count > 1 ? new.modifiers[1] : 0))
        case ("timestamp", "timestamptz"), ("timestamptz", "timestamp"):
            return modifiers == new.modifiers ? .rewriteUnlessUTC : .rewrite
        default: return .rewrite
        }
        return grows ? .catalogOnly : .rewrite
    }

    /// Whether the first modifier is at least as large; none is the largest.
    private func widens(to new: KnownType) -> Bool {
        guard let after = new.modifiers.first else { return true }
        guard let before = modifiers.first else { return false }
        return after >= before
    }

    /// Whether changing some type to this one may be for the catalog alone, so that the old type decides.
    var mayBeReachedWithoutRewrite: Bool {
        guard !isArray else { return true }
        let always: Set<String> = [
            "int2", "int4", "int8", "bool", "float4", "float8", "bpchar", "json", "jsonb", "uuid",
            "date", "bytea", "money",
        ]
        return !always.contains(name)
    }
}
