import Catalog
import JSONText

/// What stays although what it belongs to or speaks of is made anew.
extension ChangeSet {
    /// What a table says of an index goes with the index, and is said again of the new one.
    mutating func repeatMention(_ edge: Edge) {
        guard edge.from.part == nil, let object = to[edge.from.object] else { return }
        let bare = CatalogObject(name: object.name, properties: .none, parts: [])
        completions[edge.from] = alterer.completion(bare, object)
    }

    /// A sequence stays where its column goes, and is the new column's afterwards.
    mutating func disown(_ sequence: ElementName, _ column: ElementName) {
        guard isOwned(sequence, by: column), let object = to[sequence.object] else { return }
        let bare = CatalogObject(name: object.name, properties: .none, parts: [])
        alters[sequence, default: []].insert(
            PlannedStatement(sequence, "ALTER SEQUENCE \(object.name.identity) OWNED BY NONE"),
            at: 0)
        completions[sequence] = alterer.ownership(bare, object)
    }

    /// The partitions that come to parents which stay.
    var joiningPartitions: JoiningPartitions {
        let new = creates.filter { $0.element.part == nil && $0.aspect == .itself }
        let isNew = Set(new.map(\.element.object))
        let tables = isNew.filter { name in
            guard let parent = to[name]?.properties["partitionOf"]?.string else { return false }
            let object = ObjectName(.table, parent)
            return from[object] != nil && !isNew.contains(object)
        }
        return JoiningPartitions(
            tables: tables, newParts: Set(creates.map(\.element).filter { $0.part != nil }))
    }
}
