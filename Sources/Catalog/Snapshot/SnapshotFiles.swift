import Synchronization

/// The files of a snapshot by the names of their objects; worked out when the first one is asked for, as a check that finds
/// nothing asks for none.
final class SnapshotFiles: Sendable {
    private let manifest: Manifest
    private let paths = Mutex<[ObjectName: String]?>(nil)

    init(_ manifest: Manifest) {
        self.manifest = manifest
    }

    subscript(name: ObjectName) -> String? {
        paths.withLock { paths in
            let known = paths ?? Self.paths(of: manifest.entries.map(\.name))
            paths = known
            return known[name]
        }
    }

    static func paths(of names: [ObjectName]) -> [ObjectName: String] {
        var paths = SnapshotPaths()
        return Dictionary(uniqueKeysWithValues: names.map { ($0, paths.path(of: $0)) })
    }
}
