import SQLText

/// The objects of one database at one moment, without what the server and its platform bring along.
public struct Catalog: Sendable, Hashable {
    /// The objects, sorted by name.
    public let objects: [CatalogObject]
    /// What the database has beyond `objects`, and what was seen without its value.
    public let census: Census
    /// Whether it is known what depends on what.
    public let hasEdges: Bool

    /// Makes a catalog; the objects may come in any order.
    public init(
        objects: [CatalogObject], census: Census = Census(), hasEdges: Bool = false
    ) {
        self.objects = objects.sorted { $0.name < $1.name }
        self.census = census
        self.hasEdges = hasEdges
    }

    /// What depends on what, sorted; empty where edges were not read.
    public var edges: [Edge] { objects.flatMap(\.edges) }

    /// One hash over the names and hashes of all objects; the census is not part of it.
    public var rootHash: ContentHash {
        Catalog.rootHash(objects.lazy.map { ($0.name, $0.hash) })
    }

    /// The hash over names and hashes in the order of the names.
    static func rootHash(
        _ entries: some Sequence<(ObjectName, ContentHash)>
    ) -> ContentHash {
        var hash = SHA256()
        var bytes: [UInt8] = []
        for (name, content) in entries {
            bytes.append(contentsOf: name.kind.rawValue.utf8)
            bytes.append(0x20)
            bytes.append(contentsOf: name.identity.utf8)
            bytes.append(0x20)
            bytes.append(contentsOf: content.description.utf8)
            bytes.append(0x0A)
            guard bytes.count > 1 << 15 else { continue }
            hash.update(bytes)
            bytes.removeAll(keepingCapacity: true)
        }
        hash.update(bytes)
        return ContentHash(hash.finish())
    }

    /// The object of a name.
    public subscript(name: ObjectName) -> CatalogObject? {
        var low = 0
        var high = objects.count
        while low < high {
            let middle = (low + high) / 2
            if objects[middle].name < name { low = middle + 1 } else { high = middle }
        }
        return low < objects.count && objects[low].name == name ? objects[low] : nil
    }
}
