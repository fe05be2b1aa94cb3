public import Catalog

extension ChangePlan {
    /// The same plan in forms that let others read and write for as long as PostgreSQL has one.
    ///
    /// Indexes of tables that are there are built and dropped CONCURRENTLY; constraints come as NOT VALID and are validated in
    /// a transaction of their own; a key is an index first; a column becomes NOT NULL by a validated CHECK. The result is the
    /// same, but what is committed stays when a later segment fails.
    ///
    /// PostgreSQL manual, CREATE INDEX (Building Indexes Concurrently), ALTER TABLE (Notes).
    ///
    /// - Parameters:
    ///   - from: the schema that the statements are run on.
    ///   - to: the schema that they lead to.
    public func online(from: Catalog, to: Catalog) -> ChangePlan {
        var forms = OnlineForms(statements, from: from, to: to)
        return ChangePlan(
            statements: statements.flatMap { forms.forms(of: $0) }, remarks: remarks,
            isSegmented: true, relations: relations)
    }
}

/// Finds for each statement of a plan what does the same without keeping others out.
struct OnlineForms {
    private let from: Catalog
    private let to: Catalog
    /// What the plan makes, and nobody uses yet.
    private let made: Set<ObjectName>
    /// The columns that are known to hold no NULL by now.
    private var filled: Set<ElementName> = []

    init(_ statements: [PlannedStatement], from: Catalog, to: Catalog) {
        self.from = from
        self.to = to
        made = Set(
            statements.filter { $0.element.part == nil && $0.sql.hasPrefix("CREATE ") }
                .map(\.element.object))
    }

    mutating func forms(of statement: PlannedStatement) -> [PlannedStatement] {
        let element = statement.element
        if element.object.kind == .enumeration, statement.sql.contains(" ADD VALUE ") {
            var statement = statement
            statement.execution = .alone
            statement.hazards = []
            return [statement]
        }
        guard let part = element.part, from[element.object] != nil,
            !made.contains(element.object)
        else { return [statement] }
        switch (element.object.kind, part.kind) {
        case (.table, .index), (.materializedView, .index): return [index(statement)]
        case (.table, .constraint): return constraint(statement, part.identity)
        case (.table, .column): return notNull(statement, part)
        default: return [statement]
        }
    }

    private func isPartitioned(_ table: ObjectName) -> Bool {
        [from, to].contains {
            $0[table].map { PropertyValues($0.properties).has("partitionBy") } == true
        }
    }

    private func index(_ statement: PlannedStatement) -> PlannedStatement {
        guard !isPartitioned(statement.element.object) else { return statement }
        for start in ["CREATE INDEX ", "CREATE UNIQUE INDEX ", "DROP INDEX "]
        where statement.sql.hasPrefix(start) {
            var online = statement
            online.sql = start + "CONCURRENTLY " + statement.sql.dropFirst(start.count)
            online.execution = .outside
            let isMade = start != "DROP INDEX "
            online.hazards =
                statement.hazards.filter { $0.kind != .indexBuild } + [
                    Hazard(
                        .notTransactional,
                        isMade
                            ? "where it fails, an index stays that is not valid: drop it first"
                            : "it cannot be taken back with what is around it")
                ]
            return online
        }
        return statement
    }

    private mutating func constraint(
        _ statement: PlannedStatement, _ name: String
    ) -> [PlannedStatement] {
        let words = " ADD CONSTRAINT \(name) "
        // What is not enforced reads no row, and cannot be validated.
        guard let place = statement.sql.firstRange(of: words),
            statement.sql.hasPrefix("ALTER TABLE "),
            ![" NOT VALID", " NOT ENFORCED"].contains(where: statement.sql.hasSuffix)
        else { return [statement] }
        let head = String(statement.sql[..<place.lowerBound])
        let definition = statement.sql[place.upperBound...]
        let table = statement.element.object
        if definition.hasPrefix("CHECK ")
            || definition.hasPrefix("FOREIGN KEY ") && !isPartitioned(table)
        {
            return validated(statement, head, name)
        }
        guard let key = KeyIndex(definition, name: name), !isPartitioned(table) else {
            return [statement]
        }
        let index = PlannedStatement(
            statement.element, key.creation(on: table.identity),
            hazards: [
                Hazard(.dataDependent, "it fails where two rows have the same key"),
                Hazard(
                    .notTransactional,
                    "where it fails, an index stays that is not valid: drop it first"),
            ], execution: .outside)
        let columns = key.isPrimary ? nullable(key.columns, of: table) : []
        return columns.flatMap { filledColumn($0, of: table, head) }
            + [index, PlannedStatement(statement.element, head + words + key.use)]
    }

    /// The constraint for new rows at once, and for those that are there while others go on.
    private func validated(
        _ statement: PlannedStatement, _ head: String, _ name: String
    ) -> [PlannedStatement] {
        var first = statement
        first.sql += " NOT VALID"
        first.hazards = statement.hazards.filter { ![.scan, .dataDependent].contains($0.kind) }
        return [first, validation(statement.element, "\(head) VALIDATE CONSTRAINT \(name)")]
    }

    private func validation(_ element: ElementName, _ sql: String) -> PlannedStatement {
        PlannedStatement(
            element, sql,
            hazards: [
                Hazard(.dataDependent, "it fails where a row does not fit"),
                Hazard(.scan, "every row is checked, while others read and write"),
            ], execution: .alone)
    }

    private mutating func notNull(
        _ statement: PlannedStatement, _ part: PartName
    ) -> [PlannedStatement] {
        let column = part.identity
        let table = statement.element.object
        let isOurs =
            statement.sql.hasSuffix(" ALTER COLUMN \(column) SET NOT NULL")
            || statement.sql.hasPrefix("ALTER TABLE ")
                && statement.sql.contains(" NOT NULL \(column)")
                && !statement.sql.hasSuffix(" NOT VALID")
        guard isOurs, from[table]?.parts(.column).contains(where: { $0.name == part }) == true
        else { return [statement] }
        var last = statement
        last.hazards = []
        guard !filled.contains(statement.element),
            let end = statement.sql.firstRange(of: table.identity)?.upperBound
        else { return [last] }
        return filledColumn(column, of: table, String(statement.sql[..<end]), last)
    }

    /// A column shown to hold no NULL before it is NOT NULL, which then reads no row.
    private mutating func filledColumn(
        _ column: String, of table: ObjectName, _ head: String, _ statement: PlannedStatement? = nil
    ) -> [PlannedStatement] {
        let element = ElementName(table, PartName(.column, column))
        guard filled.insert(element).inserted else { return [] }
        let check = "tidemark_not_null"
        return [
            PlannedStatement(
                element, "\(head) ADD CONSTRAINT \(check) CHECK (\(column) IS NOT NULL) NOT VALID"),
            validation(element, "\(head) VALIDATE CONSTRAINT \(check)"),
            statement
                ?? PlannedStatement(element, "\(head) ALTER COLUMN \(column) SET NOT NULL"),
            PlannedStatement(element, "\(head) DROP CONSTRAINT \(check)"),
        ]
    }

    private func nullable(_ columns: [String], of table: ObjectName) -> [String] {
        let parts = from[table]?.parts(.column) ?? []
        return columns.filter { column in
            parts.contains {
                $0.name.identity == column && !PropertyValues($0.properties).flag("notNull")
            }
        }
    }
}
