import Catalog
import JSONText
import Reports
import SchemaDiff

/// What a live schema is held against.
struct Expectation: Sendable {
    /// For people: the path of a snapshot, or what it was built from.
    var source: String
    /// Names and hashes, sorted by name.
    var entries: [(ObjectName, ContentHash)]
    /// How far the snapshot's mark is from the database.
    var distance: Drift.Distance
    /// Gives an object; nil where only its hash is known.
    var object: @Sendable (ObjectName, ContentHash) throws -> CatalogObject?

    /// A snapshot at the mark of the database.
    init(_ snapshot: Snapshot, distance: Drift.Distance) {
        source = snapshot.path
        entries = snapshot.manifest.entries.map { ($0.name, $0.hash) }
        self.distance = distance
        object = { name, _ in try snapshot.object(name) }
    }

    /// A catalog that was read elsewhere.
    init(_ catalog: Catalog, source: String, distance: Drift.Distance) {
        self.source = source
        entries = catalog.objects.map { ($0.name, $0.hash) }
        self.distance = distance
        object = { name, _ in catalog[name] }
    }

    /// The hashes that history keeps; an object is known where a snapshot has it with the same hash.
    ///
    /// Nil when the text is not what this program writes.
    init?(_ objects: String, snapshot: Snapshot?, distance: Drift.Distance) {
        guard let value = try? JSONValue.parse(objects), let object = value.object else {
            return nil
        }
        var entries: [(ObjectName, ContentHash)] = []
        for member in object.members {
            guard let name = ObjectName(key: member.key), let hash = member.value.string else {
                return nil
            }
            entries.append((name, ContentHash(hash)))
        }
        source = "the schema as history has it"
        self.entries = entries.sorted { $0.0 < $1.0 }
        self.distance = distance
        let known = Dictionary(
            uniqueKeysWithValues: (snapshot?.manifest.entries ?? []).map { ($0.name, $0.hash) })
        self.object = { name, hash in
            known[name] == hash ? try snapshot?.object(name) : nil
        }
    }

    /// Compares a live catalog with it.
    func compare(with catalog: Catalog) throws -> [Difference] {
        // Made for the first object that differs: most checks find none.
        var hashes: [ObjectName: ContentHash]?
        return try Comparison().compare(expected: entries, actual: catalog) { name in
            let known = hashes ?? Dictionary(uniqueKeysWithValues: entries.map { ($0.0, $0.1) })
            hashes = known
            return try known[name].flatMap { try object(name, $0) }
        }
    }
}

extension Expectation {
    /// Both sides of what differs, as far as they are known; a reader is sent to the files of a snapshot.
    func sides(
        _ differences: [Difference], _ catalog: Catalog, snapshot: Snapshot
    ) -> [ObjectSides] {
        guard !differences.isEmpty else { return [] }
        let hashes = Dictionary(uniqueKeysWithValues: entries.map { ($0.0, $0.1) })
        var names: [ObjectName] = []
        for difference in differences where names.last != difference.object {
            names.append(difference.object)
        }
        return names.map { name in
            ObjectSides(
                name: name, file: snapshot.file(of: name) ?? "\(snapshot.path)/manifest.json",
                expected: hashes[name].flatMap { try? object(name, $0) }, actual: catalog[name])
        }
    }
}

/// Names and hashes as the text that history keeps.
func recordedText(_ entries: [(ObjectName, ContentHash)]) -> String {
    JSONValue.object(
        JSONObject(
            entries.map { name, hash in
                JSONObject.Member(key: name.key, value: .string(hash.description))
            })
    ).render()
}
