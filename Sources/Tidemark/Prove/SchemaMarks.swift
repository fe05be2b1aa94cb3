import Catalog
import Migrations

/// The schemas that migrations went through on the way up, kept as what each of them changed.
struct SchemaMarks {
    /// One migration on the way.
    struct Step {
        var proof: RollbackProof
        /// What was before it and is not the same behind it.
        fileprivate var old: [CatalogObject]
        /// What is behind it and was not there before.
        fileprivate var new: Set<ObjectName>

        var id: MigrationID { proof.id }

        /// Whether it makes, changes or drops an object.
        func touches(_ name: ObjectName) -> Bool {
            new.contains(name) || old.contains { $0.name == name }
        }
    }

    private(set) var steps: [Step] = []
    private var top: Catalog?

    /// Goes on with another migration, which stands behind the last one.
    mutating func append(_ proof: RollbackProof, before: Catalog, after: Catalog) {
        var rest = after.objects[...]
        var old: [CatalogObject] = []
        var new: Set<ObjectName> = []
        for object in before.objects {
            while let next = rest.first, next.name < object.name {
                new.insert(next.name)
                rest.removeFirst()
            }
            if rest.first?.name == object.name {
                if rest.removeFirst().hash != object.hash { old.append(object) }
            } else {
                old.append(object)
            }
        }
        new.formUnion(rest.lazy.map(\.name))
        steps.append(Step(proof: proof, old: old, new: new))
        top = after
    }

    mutating func removeAll() { self = SchemaMarks() }

    /// The schema behind the last migration.
    var last: Catalog? { top }

    /// The schema before the migration of a number, from that behind it.
    func before(_ number: Int, behind: Catalog) -> Catalog {
        let step = steps[number]
        let gone = step.new.union(step.old.map(\.name))
        return Catalog(
            objects: behind.objects.filter { !gone.contains($0.name) } + step.old,
            census: behind.census, hasEdges: behind.hasEdges)
    }
}
