import JSONText
import SQLText

/// The list of a snapshot's objects with their hashes, and the mark it was made from.
public struct Manifest: Sendable, Hashable {
    /// A migration that was applied when the snapshot was made.
    public struct Mark: Sendable, Hashable {
        /// The version.
        public let version: String
        /// The name.
        public let name: String
        /// The checksum of its UP.
        public let checksum: String

        /// Makes an entry.
        public init(version: String, name: String, checksum: String) {
            self.version = version
            self.name = name
            self.checksum = checksum
        }
    }

    /// The newest version of the format that this program knows.
    ///
    /// 2 says in the files of objects what they depend on, 1 does not; which is written depends on what is known.
    public static let format = 2

    /// Names with hashes, sorted by name.
    public let entries: [(name: ObjectName, hash: ContentHash)]
    /// The hash over all of them.
    public let rootHash: ContentHash
    /// The migrations that were applied, in their order; empty where there was no history.
    public let mark: [Mark]
    /// Whether the files say what depends on what.
    public let hasEdges: Bool

    /// Makes the manifest of a catalog.
    public init(_ catalog: Catalog, mark: [Mark]) {
        hasEdges = catalog.hasEdges
        entries = catalog.objects.map { ($0.name, $0.hash) }
        rootHash = catalog.rootHash
        self.mark = mark
    }

    private init(
        entries: [(name: ObjectName, hash: ContentHash)], rootHash: ContentHash, mark: [Mark],
        hasEdges: Bool
    ) {
        self.hasEdges = hasEdges
        self.entries = entries.sorted { $0.name < $1.name }
        self.rootHash = rootHash
        self.mark = mark
    }

    /// The hash of an object; nil where it is not listed.
    func hash(of name: ObjectName) -> ContentHash? {
        var low = 0
        var high = entries.count
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].name < name { low = middle + 1 } else { high = middle }
        }
        return low < entries.count && entries[low].name == name ? entries[low].hash : nil
    }

    /// Whether the root hash is the one of the entries.
    var isConsistent: Bool {
        Catalog.rootHash(entries.lazy.map { ($0.name, $0.hash) }) == rootHash
    }

    /// One line per object and per migration.
    func render() -> [UInt8] {
        var text =
            "{\n  \"format\": \(hasEdges ? 2 : 1),\n  \"root\": \"\(rootHash)\",\n  \"mark\": ["
        text += mark.map { entry in
            let value: JSONValue = [
                "version": .string(entry.version), "name": .string(entry.name),
                "checksum": .string(entry.checksum),
            ]
            return "\n    " + value.render()
        }.joined(separator: ",")
        text += mark.isEmpty ? "],\n" : "\n  ],\n"
        text += "  \"objects\": {"
        text += entries.map { name, hash in
            "\n    " + JSONValue.string(name.key).render()
                + ": \"\(hash)\""
        }.joined(separator: ",")
        text += entries.isEmpty ? "}\n}\n" : "\n  }\n}\n"
        return Array(text.utf8)
    }

    /// - Throws: `JSONFailure`; `ManifestError` for JSON of another form or a newer format.
    static func parse(_ bytes: [UInt8]) throws -> Manifest {
        let value = try JSONValue.parse(bytes)
        guard let format = value["format"]?.integer else { throw ManifestError.malformed }
        guard format <= Self.format else { throw ManifestError.newer(format) }
        guard let root = value["root"]?.string, let objects = value["objects"]?.object,
            let mark = value["mark"]?.array
        else { throw ManifestError.malformed }
        let entries = try objects.members.map { member in
            guard let name = ObjectName(key: member.key), let hash = member.value.string else {
                throw ManifestError.unknown(member.key)
            }
            return (name: name, hash: ContentHash(hash))
        }
        let marks = try mark.map { entry in
            guard let version = entry["version"]?.string, let name = entry["name"]?.string,
                let checksum = entry["checksum"]?.string
            else { throw ManifestError.malformed }
            return Mark(version: version, name: name, checksum: checksum)
        }
        return Manifest(
            entries: entries, rootHash: ContentHash(root), mark: marks, hasEdges: format >= 2)
    }

    /// Compares entries too.
    public static func == (left: Manifest, right: Manifest) -> Bool {
        left.rootHash == right.rootHash && left.mark == right.mark
            && left.hasEdges == right.hasEdges
            && left.entries.elementsEqual(right.entries) {
                $0.name == $1.name && $0.hash == $1.hash
            }
    }

    /// Hashes the root.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(rootHash)
        hasher.combine(mark)
    }
}

/// A manifest that cannot be used.
enum ManifestError: Error {
    case malformed
    case newer(Int)
    case unknown(String)
}
