import Catalog
import JSONText

extension Removal {
    /// What goes along with an element.
    static func hazards(_ element: ElementName, in catalog: Catalog) -> [Hazard] {
        switch (element.object.kind, element.part?.kind) {
        case (.table, nil): [Hazard(.dataLoss, "the rows of \(element.object.identity) go")]
        case (.table, .column?):
            [
                Hazard(
                    .dataLoss,
                    "the values of \(element.object.identity).\(element.part?.identity ?? "") go")
            ]
        case (.sequence, nil): [Hazard(.dataLoss, "where the sequence stands is lost")]
        // Without a permissive one less is allowed.
        case (_, .policy?):
            isRestrictive(element, in: catalog)
                ? [Hazard(.accessWidened, "a policy limits the rows no more")] : []
        default: []
        }
    }
}

extension Removal {
    private static func isRestrictive(_ policy: ElementName, in catalog: Catalog) -> Bool {
        catalog[policy.object]?.parts(.policy).contains { part in
            part.name == policy.part && PropertyValues(part.properties).flag("restrictive")
        } == true
    }
}

extension Creation {
    /// What is to be known of a statement that makes something.
    static func hazards(
        _ sql: String, _ element: ElementName, _ changes: ChangeSet
    ) -> [Hazard] {
        if sql.hasPrefix("GRANT ") { return [Hazard(.accessWidened, "privileges are granted")] }
        if element.part == nil, sql.contains(" ATTACH PARTITION ") {
            return Hazard.attaching(element.object, from: changes.from, to: changes.to)
        }
        // Nobody waits for a table that is not there yet.
        guard changes.from[element.object] != nil, let part = element.part,
            !changes.isDropped(ElementName(element.object))
        else { return [] }
        switch part.kind {
        // That of a partitioned table alone has no rows to read.
        case .index where sql.hasPrefix("CREATE ") && !sql.contains(" ON ONLY "):
            return [Hazard(.indexBuild, "writes wait until the index is built")]
        case .constraint where sql.hasPrefix("ALTER ") && sql.contains(" ADD "):
            return sql.hasSuffix("NOT VALID")
                ? []
                : [
                    Hazard(.dataDependent, "it fails where a row does not fit"),
                    Hazard(.scan, "every row is checked"),
                ]
        case .column where sql.contains(" ADD COLUMN "):
            let isFilled = sql.contains(" DEFAULT ") || sql.contains(" GENERATED ")
            return sql.contains(" NOT NULL") && !isFilled
                ? [Hazard(.dataDependent, "it fails where there is a row")] : []
        case .policy where sql.hasPrefix("CREATE ") && !sql.contains(" AS RESTRICTIVE"):
            return [Hazard(.accessWidened, "a policy allows more")]
        default: return []
        }
    }
}

extension Hazard {
    /// What is read when a partition comes to a table: its rows, and those of the default partition.
    static func attaching(_ child: ObjectName, from: Catalog, to: Catalog) -> [Hazard] {
        let parent = to[child]?.properties["partitionOf"]
        let isOpen = from[child] != nil && child.kind == .table
        let other = from.objects.first {
            $0.properties["partitionOf"] == parent && $0.properties["bound"] == "DEFAULT"
                && $0.name != child && to[$0.name]?.properties["bound"] == "DEFAULT"
        }
        let read = (isOpen ? ["the rows"] : []) + (other.map { ["those of \($0.name)"] } ?? [])
        guard !read.isEmpty else { return [] }
        return [
            Hazard(.dataDependent, "it fails where a row does not fit"),
            Hazard(.scan, "\(read.joined(separator: " and ")) are checked against the bounds"),
        ]
    }
}
