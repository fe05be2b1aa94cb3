import Catalog

/// Columns that become NOT NULL, shown to hold no NULL by one CHECK for each table, which spares the scan of each.
struct FilledColumns {
    /// The columns of one table.
    private struct Group {
        var columns: [String]
        /// The statements that need it, by their places.
        var first: Int
        var last: Int
    }

    private static let check = "tidemark_not_null"

    private var groups: [ObjectName: Group] = [:]
    private var tables: [Int: ObjectName] = [:]
    /// The columns that a primary key takes, by the place of its statement.
    private var keys: [Int: [String]] = [:]

    init(_ statements: [PlannedStatement], _ tables: OnlineTables) {
        for (place, statement) in statements.enumerated() {
            let table = statement.element.object
            guard table.kind == .table, tables.isOpen(table), let part = statement.element.part
            else { continue }
            switch part.kind {
            case .column:
                guard Self.isNotNull(statement, part.identity),
                    tables.from[table]?.parts(.column).contains(where: { $0.name == part }) == true
                else { continue }
                add([part.identity], of: table, at: place)
            case .constraint:
                guard let addition = AddedConstraint(statement, part.identity),
                    let key = addition.key, key.isPrimary, tables.hasIndexOfItsOwn(table)
                else { continue }
                let known = groups[table]?.columns ?? []
                let columns = tables.nullable(key.columns, of: table)
                let new = columns.filter { !known.contains($0) }
                guard !new.isEmpty else { continue }
                keys[place] = new
                add(new, of: table, at: place)
            default: continue
            }
        }
    }

    private mutating func add(_ columns: [String], of table: ObjectName, at place: Int) {
        tables[place] = table
        var group = groups[table] ?? Group(columns: [], first: place, last: place)
        group.columns += columns.filter { !group.columns.contains($0) }
        group.last = place
        groups[table] = group
    }

    private static func isNotNull(_ statement: PlannedStatement, _ column: String) -> Bool {
        statement.sql.hasSuffix(" ALTER COLUMN \(column) SET NOT NULL")
            || statement.sql.hasPrefix("ALTER TABLE ")
                && statement.sql.contains(" NOT NULL \(column)")
                && !statement.sql.hasSuffix(" NOT VALID")
    }

    /// Whether a statement has a column be NOT NULL that is known to hold no NULL by then.
    func isFilled(_ statement: PlannedStatement) -> Bool {
        guard let part = statement.element.part, Self.isNotNull(statement, part.identity) else {
            return false
        }
        return groups[statement.element.object]?.columns.contains(part.identity) == true
    }

    /// What comes before a statement: the CHECK of its table, and columns that must be NOT NULL by then.
    func before(_ place: Int) -> [PlannedStatement] {
        guard let table = tables[place], let group = groups[table] else { return [] }
        let head = "ALTER TABLE \(table.identity)"
        var statements: [PlannedStatement] = []
        if group.first == place {
            let condition = group.columns.map { "\($0) IS NOT NULL" }.joined(separator: " AND ")
            let element = Self.element(table, group.columns)
            statements = [
                PlannedStatement(
                    element,
                    "\(head) ADD CONSTRAINT \(Self.check) CHECK (\(condition)) NOT VALID"),
                .validation(element, "\(head) VALIDATE CONSTRAINT \(Self.check)"),
            ]
        }
        return statements
            + (keys[place] ?? []).map {
                PlannedStatement(
                    Self.element(table, [$0]), "\(head) ALTER COLUMN \($0) SET NOT NULL")
            }
    }

    /// What comes behind a statement: the CHECK goes with the last.
    func behind(_ place: Int) -> [PlannedStatement] {
        guard let table = tables[place], let group = groups[table], group.last == place else {
            return []
        }
        return [
            PlannedStatement(
                Self.element(table, group.columns),
                "ALTER TABLE \(table.identity) DROP CONSTRAINT \(Self.check)")
        ]
    }

    private static func element(_ table: ObjectName, _ columns: [String]) -> ElementName {
        ElementName(table, columns.count == 1 ? PartName(.column, columns[0]) : nil)
    }
}
