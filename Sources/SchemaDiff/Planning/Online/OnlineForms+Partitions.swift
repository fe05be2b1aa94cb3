import Catalog

/// Partitions that come to a parent and leave it.
extension OnlineForms {
    private static let check = "tidemark_partition"

    /// A partition that is known to fit before it is attached, as is the default partition that loses its rows to it; then
    /// attaching reads none.
    func attachment(_ statement: PlannedStatement) -> [PlannedStatement] {
        let child = statement.element.object
        guard let (parent, bound) = bound(of: child, in: to), from[child] != nil,
            !made.contains(child)
        else { return [statement] }
        let others = [from, to].map { defaultPartition(of: parent, in: $0) }
        // One that comes or goes in the same plan is no table whose rows can be looked at beforehand.
        guard others[0] == others[1] else { return [statement] }
        var attaching = statement
        attaching.hazards = statement.hazards.filter { $0.kind != .scan }
        var known = shown(child, bound.condition)
        if let other = others[0] { known += shown(other, bound.opposite) }
        let forgotten = ([child] + [others[0]].compactMap(\.self)).map(forgetting)
        return known + [attaching] + forgotten
    }

    /// A partition that leaves without a lock that keeps others from its parent.
    func detachment(_ statement: PlannedStatement) -> [PlannedStatement] {
        let child = statement.element.object
        guard let (parent, bound) = bound(of: child, in: from),
            defaultPartition(of: parent, in: from) == nil
        else { return [statement] }
        let detaching = PlannedStatement(
            statement.element, statement.sql + " CONCURRENTLY",
            hazards: statement.hazards + [
                Hazard(
                    .notTransactional,
                    "where it is interrupted, the partition is half detached: finish with \(statement.sql) FINALIZE"
                )
            ], execution: .outside)
        // Without a check that says as much, the server leaves one of its own behind.
        return shown(child, bound.condition) + [detaching, forgetting(child)]
    }

    /// A check that every row is seen to pass while others read and write.
    private func shown(_ table: ObjectName, _ condition: String) -> [PlannedStatement] {
        let element = ElementName(table)
        let head = "ALTER TABLE \(table.identity)"
        return [
            PlannedStatement(
                element, "\(head) ADD CONSTRAINT \(Self.check) CHECK (\(condition)) NOT VALID"),
            validation(element, "\(head) VALIDATE CONSTRAINT \(Self.check)"),
        ]
    }

    private func forgetting(_ table: ObjectName) -> PlannedStatement {
        PlannedStatement(
            ElementName(table), "ALTER TABLE \(table.identity) DROP CONSTRAINT \(Self.check)")
    }

    private func bound(
        of child: ObjectName, in catalog: Catalog
    ) -> (parent: ObjectName, bound: PartitionBound)? {
        guard child.kind == .table,
            let values = catalog[child].map({ PropertyValues($0.properties) }),
            let parent = values.text("partitionOf").map({ ObjectName(.table, $0) }),
            let key = catalog[parent].flatMap({ PropertyValues($0.properties).text("partitionBy") }
            ),
            let bound = PartitionBound(key: key, bound: values.text("bound") ?? "DEFAULT")
        else { return nil }
        return (parent, bound)
    }

    private func defaultPartition(of parent: ObjectName, in catalog: Catalog) -> ObjectName? {
        catalog.objects.first { object in
            let values = PropertyValues(object.properties)
            return values.text("partitionOf") == parent.identity
                && (values.text("bound") ?? "DEFAULT") == "DEFAULT"
        }?.name
    }
}
