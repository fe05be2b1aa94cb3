import Findings

/// Reads a folder per version (`v1.10/`), whose `manifest.json` lists the files and their order.
///
/// A version may list several files, each a migration of its own, or none. Files that no manifest
/// lists are not run.
func readManifest(_ source: inout FolderSource) throws(FolderError) -> [Migration] {
    var folders: [(version: String, entry: DirectoryEntry)] = []
    for entry in source.entries where entry.kind == .folder && !entry.name.hasPrefix(".") {
        let version = entry.name.hasPrefix("v") ? entry.name.dropFirst() : entry.name[...]
        if version.first?.isNumber == true { folders.append((String(version), entry)) }
    }
    folders.sort { VersionOrder.dotted.precedes($0.version, $1.version) }
    var migrations: [Migration] = []
    for (version, entry) in folders {
        let folder = source.path(of: entry.name)
        let manifest = joinPath(folder, "manifest.json")
        guard let bytes = source.contents(of: manifest) else { continue }
        guard let files = manifestFiles(in: String(decoding: bytes, as: UTF8.self)) else {
            source.report(
                "manifest-malformed", .error, "\(manifest) has no list of files",
                paths: [manifest],
                remedy: "list them: \"SchemaUpdateCqlFiles\": [\"name.sql\"]")
            continue
        }
        let present = (try? readDirectory(folder)) ?? []
        for file in files {
            let path = joinPath(folder, file)
            guard kindOfPath(path) == .file else {
                source.report(
                    "manifest-file-missing", .error,
                    "\(manifest) lists \(file), which is not there",
                    paths: [manifest], remedy: "bring the file back")
                continue
            }
            migrations.append(
                Migration(
                    id: MigrationID(version: version, name: String(splitSuffix(file).stem)),
                    up: Script(path: path)))
        }
        if files.isEmpty {
            migrations.append(Migration(id: MigrationID(version: version, name: ""), up: nil))
        }
        let unlisted = present.filter {
            $0.suffix == "sql" && !files.contains($0.name)
        }.map { joinPath(folder, $0.name) }
        if !unlisted.isEmpty {
            source.report(
                "not-in-plan", .note, "\(manifest) does not list every file; those are not run",
                paths: unlisted)
        }
    }
    return migrations
}

/// The strings of the array whose key ends in `Files`, or nil when there is no such array.
private func manifestFiles(in json: String) -> [String]? {
    var strings = json[...]
    while let quote = strings.firstIndex(of: "\"") {
        let rest = strings[strings.index(after: quote)...]
        guard let end = rest.firstIndex(of: "\"") else { return nil }
        let key = rest[..<end]
        strings = rest[rest.index(after: end)...]
        let value = strings.drop { $0.isWhitespace || $0 == ":" }
        guard key.lowercased().hasSuffix("files"), strings.contains(":"), value.first == "[",
            let close = value.firstIndex(of: "]")
        else { continue }
        return value[..<close].dropFirst().split(separator: ",").map { item in
            String(item.trimmingWhitespace().filter { $0 != "\"" })
        }.filter { !$0.isEmpty }
    }
    return nil
}
