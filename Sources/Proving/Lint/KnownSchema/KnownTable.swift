/// What the earlier statements say of a table.
package struct KnownTable: Sendable, Hashable {
    /// What a constraint is.
    package enum Constraint: Sendable, Hashable {
        case check, notNull, unique, primaryKey, foreignKey(to: String), exclusion
    }

    /// A column.
    package struct Column: Sendable, Hashable {
        /// Its type.
        package var type: KnownType
        /// Whether it takes no NULL.
        package var isNotNull = false
    }

    /// The columns by name.
    package var columns: [String: Column] = [:]
    /// The constraints by name; the server's own names where the text gives none.
    package var constraints: [String: Constraint] = [:]
    /// Columns that a valid CHECK proves to hold no NULL.
    package var provenNotNull: Set<String> = []
    /// Constraints that were added NOT VALID and are not validated yet.
    package var notValid: Set<String> = []
    /// What a CHECK that is not valid yet would prove, by its name.
    package var unproven: [String: Set<String>] = [:]
    /// The columns of each index and each key, in order.
    package var indexes: [String: [String]] = [:]
    /// Whether it is partitioned.
    package var isPartitioned = false
    /// Whether one of its partitions is the default.
    package var hasDefaultPartition = false
    /// Whether row level security is enabled.
    package var hasRowSecurity = false
    /// The names of its policies.
    package var policies: Set<String> = []
    /// What REPLICA IDENTITY says besides the default.
    package var hasReplicaIdentity = false
    /// Which file made it; nil where the files only go on with it.
    package var file: Int?

    /// Whether an index or a key begins with these columns, in any order.
    package func hasIndex(leading names: [String]) -> Bool {
        indexes.values.contains { Set($0.prefix(names.count)) == Set(names) }
    }

    /// Whether it has a primary key.
    package var hasPrimaryKey: Bool { constraints.values.contains(.primaryKey) }
}
