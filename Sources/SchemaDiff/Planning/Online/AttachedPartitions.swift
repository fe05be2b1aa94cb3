import Catalog
import JSONText

/// Partitions that come to tables.
extension OnlineForms {
    private static let check = "tidemark_partition"

    /// A partition attached with a CHECK that shows that its rows fit, and one that shows that the default partition has none
    /// of them; nil for another statement.
    func attaching(_ statement: PlannedStatement) -> [PlannedStatement]? {
        let child = statement.element.object
        guard let place = statement.sql.firstRange(of: " ATTACH PARTITION \(child.identity) "),
            let parent = to[child]?.properties["partitionOf"]?.string.flatMap({
                to[ObjectName(.table, $0)]
            })
        else { return nil }
        let bound = String(statement.sql[place.upperBound...])
        var conditions: [(table: ObjectName, condition: String)] = []
        if child.kind == .table, from[child] != nil, !made.contains(child) {
            guard let condition = condition(bound, of: parent, but: child) else { return nil }
            conditions.append((child, condition))
        }
        if let other = defaultPartition(of: parent.name), other != child {
            guard let condition = own(bound, of: parent, but: child) else { return nil }
            conditions.append((other, "NOT (\(condition))"))
        }
        guard !conditions.isEmpty else { return nil }
        var attaching = statement
        attaching.hazards.removeAll { [.scan, .dataDependent].contains($0.kind) }
        attaching.execution = .withNext
        var after = conditions.map { table, _ in
            PlannedStatement(
                ElementName(table),
                "ALTER TABLE \(table.identity) DROP CONSTRAINT \(Self.check)", execution: .withNext)
        }
        after[after.count - 1].execution = .alone
        return conditions.flatMap { table, condition in
            let head = "ALTER TABLE \(table.identity)"
            return [
                PlannedStatement(
                    ElementName(table),
                    "\(head) ADD CONSTRAINT \(Self.check) CHECK (\(condition)) NOT VALID"),
                .validation(ElementName(table), "\(head) VALIDATE CONSTRAINT \(Self.check)"),
            ]
        } + [attaching] + after
    }

    /// The default partition of a table whose rows are looked at when another one comes.
    private func defaultPartition(of parent: ObjectName) -> ObjectName? {
        partitions(of: parent, in: from).first {
            $0.name.kind == .table && $0.properties["bound"] == "DEFAULT"
                && to[$0.name]?.properties["partitionOf"]?.string == parent.identity
                && to[$0.name]?.properties["bound"] == "DEFAULT" && !made.contains($0.name)
        }?.name
    }

    func partitions(of parent: ObjectName, in catalog: Catalog) -> [CatalogObject] {
        catalog.objects.filter { $0.properties["partitionOf"]?.string == parent.identity }
    }

    /// What the rows of a partition are like, by its bound and those of the tables above.
    private func condition(
        _ bound: String, of parent: CatalogObject, but child: ObjectName
    ) -> String? {
        guard var condition = own(bound, of: parent, but: child) else { return nil }
        var table = parent
        while let above = table.properties["partitionOf"]?.string.flatMap({
            to[ObjectName(.table, $0)]
        }) {
            let bound = PropertyValues(table.properties).text("bound") ?? "DEFAULT"
            guard let other = own(bound, of: above, but: table.name) else { return nil }
            condition = "(\(condition)) AND (\(other))"
            table = above
        }
        return condition
    }

    private func own(
        _ bound: String, of parent: CatalogObject, but child: ObjectName
    ) -> String? {
        let others = [from, to].flatMap { partitions(of: parent.name, in: $0) }
            .filter { $0.name != child && $0.properties["bound"] != "DEFAULT" }
            .compactMap { $0.properties["bound"]?.string }
        var seen: Set<String> = []
        guard let key = PartitionKey(of: parent, in: to), let bound = PartitionBound(bound)
        else { return nil }
        return key.condition(
            bound, of: parent.name,
            others: others.filter { seen.insert($0).inserted }.compactMap(PartitionBound.init))
    }
}
