public import Catalog

extension ChangePlan {
    /// The same plan in forms that let others read and write for as long as PostgreSQL has one.
    ///
    /// Indexes of tables that are there are built and dropped CONCURRENTLY, and where one takes the place of another, the new
    /// one is built before the old one goes; constraints come as NOT VALID and are validated in a transaction of their own; a
    /// key is an index first; columns become NOT NULL by a validated CHECK, one for each table; partitions are detached
    /// CONCURRENTLY, and attached with a validated CHECK that spares the scan. The result is the same, but what is committed
    /// stays when a later segment fails.
    ///
    /// PostgreSQL manual, CREATE INDEX (Building Indexes Concurrently), ALTER TABLE (Notes, ATTACH and DETACH PARTITION).
    ///
    /// - Parameters:
    ///   - from: the schema that the statements are run on.
    ///   - to: the schema that they lead to.
    public func online(from: Catalog, to: Catalog) -> ChangePlan {
        ChangePlan(
            statements: OnlineForms(statements, from: from, to: to).planned(), remarks: remarks,
            isSegmented: true, relations: relations)
    }
}

/// Finds for each statement of a plan what does the same without keeping others out.
struct OnlineForms {
    let from: Catalog
    let to: Catalog
    /// What the plan makes, and nobody uses yet.
    let made: Set<ObjectName>
    private let statements: [PlannedStatement]
    private let replaced: ReplacedIndexes
    private let filled: FilledColumns

    init(_ statements: [PlannedStatement], from: Catalog, to: Catalog) {
        self.from = from
        self.to = to
        self.statements = statements
        made = Set(
            statements.filter { $0.element.part == nil && $0.sql.hasPrefix("CREATE ") }
                .map(\.element.object))
        let tables = OnlineTables(from: from, to: to, made: made)
        replaced = ReplacedIndexes(statements, tables)
        filled = FilledColumns(statements, tables)
    }

    var tables: OnlineTables { OnlineTables(from: from, to: to, made: made) }

    func planned() -> [PlannedStatement] {
        statements.indices.flatMap { place -> [PlannedStatement] in
            if replaced.drops.contains(place) { return [] }
            return filled.before(place) + forms(of: place) + filled.behind(place)
        }
    }

    private func forms(of place: Int) -> [PlannedStatement] {
        let statement = statements[place]
        let element = statement.element
        if element.object.kind == .enumeration, statement.sql.contains(" ADD VALUE ") {
            var statement = statement
            statement.execution = .alone
            statement.hazards = []
            return [statement]
        }
        guard let part = element.part else {
            return attaching(statement) ?? detaching(statement) ?? [statement]
        }
        guard tables.isOpen(element.object) else { return [statement] }
        switch (element.object.kind, part.kind) {
        case (.table, .index), (.materializedView, .index): return index(statement, place)
        case (.table, .constraint): return constraint(statement, place, part.identity)
        case (.table, .column) where filled.isFilled(statement):
            var last = statement
            last.hazards = []
            return [last]
        default: return [statement]
        }
    }

    private func index(_ statement: PlannedStatement, _ place: Int) -> [PlannedStatement] {
        guard !tables.isPartitioned(statement.element.object) else { return [statement] }
        for start in ["CREATE INDEX ", "CREATE UNIQUE INDEX ", "DROP INDEX "]
        where statement.sql.hasPrefix(start) {
            var online = statement
            online.sql = start + "CONCURRENTLY " + statement.sql.dropFirst(start.count)
            online.execution = .outside
            let isMade = start != "DROP INDEX "
            online.hazards =
                statement.hazards.filter { $0.kind != .indexBuild }
                + [
                    isMade
                        ? .invalidIndex
                        : Hazard(
                            .notTransactional, "it cannot be taken back with what is around it")
                ]
            guard isMade, let swap = replaced.swaps[place] else { return [online] }
            return swap.index(online)
        }
        return [statement]
    }

    private func constraint(
        _ statement: PlannedStatement, _ place: Int, _ name: String
    ) -> [PlannedStatement] {
        let table = statement.element.object
        guard let addition = AddedConstraint(statement, name) else { return [statement] }
        if addition.definition.hasPrefix("CHECK ")
            || addition.definition.hasPrefix("FOREIGN KEY ") && !tables.isPartitioned(table)
        {
            return validated(statement, addition.head, name)
        }
        guard let key = addition.key, !tables.isPartitioned(table),
            !key.isPrimary || tables.hasIndexOfItsOwn(table)
        else { return [statement] }
        let swap = replaced.swaps[place]
        let indexName = swap?.aside ?? name
        let index = PlannedStatement(
            statement.element, key.creation(indexName, on: table.identity),
            hazards: [
                Hazard(.dataDependent, "it fails where two rows have the same key"), .invalidIndex,
            ], execution: .outside)
        let use = PlannedStatement(
            statement.element,
            "\(addition.head) ADD CONSTRAINT \(name) \(key.use(of: indexName))")
        return [index] + (swap?.constraint(use) ?? [use])
    }

    /// The constraint for new rows at once, and for those that are there while others go on.
    private func validated(
        _ statement: PlannedStatement, _ head: String, _ name: String
    ) -> [PlannedStatement] {
        var first = statement
        first.sql += " NOT VALID"
        first.hazards = statement.hazards.filter { ![.scan, .dataDependent].contains($0.kind) }
        return [first, .validation(statement.element, "\(head) VALIDATE CONSTRAINT \(name)")]
    }
}

extension PlannedStatement {
    /// A statement that reads every row while others read and write.
    static func validation(_ element: ElementName, _ sql: String) -> PlannedStatement {
        PlannedStatement(
            element, sql,
            hazards: [
                Hazard(.dataDependent, "it fails where a row does not fit"),
                Hazard(.scan, "every row is checked, while others read and write"),
            ], execution: .alone)
    }
}

extension Hazard {
    /// What is to be known of an index that is built CONCURRENTLY.
    static let invalidIndex = Hazard(
        .notTransactional, "where it fails, an index stays that is not valid: drop it first")
}
