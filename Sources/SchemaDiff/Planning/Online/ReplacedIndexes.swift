import Catalog

/// Finds the indexes and keys of a plan that can be built in full before those go whose names they take.
struct ReplacedIndexes {
    /// The names that they have until then, by what they are.
    private(set) var names: [ElementName: String] = [:]

    init(_ statements: [PlannedStatement], from: Catalog, to: Catalog) {
        var drops: [ElementName: Int] = [:]
        var number = 0
        for (place, statement) in statements.enumerated() {
            let element = statement.element
            guard let part = element.part, part.kind == .index || part.kind == .constraint,
                // Those of partitioned tables are not built concurrently.
                [from, to].allSatisfy({
                    $0[element.object].map { !PropertyValues($0.properties).has("partitionBy") }
                        == true
                })
            else { continue }
            if Self.isDrop(statement) {
                drops[element] = place
            } else if let start = drops[element], Self.isCreation(statement),
                !Self.isTouched(element, by: statements[(start + 1)..<place], from)
            {
                number += 1
                names[element] = Self.name(number, beside: element, [from, to])
            }
        }
    }

    private static func isDrop(_ statement: PlannedStatement) -> Bool {
        statement.sql.hasPrefix("DROP INDEX ")
            || statement.sql.hasSuffix(" DROP CONSTRAINT \(statement.element.part?.identity ?? "")")
    }

    private static func isCreation(_ statement: PlannedStatement) -> Bool {
        let name = statement.element.part?.identity ?? ""
        if ["CREATE INDEX ", "CREATE UNIQUE INDEX "].contains(where: statement.sql.hasPrefix) {
            return true
        }
        guard let end = statement.sql.firstRange(of: " ADD CONSTRAINT \(name) ")?.upperBound else {
            return false
        }
        return KeyIndex(statement.sql[end...], name: name) != nil
    }

    /// Whether something between drop and creation changes what the old one needs, and would meet it there.
    private static func isTouched(
        _ element: ElementName, by statements: ArraySlice<PlannedStatement>, _ from: Catalog
    ) -> Bool {
        let needed = Set(
            (from[element.object]?.edges ?? []).filter { $0.from == element }.map(\.to))
        return statements.contains { statement in
            let other = statement.element
            if other.part?.kind == .column, other.object == element.object {
                return statement.sql.contains(" TYPE ") || statement.sql.contains(" DROP COLUMN ")
            }
            return needed.contains(other)
                || other.object != element.object && needed.contains { $0.object == other.object }
        }
    }

    /// A name that nothing in the schema has.
    private static func name(
        _ number: Int, beside element: ElementName, _ catalogs: [Catalog]
    ) -> String {
        let schema = NameScanner.schema(of: element.object.identity)
        var name = "tidemark_index_\(number)"
        while catalogs.contains(where: { isTaken(name, in: schema, $0) }) { name += "_" }
        return name
    }

    private static func isTaken(_ name: String, in schema: String, _ catalog: Catalog) -> Bool {
        catalog.objects.contains { object in
            NameScanner.schema(of: object.name.identity) == schema
                && (NameScanner.name(of: object.name.identity) == name
                    || object.parts.contains { $0.name.identity == name })
        }
    }
}
