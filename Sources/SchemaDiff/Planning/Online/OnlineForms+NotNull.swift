import Catalog

/// Columns that become NOT NULL.
extension OnlineForms {
    /// Whether a statement makes a column NOT NULL that is there already.
    static func makesNotNull(_ statement: PlannedStatement, in from: Catalog) -> Bool {
        let element = statement.element
        guard element.object.kind == .table, let part = element.part, part.kind == .column,
            from[element.object]?.parts(.column).contains(where: { $0.name == part }) == true
        else { return false }
        return statement.sql.hasSuffix(" ALTER COLUMN \(part.identity) SET NOT NULL")
            || statement.sql.hasPrefix("ALTER TABLE ")
                && statement.sql.contains(" NOT NULL \(part.identity)")
                && !statement.sql.hasSuffix(" NOT VALID")
    }

    /// All columns of a table that become NOT NULL together, at the first of them: one look at the rows is enough.
    mutating func notNull(_ statement: PlannedStatement) -> [PlannedStatement] {
        let table = statement.element.object
        guard let all = becomingNotNull[table],
            let end = statement.sql.firstRange(of: table.identity)?.upperBound
        else { return [statement] }
        guard !filled.contains(statement.element) else { return [] }
        let head = String(statement.sql[..<end])
        return filling(all.compactMap { $0.element.part?.identity }, of: table, head, all)
    }

    /// Columns shown to hold no NULL before they are NOT NULL, which then reads no row.
    ///
    /// - Parameter statements: those that make them NOT NULL; none where a key is to come that needs it.
    mutating func filling(
        _ columns: [String], of table: ObjectName, _ head: String,
        _ statements: [PlannedStatement]? = nil
    ) -> [PlannedStatement] {
        let new = columns.filter {
            filled.insert(ElementName(table, PartName(.column, $0))).inserted
        }
        guard !new.isEmpty else { return [] }
        let element = ElementName(table, PartName(.column, new[0]))
        let check = "tidemark_not_null"
        let condition = new.map { "\($0) IS NOT NULL" }.joined(separator: " AND ")
        let setting =
            statements?.map { statement in
                var statement = statement
                statement.hazards = []
                return statement
            }
            ?? new.map {
                PlannedStatement(
                    ElementName(table, PartName(.column, $0)),
                    "\(head) ALTER COLUMN \($0) SET NOT NULL")
            }
        return [
            PlannedStatement(
                element, "\(head) ADD CONSTRAINT \(check) CHECK (\(condition)) NOT VALID"),
            validation(element, "\(head) VALIDATE CONSTRAINT \(check)"),
        ] + setting + [PlannedStatement(element, "\(head) DROP CONSTRAINT \(check)")]
    }
}
