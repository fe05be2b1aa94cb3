import Catalog
import JSONText

/// Partitions that come to a parent which has been there before, with its indexes.
///
/// Made as partitions, they would get indexes of names that the server chooses. Made alone, with indexes of their own names,
/// they are attached: the server takes an index that is like its parent's for a piece of that (manual, ALTER TABLE), and the
/// parent is locked less.
struct JoiningPartitions {
    /// The partitions.
    var tables: Set<ObjectName> = []
    /// What comes to tables that are there, such as a new index of a parent.
    var newParts: Set<ElementName> = []

    /// Whether what a partition has of its parent is taken over when it is attached.
    func takesOver(_ table: ObjectName, _ parentPart: ElementName) -> Bool {
        tables.contains(table) && !newParts.contains(parentPart)
    }

    /// What must be there before anything is said to a table as a piece of its parent.
    func place(of table: ObjectName) -> CreationStep.Key {
        CreationStep.Key(
            element: ElementName(table), aspect: tables.contains(table) ? .attached : .itself)
    }
}

extension Creator {
    /// Attaches a partition that was made alone, behind the indexes and keys of it and of its own partitions.
    mutating func attach(_ table: TableText) {
        let element = ElementName(table.object.name)
        guard table.isAlone else { return }
        var needs: Set<CreationStep.Key> = [CreationStep.Key(element: element)]
        var waiting = [table.object]
        while let object = waiting.popLast() {
            for part in object.parts where part.name.kind == .index || part.name.kind == .constraint
            {
                let inner = ElementName(object.name, part.name)
                let isLater = edges(from: inner, .attached).contains {
                    object.name == table.object.name && $0.to.object != object.name
                        && (joining.newParts.contains($0.to) || isAttachedLater(part))
                }
                if !isLater { needs.insert(CreationStep.Key(element: inner)) }
            }
            for edge in edges(to: ElementName(object.name)) where edge.from.part == nil {
                guard edge.kind == .goesWith, let child = catalog[edge.from.object],
                    PropertyValues(child.properties).text("partitionOf") == object.name.identity
                else { continue }
                waiting.append(child)
            }
        }
        addBare(CreationStep(element, .attached, table.attachment, needs: needs))
    }

    /// Whether a part of a partition comes to be when it is attached.
    private func isAttachedLater(_ part: CatalogPart) -> Bool {
        part.properties["type"] == "FOREIGN KEY"
    }
}
