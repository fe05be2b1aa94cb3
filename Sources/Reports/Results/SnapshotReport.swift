public import JSONText

/// What `tidemark snapshot` shows.
public struct SnapshotReport: Report {
    let path: String
    let objects: Int
    let changed: Int
    let rootHash: String

    /// Makes a report.
    public init(path: String, objects: Int, changed: Int, rootHash: String) {
        self.path = path
        self.objects = objects
        self.changed = changed
        self.rootHash = rootHash
    }

    /// One line.
    public func text(on terminal: Terminal) -> String {
        let what = changed == 0 ? "unchanged" : "\(renderCount(changed, "file")) changed"
        return terminal.render(
            StyledText("\(path): \(renderCount(objects, "object")), \(what)", .success)) + "\n"
    }

    /// `path`, `objects`, `changedFiles`, `rootHash`.
    public var json: JSONValue {
        [
            "path": .string(path), "objects": .integer(objects), "changedFiles": .integer(changed),
            "rootHash": .string(rootHash),
        ]
    }
}
