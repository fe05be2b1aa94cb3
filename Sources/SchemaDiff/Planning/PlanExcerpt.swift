public import Catalog
import JSONText

/// What a plan has to do with: what it changes, what needs that, and what these need.
///
/// The rest of both schemas can neither be changed by the plan nor keep it from running: a statement changes what it names and
/// what depends on it, and by the server's own record nothing else does. What stands for a whole database is never left out:
/// schemas, roles, extensions, languages, event triggers, default privileges, publications of whole schemas. Pure.
public struct PlanExcerpt: Sendable {
    /// The part of the schema that there is.
    public let from: Catalog
    /// The part of the schema that is wanted.
    public let to: Catalog
    /// How many objects both have together, each counted once.
    public let count: Int
    /// How many the whole schemas have.
    public let total: Int

    /// Takes the part of both schemas that a plan has to do with.
    ///
    /// Both catalogs must have been read with edges.
    public init(of plan: ChangePlan, from: Catalog, to: Catalog) {
        var seeds = Set(plan.statements.map(\.element.object))
        seeds.formUnion(Comparison().compare(expected: from, actual: to).map(\.object))
        // Bounds must not overlap those of other partitions, and a default one may have the rows.
        for catalog in [from, to] {
            seeds.formUnion(
                seeds.compactMap {
                    catalog[$0]?.properties["partitionOf"]?.string
                        .map { ObjectName(.table, $0) }
                })
        }
        let (old, new) = (EdgeIndex(from), EdgeIndex(to))
        var kept = old.dependants(of: seeds).union(new.dependants(of: seeds))
        kept.formUnion((from.objects + to.objects).map(\.name).filter(Self.isOfDatabase))
        // What one schema needs may need more in the other.
        var size = 0
        while size != kept.count {
            size = kept.count
            kept = new.needs(of: old.needs(of: kept))
        }
        self.from = from.only(kept)
        self.to = to.only(kept)
        total = Set(from.objects.lazy.map(\.name)).union(to.objects.lazy.map(\.name)).count
        count =
            Set(self.from.objects.lazy.map(\.name)).union(self.to.objects.lazy.map(\.name))
            .count
    }

    private static func isOfDatabase(_ name: ObjectName) -> Bool {
        switch name.kind {
        case .database, .role, .schema, .extension, .language, .accessMethod, .eventTrigger,
            .defaultPrivileges:
            true
        default: false
        }
    }
}

/// The edges of a catalog from both ends.
private struct EdgeIndex {
    private let objects: [CatalogObject]
    private var places: [ObjectName: Int] = [:]
    /// By the object that they end at.
    private var incoming: [[Edge]]

    init(_ catalog: Catalog) {
        objects = catalog.objects
        places.reserveCapacity(objects.count)
        for (place, object) in objects.enumerated() { places[object.name] = place }
        incoming = Array(repeating: [], count: objects.count)
        for edge in objects.lazy.flatMap(\.edges) where Self.isFollowed(edge) {
            if let place = places[edge.to.object] { incoming[place].append(edge) }
        }
    }

    /// Whether a change of the end may touch the beginning; what a role has is not touched by what the role is.
    private static func isFollowed(_ edge: Edge) -> Bool {
        edge.kind != .owner && edge.kind != .grantee && edge.from.object.kind != .role
    }

    /// Objects with all that depends on them or on one of their parts, and on that.
    func dependants(of seeds: Set<ObjectName>) -> Set<ObjectName> {
        var touched = Set(seeds.lazy.map { ElementName($0) })
        var queue = Array(touched)
        while let element = queue.popLast() {
            guard let place = places[element.object] else { continue }
            for edge in incoming[place] where element.part == nil || edge.to == element {
                if touched.insert(edge.from).inserted { queue.append(edge.from) }
            }
        }
        return Set(touched.lazy.map(\.object))
    }

    /// Objects with all that they need.
    func needs(of seeds: Set<ObjectName>) -> Set<ObjectName> {
        var found = seeds
        var queue = Array(seeds)
        while let name = queue.popLast() {
            guard let place = places[name] else { continue }
            for edge in objects[place].edges where found.insert(edge.to.object).inserted {
                queue.append(edge.to.object)
            }
        }
        return found
    }
}

extension Catalog {
    fileprivate func only(_ names: Set<ObjectName>) -> Catalog {
        Catalog(
            objects: objects.filter { names.contains($0.name) }, census: census, hasEdges: hasEdges)
    }
}
