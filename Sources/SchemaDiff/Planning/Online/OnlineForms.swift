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
    let from: Catalog
    let to: Catalog
    /// What the plan makes, and nobody uses yet.
    let made: Set<ObjectName>
    /// The columns that are known to hold no NULL by now.
    var filled: Set<ElementName> = []
    /// The statements that make columns NOT NULL, by table.
    let becomingNotNull: [ObjectName: [PlannedStatement]]
    /// The indexes and keys that are dropped only when others have been built in their place, and the names of these until then.
    private let replaced: [ElementName: String]

    init(_ statements: [PlannedStatement], from: Catalog, to: Catalog) {
        self.from = from
        self.to = to
        made = Set(
            statements.filter { $0.element.part == nil && $0.sql.hasPrefix("CREATE ") }
                .map(\.element.object))
        becomingNotNull = Dictionary(
            grouping: statements.filter { Self.makesNotNull($0, in: from) }, by: \.element.object)
        replaced = ReplacedIndexes(statements, from: from, to: to).names
    }

    mutating func forms(of statement: PlannedStatement) -> [PlannedStatement] {
        let element = statement.element
        if element.object.kind == .enumeration, statement.sql.contains(" ADD VALUE ") {
            var statement = statement
            statement.execution = .alone
            statement.hazards = []
            return [statement]
        }
        if element.part == nil, element.object.kind == .table {
            if statement.sql.contains(" ATTACH PARTITION ") { return attachment(statement) }
            if statement.sql.contains(" DETACH PARTITION ") { return detachment(statement) }
        }
        guard let part = element.part, from[element.object] != nil,
            !made.contains(element.object)
        else { return [statement] }
        switch (element.object.kind, part.kind) {
        case (.table, .index), (.materializedView, .index): return index(statement)
        case (.table, .constraint): return constraint(statement, part.identity)
        case (.table, .column) where Self.makesNotNull(statement, in: from):
            return notNull(statement)
        default: return [statement]
        }
    }

    private func isPartitioned(_ table: ObjectName) -> Bool {
        [from, to].contains {
            $0[table].map { PropertyValues($0.properties).has("partitionBy") } == true
        }
    }

    private func index(_ statement: PlannedStatement) -> [PlannedStatement] {
        let element = statement.element
        guard !isPartitioned(element.object) else { return [statement] }
        for start in ["CREATE INDEX ", "CREATE UNIQUE INDEX "] where statement.sql.hasPrefix(start)
        {
            var online = statement
            var rest = statement.sql.dropFirst(start.count)
            let name = element.part?.identity ?? ""
            let interim = replaced[element]
            if let interim { rest = interim + rest.dropFirst(name.count) }
            online.sql = start + "CONCURRENTLY " + rest
            online.execution = .outside
            online.hazards = statement.hazards.filter { $0.kind != .indexBuild } + [Self.leftBehind]
            guard let interim else { return [online] }
            let schema = NameScanner.schema(of: element.object.identity)
            return [
                online, PlannedStatement(element, "DROP INDEX \(schema).\(name)"),
                PlannedStatement(element, "ALTER INDEX \(schema).\(interim) RENAME TO \(name)"),
            ]
        }
        guard statement.sql.hasPrefix("DROP INDEX ") else { return [statement] }
        guard replaced[element] == nil else { return [] }
        var online = statement
        online.sql = "DROP INDEX CONCURRENTLY " + statement.sql.dropFirst("DROP INDEX ".count)
        online.execution = .outside
        online.hazards.append(
            Hazard(.notTransactional, "it cannot be taken back with what is around it"))
        return [online]
    }

    private static let leftBehind = Hazard(
        .notTransactional, "where it fails, an index stays that is not valid: drop it first")

    private mutating func constraint(
        _ statement: PlannedStatement, _ name: String
    ) -> [PlannedStatement] {
        if replaced[statement.element] != nil,
            statement.sql.hasSuffix(" DROP CONSTRAINT \(name)")
        {
            return []
        }
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
        let interim = replaced[statement.element]
        guard let key = KeyIndex(definition, name: interim ?? name), !isPartitioned(table) else {
            return [statement]
        }
        let index = PlannedStatement(
            statement.element, key.creation(on: table.identity),
            hazards: [
                Hazard(.dataDependent, "it fails where two rows have the same key"),
                Self.leftBehind,
            ], execution: .outside)
        let columns = key.isPrimary ? nullable(key.columns, of: table) : []
        let dropped = interim.map { _ in
            PlannedStatement(statement.element, "\(head) DROP CONSTRAINT \(name)")
        }
        return filling(columns, of: table, head) + [index] + [dropped].compactMap(\.self)
            + [PlannedStatement(statement.element, head + words + key.use)]
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

    func validation(_ element: ElementName, _ sql: String) -> PlannedStatement {
        PlannedStatement(
            element, sql,
            hazards: [
                Hazard(.dataDependent, "it fails where a row does not fit"),
                Hazard(.scan, "every row is checked, while others read and write"),
            ], execution: .alone)
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
