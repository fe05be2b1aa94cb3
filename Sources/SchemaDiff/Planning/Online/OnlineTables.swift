import Catalog

/// The tables of a plan, as far as it matters who may be using them.
struct OnlineTables {
    let from: Catalog
    let to: Catalog
    /// What the plan makes, and nobody uses yet.
    let made: Set<ObjectName>

    /// Whether others may be using it.
    func isOpen(_ table: ObjectName) -> Bool { from[table] != nil && !made.contains(table) }

    func isPartitioned(_ table: ObjectName) -> Bool {
        [from, to].contains {
            $0[table].map { PropertyValues($0.properties).has("partitionBy") } == true
        }
    }

    /// Whether a key of it is one index, and its columns are those of no other table.
    func hasIndexOfItsOwn(_ table: ObjectName) -> Bool {
        !isPartitioned(table) && !hasChildren(table)
    }

    private func hasChildren(_ table: ObjectName) -> Bool {
        [from, to].contains { catalog in
            catalog.objects.contains {
                PropertyValues($0.properties).list("inherits").contains(table.identity)
            }
        }
    }

    /// The columns among these that may hold NULL by now.
    func nullable(_ columns: [String], of table: ObjectName) -> [String] {
        let parts = from[table]?.parts(.column) ?? []
        return columns.filter { column in
            parts.contains {
                $0.name.identity == column && !PropertyValues($0.properties).flag("notNull")
            }
        }
    }
}

/// A statement that adds a constraint to a table, taken apart; what is not enforced or not valid reads no row.
struct AddedConstraint {
    /// `ALTER TABLE app.users`.
    let head: String
    /// What stands behind the name.
    let definition: Substring
    /// The index that does the same; nil for what no index alone does.
    let key: KeyIndex?

    init?(_ statement: PlannedStatement, _ name: String) {
        let words = " ADD CONSTRAINT \(name) "
        guard let place = statement.sql.firstRange(of: words),
            statement.sql.hasPrefix("ALTER TABLE "),
            ![" NOT VALID", " NOT ENFORCED"].contains(where: statement.sql.hasSuffix)
        else { return nil }
        head = String(statement.sql[..<place.lowerBound])
        definition = statement.sql[place.upperBound...]
        key = KeyIndex(definition)
    }
}
