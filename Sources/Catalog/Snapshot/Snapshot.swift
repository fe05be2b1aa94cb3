public import Findings
import JSONText

/// An expected schema on disk: a folder with `manifest.json` and a file per object.
///
/// Opening reads the manifest alone; an object's file is read when it is asked for.
public struct Snapshot: Sendable {
    /// The folder.
    public let path: String
    /// Its manifest.
    public let manifest: Manifest
    private let folder: SnapshotFolder
    private let files: SnapshotFiles

    /// Opens a snapshot.
    ///
    /// - Throws: `SnapshotError`: `absent`, or what is wrong with the manifest.
    public init(opening path: String) throws(SnapshotError) {
        self.path = path
        folder = SnapshotFolder(root: path)
        let file = folder.path("manifest.json")
        let bytes: [UInt8]
        do {
            bytes = try folder.read("manifest.json")
        } catch {
            throw SnapshotError(
                isAbsent: error.isMissing, file,
                error.isMissing ? "there is no snapshot" : "cannot be read: \(error.message)",
                remedy: error.isMissing ? "write one: tidemark snapshot" : nil)
        }
        do {
            manifest = try Manifest.parse(bytes)
        } catch let error as JSONFailure {
            throw SnapshotError(file, line: error.line, column: error.column, error.message)
        } catch ManifestError.newer(let format) {
            throw SnapshotError(
                file, "has format \(format), and this program knows \(Manifest.format)",
                remedy: "use a newer tidemark")
        } catch ManifestError.unknown(let key) {
            throw SnapshotError(file, "names an object of an unknown kind: \(key)")
        } catch {
            throw SnapshotError(file, "is no manifest of a snapshot")
        }
        guard manifest.isConsistent else {
            throw SnapshotError(
                file, "the root hash is not that of the objects: edited by hand or half merged")
        }
        files = SnapshotFiles(manifest)
    }

    /// The file of an object, from the working directory as `path` is.
    public func file(of name: ObjectName) -> String? {
        files[name].map(folder.path)
    }

    /// Reads one object.
    ///
    /// - Throws: `SnapshotError` for a file that is missing, broken, or not what the manifest says.
    public func object(_ name: ObjectName) throws(SnapshotError) -> CatalogObject? {
        guard let file = files[name], let hash = manifest.hash(of: name) else { return nil }
        return try read(file, name, hash)
    }

    /// Reads all objects.
    ///
    /// - Throws: `SnapshotError` for the first file that is missing, broken, or not what the manifest says.
    public func catalog() throws(SnapshotError) -> Catalog {
        var objects: [CatalogObject] = []
        for (name, hash) in manifest.entries {
            guard let file = files[name] else { continue }
            objects.append(try read(file, name, hash))
        }
        return Catalog(objects: objects, hasEdges: manifest.hasEdges)
    }

    private func read(
        _ file: String, _ name: ObjectName, _ hash: ContentHash
    ) throws(SnapshotError) -> CatalogObject {
        let path = folder.path(file)
        let object: CatalogObject
        do {
            object = try ObjectFile.parse(folder.read(file))
        } catch let error as FileFailure {
            throw SnapshotError(
                path, error.isMissing ? "the file of \(name) is missing" : error.message,
                remedy: "write the snapshot again: tidemark snapshot")
        } catch let error as JSONFailure {
            throw SnapshotError(path, line: error.line, column: error.column, error.message)
        } catch {
            throw SnapshotError(path, (error as? ObjectFileError)?.message ?? "\(error)")
        }
        guard object.name == name, object.hash == hash else {
            throw SnapshotError(
                path, "is not what the manifest says: edited by hand or half merged",
                remedy:
                    "take the file from the other side of the merge, or write the snapshot again: tidemark snapshot"
            )
        }
        return object
    }

    private static let scriptFile = "schema.sql"

    /// Whether a snapshot has the schema as a script too.
    public static func hasScript(_ path: String) -> Bool {
        (try? SnapshotFolder(root: path).read(scriptFile)) != nil
    }

    /// Writes a catalog as a snapshot; files that stay the same are not touched, and those of objects that are gone
    /// are removed.
    ///
    /// The manifest is written last: until then the folder is what it was, or is found not to fit its manifest.
    ///
    /// - Parameter script: the text of `schema.sql` beside them; nil leaves that file as it is.
    /// - Returns: how many files were written or removed.
    /// - Throws: `SnapshotError`.
    @discardableResult
    public static func write(
        _ catalog: Catalog, mark: [Manifest.Mark], script: String? = nil, to path: String
    ) throws(SnapshotError) -> Int {
        let folder = SnapshotFolder(root: path)
        let manifest = Manifest(catalog, mark: mark)
        let files = SnapshotFiles.paths(of: catalog.objects.map(\.name))
        var changed = 0
        do {
            for object in catalog.objects {
                guard let file = files[object.name] else { continue }
                changed += try folder.write(ObjectFile.render(object), to: file) ? 1 : 0
            }
            let kept = Set(files.values)
            for directory in SnapshotPaths.folders.sorted() + [""] {
                for name in folder.jsonFiles(in: directory) {
                    let file = directory.isEmpty ? name : "\(directory)/\(name)"
                    guard !kept.contains(file), file != "manifest.json" else { continue }
                    try folder.remove(file)
                    changed += 1
                }
            }
            if let script {
                changed += try folder.write(Array(script.utf8), to: scriptFile) ? 1 : 0
            }
            changed += try folder.write(manifest.render(), to: "manifest.json") ? 1 : 0
        } catch {
            throw SnapshotError(error.path, "cannot be written: \(error.message)")
        }
        return changed
    }
}

/// What is wrong with a snapshot, and where.
public struct SnapshotError: Error, Sendable {
    /// Whether there is none at all.
    public let isAbsent: Bool
    /// The place, the problem, and what to do.
    public let finding: Finding

    init(
        isAbsent: Bool = false, _ file: String, line: Int? = nil, column: Int? = nil,
        _ message: String, remedy: String? = nil
    ) {
        self.isAbsent = isAbsent
        finding = Finding(
            rule: isAbsent ? "snapshot-absent" : "snapshot", severity: .error, message: message,
            location: Location(file: file, line: line, column: column), remedy: remedy)
    }
}
