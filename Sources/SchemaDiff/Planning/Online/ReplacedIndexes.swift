import Catalog
import JSONText
import SQLText

/// Indexes, keys and unique constraints that go and come again as others: the new one is built before the old one goes.
struct ReplacedIndexes {
    /// How a new index takes the place of the old one.
    struct Swap {
        /// The name that the new one has while it is built.
        let aside: String
        let drop: PlannedStatement

        /// The index is built aside; the old one goes and the new one takes its name in one transaction.
        func index(_ creation: PlannedStatement) -> [PlannedStatement] {
            let element = creation.element
            let name = element.part?.identity ?? ""
            let schema = NameScanner.schema(of: element.object.identity)
            var build = creation
            if let place = build.sql.firstRange(of: " \(name) ON ") {
                build.sql.replaceSubrange(place, with: " \(aside) ON ")
            }
            var first = drop
            first.execution = .withNext
            return [
                build, first,
                PlannedStatement(
                    element, "ALTER INDEX \(schema).\(aside) RENAME TO \(name)", execution: .alone),
            ]
        }

        /// The old constraint goes and the new one takes its index in one transaction.
        func constraint(_ use: PlannedStatement) -> [PlannedStatement] {
            var (first, last) = (drop, use)
            first.execution = .withNext
            last.execution = .alone
            return [first, last]
        }
    }

    /// The statements that are left out where they stand.
    private(set) var drops: Set<Int> = []
    /// By the place of the statement that makes the new one.
    private(set) var swaps: [Int: Swap] = [:]

    init(_ statements: [PlannedStatement], _ tables: OnlineTables) {
        var gone: [ElementName: Int] = [:]
        /// A table has one primary key, whatever its name.
        var goneKeys: [ObjectName: Int] = [:]
        var taken: Set<String>?
        for (place, statement) in statements.enumerated() {
            let element = statement.element
            guard let part = element.part, part.kind == .index || part.kind == .constraint,
                tables.isOpen(element.object), tables.hasIndexOfItsOwn(element.object)
            else { continue }
            if Self.isDrop(statement) {
                gone[element] = place
                if Self.isPrimaryKey(element, in: tables.from) { goneKeys[element.object] = place }
                continue
            }
            guard let isKey = Self.isCreation(statement, part) else { continue }
            let drop = isKey ? goneKeys[element.object] : gone[element]
            guard let drop, !drops.contains(drop),
                Self.isFree(statements[drop].element, statements[(drop + 1)..<place], tables.from)
            else { continue }
            let known = taken ?? Self.relations(of: tables)
            let aside = Self.aside(part.identity, of: element.object, known)
            taken = known
            drops.insert(drop)
            swaps[place] = Swap(aside: aside, drop: statements[drop])
        }
    }

    private static func isDrop(_ statement: PlannedStatement) -> Bool {
        statement.sql.hasPrefix("DROP INDEX ")
            || statement.sql.hasPrefix("ALTER TABLE ")
                && statement.sql.hasSuffix(
                    " DROP CONSTRAINT \(statement.element.part?.identity ?? "")")
    }

    /// Whether a statement makes an index, that of a primary key; nil where it makes none that can be built aside.
    private static func isCreation(_ statement: PlannedStatement, _ part: PartName) -> Bool? {
        if part.kind == .constraint {
            return AddedConstraint(statement, part.identity)?.key?.isPrimary
        }
        return ["CREATE INDEX ", "CREATE UNIQUE INDEX "].contains(where: statement.sql.hasPrefix)
            ? false : nil
    }

    private static func isPrimaryKey(_ element: ElementName, in catalog: Catalog) -> Bool {
        catalog[element.object]?.parts.first { $0.name == element.part }?.properties["type"]
            == "PRIMARY KEY"
    }

    /// Whether nothing that is done in between needs the index to be gone: what it is made of stays as it is.
    private static func isFree(
        _ element: ElementName, _ between: ArraySlice<PlannedStatement>, _ catalog: Catalog
    ) -> Bool {
        let needed = Set(
            (catalog[element.object]?.edges ?? []).filter { $0.from == element }.map(\.to))
        let objects = Set(needed.map(\.object)).subtracting([element.object])
        return between.allSatisfy { statement in
            let other = statement.element
            if other == ElementName(element.object) { return isOfNoMatter(statement.sql) }
            if needed.contains(other), other.part?.kind == .column {
                return !changesOfColumns.contains(where: statement.sql.contains)
            }
            return !needed.contains(other) && !objects.contains(other.object)
                || isOfNoMatter(statement.sql)
        }
    }

    /// What is done to a column only when no key or index that is to go has it.
    private static let changesOfColumns = [" DROP COLUMN ", " TYPE ", " DROP NOT NULL"]

    private static func isOfNoMatter(_ sql: String) -> Bool {
        ["COMMENT ", "GRANT ", "REVOKE ", "SECURITY LABEL "].contains(where: sql.hasPrefix)
    }

    private static func relations(of tables: OnlineTables) -> Set<String> {
        Set(
            [tables.from, tables.to].flatMap { catalog in
                catalog.objects.flatMap { takenNames(ElementName($0.name), in: catalog) }
            })
    }

    /// A name that nothing has, as long as the server takes it.
    private static func aside(
        _ name: String, of table: ObjectName, _ taken: Set<String>
    ) -> String {
        let schema = NameScanner.schema(of: table.identity)
        var plain = parseIdentifier(name) ?? name
        while plain.utf8.count > 50 { plain.removeLast() }
        var number = 0
        while true {
            let aside = quoteIdentifier("\(plain)__new\(number == 0 ? "" : String(number))")
            if !taken.contains("relation \(schema).\(aside)") { return aside }
            number += 1
        }
    }
}
