import Findings

/// A folder while it is being read: its names, and what has been found out so far.
struct FolderSource {
    /// The folder as given, without trailing slash; a layout may move into a subfolder.
    private(set) var root: String
    /// The folder with DOWNs: as given, or `down` in or beside the root where that exists.
    private(set) var downRoot: String?
    /// The folder for DOWNs that was named and does not exist.
    private(set) var missingDownPath: String?
    /// Whether a DOWN was taken from `downRoot`.
    var usesDownRoot = false
    /// The names in `root`, in byte order.
    private(set) var entries: [DirectoryEntry]
    /// The names in `downRoot`, in byte order; none when there is no such folder.
    private(set) var downEntries: [DirectoryEntry] = []
    var layout = Layout.native
    var findings: [Finding] = []

    init(path: String, downPath: String?) throws(FolderError) {
        var root = path
        while root.utf8.count > 1, root.utf8.hasSuffix("/") { root.removeLast() }
        self.root = root.isEmpty ? "." : root
        entries = try Self.list(self.root)
        let near = [joinPath(self.root, "down"), joinPath(parentPath(self.root), "down")]
        // `down` is the default of the setting: it gives way to a folder that is nearer.
        let given = downPath.map { [$0] } ?? []
        let candidates = downPath == "down" ? near + given : given + near
        if let downPath, kindOfPath(downPath) != .folder { missingDownPath = downPath }
        downRoot = candidates.first { kindOfPath($0) == .folder }
        guard let downRoot else { return }
        do {
            downEntries = try readDirectory(downRoot)
        } catch {
            report(
                "unreadable-folder", .error,
                "the folder for DOWNs, \(downRoot), cannot be read: \(error.message)",
                paths: [downRoot], remedy: "give the user that runs tidemark the right to read it")
        }
    }

    /// Whether the folder for DOWNs lies in the root or beside it, and so belongs to it.
    var isDownRootNear: Bool {
        guard let parent = downRoot.map(parentPath) else { return false }
        return parent == root || parent == parentPath(root)
    }

    /// Goes on in another folder, which is then the root.
    mutating func enter(_ path: String) throws(FolderError) {
        entries = try Self.list(path)
        root = path
    }

    /// Whether the root has a name.
    func hasEntry(_ name: String) -> Bool {
        var low = 0
        var high = entries.count
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].name.precedesInBytes(name) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low < entries.count && entries[low].name == name
    }

    /// The path of a name in the root.
    func path(of name: String) -> String { joinPath(root, name) }

    /// Adds a finding about `paths`: the first is its location, all of them its evidence when there
    /// are several.
    mutating func report(
        _ rule: String, _ severity: Finding.Severity, _ message: String, paths: [String],
        line: Int? = nil, column: Int? = nil, remedy: String? = nil
    ) {
        findings.append(
            Finding(
                rule: rule, severity: severity, message: message,
                location: paths.first.map { Location(file: $0, line: line, column: column) },
                evidence: paths.count > 1 ? paths : [], remedy: remedy))
    }

    /// The contents of a file, or nil with a finding when the system refuses.
    mutating func contents(of path: String, limit: Int = .max) -> [UInt8]? {
        do {
            return try readBytes(path, limit: limit)
        } catch {
            report(
                "unreadable-file", .error, "\(path) cannot be read: \(error.message)",
                paths: [path], remedy: "give the user that runs tidemark the right to read it")
            return nil
        }
    }

    private static func list(_ path: String) throws(FolderError) -> [DirectoryEntry] {
        do {
            return try readDirectory(path)
        } catch {
            throw FolderError(failure: error, path: path)
        }
    }
}

extension FolderError {
    init(failure: SystemFailure, path: String) {
        let location = Location(file: path)
        if failure.isMissing {
            self.init(
                code: .missing, message: "there is no folder \(path)", location: location,
                remedy: Self.remedyForMissing)
        } else if failure.isNotAFolder {
            self.init(
                code: .notAFolder, message: "\(path) is not a folder", location: location,
                remedy: "name the folder that holds the migrations with --dir")
        } else if failure.isLoop {
            self.init(
                code: .linkLoop, message: "\(path) is a symbolic link that leads back to itself",
                location: location, remedy: "name the real folder with --dir")
        } else {
            self.init(
                code: .unreadable, message: "\(path) cannot be read: \(failure.message)",
                location: location,
                remedy: "give the user that runs tidemark the right to read it")
        }
    }

    /// Points at the folders that are there under the usual names.
    private static var remedyForMissing: String {
        let usual = [
            "sql", "migrations", "db/migrations", "supabase/migrations", "database/migrations",
            "db/migrate", "src/main/resources/db/migration", "migrations/committed",
        ]
        let found = usual.filter { kindOfPath($0) == .folder }
        if let first = found.first {
            return "tidemark --dir \(first) …, or begin here with: tidemark new NAME"
        }
        return "begin with: tidemark new NAME, or name the folder with --dir"
    }
}
