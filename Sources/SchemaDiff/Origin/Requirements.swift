package import Catalog

/// What elements of a catalog cannot be without.
package struct Requirements: Sendable {
    private var direct: [ElementName: [ElementName]] = [:]

    /// Reads the edges of a catalog, but for those to roles.
    package init(of catalog: Catalog) {
        for edge in catalog.edges {
            switch edge.kind {
            case .needs, .default, .goesWith, .attached, .ownedBy:
                direct[edge.from, default: []].append(edge.to)
            case .mentions, .owner, .grantee: continue
            }
        }
    }

    /// What has to be there for an element to be, the nearest first, its own object among them.
    package func all(of element: ElementName) -> [ElementName] {
        var found: [ElementName] = []
        var seen: Set<ElementName> = [element]
        var next = [element]
        while !next.isEmpty {
            next = next.flatMap { one in
                (direct[one] ?? []) + (one.part == nil ? [] : [ElementName(one.object)])
            }.filter { seen.insert($0).inserted }
            found += next
        }
        return found
    }
}
