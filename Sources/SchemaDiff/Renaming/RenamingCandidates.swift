public import Catalog
import JSONText

extension Renaming {
    /// What may be the same under another name: it goes and something of the same content comes.
    ///
    /// Nothing is decided by it. What has several counterparts is not named.
    public static func candidates(from: Catalog, to: Catalog) -> [Renaming] {
        let gone = from.objects.filter { to[$0.name] == nil && isRenamed($0.name.kind) }
        let come = to.objects.filter { from[$0.name] == nil && isRenamed($0.name.kind) }
        var found = pairs(gone, come) { Content($0) }.map {
            Renaming(old: $0.name.identity, new: $1.name.identity)
        }
        for old in from.objects {
            guard let new = to[old.name], old.hash != new.hash else { continue }
            let isView = old.name.kind == .view || old.name.kind == .materializedView
            let before = Set(old.parts.map(\.name))
            let after = Set(new.parts.map(\.name))
            let gone = old.parts.filter {
                !after.contains($0.name) && !(isView && $0.name.kind == .column)
            }
            let come = new.parts.filter {
                !before.contains($0.name) && !(isView && $0.name.kind == .column)
            }
            found += pairs(gone, come) { PartContent($0) }.map { left, right in
                Renaming(old: name(left.name, of: old.name), new: name(right.name, of: new.name))
            }
        }
        return found
    }

    private static func name(_ part: PartName, of object: ObjectName) -> String {
        part.kind == .index || part.kind == .statistics
            ? "\(NameScanner.schema(of: object.identity)).\(part.identity)"
            : "\(object.identity).\(part.identity)"
    }

    private static func pairs<Element, Key: Hashable>(
        _ gone: [Element], _ come: [Element], _ key: (Element) -> Key
    ) -> [(Element, Element)] {
        let before = Dictionary(grouping: gone, by: key)
        let after = Dictionary(grouping: come, by: key)
        return gone.compactMap { element in
            guard before[key(element)]?.count == 1, let other = after[key(element)],
                other.count == 1
            else { return nil }
            return (element, other[0])
        }
    }

    private static func isRenamed(_ kind: ObjectKind) -> Bool {
        switch kind {
        case .table, .foreignTable, .view, .materializedView, .sequence, .enumeration, .composite,
            .domain, .range, .function, .procedure, .aggregate, .schema, .collation:
            true
        default: false
        }
    }

    /// What an object is but for its name: of a table its columns, as names of what is on it often have its own in them.
    private struct Content: Hashable {
        var kind: ObjectKind
        var properties: PropertyList
        var parts: [CatalogPart]

        init(_ object: CatalogObject) {
            kind = object.name.kind
            let isTable = kind == .table || kind == .foreignTable
            properties = isTable ? .none : object.properties
            parts =
                isTable
                ? object.parts(.column).map {
                    CatalogPart(name: $0.name, properties: withoutDefault($0.properties))
                } : object.parts
        }
    }

    private struct PartContent: Hashable {
        var kind: PartKind
        var properties: PropertyList

        init(_ part: CatalogPart) {
            kind = part.name.kind
            properties = part.properties
        }
    }
}

/// The default of a column may name a sequence that is called after its table.
private func withoutDefault(_ properties: PropertyList) -> PropertyList {
    var object = properties.object.members
    object.removeAll { $0.key == "default" }
    return PropertyList(.init(object))
}
