import Findings

/// Reads a folder per migration: `2024-01-01-000000_name/up.sql`, `down.sql`, `metadata.toml`.
func readDiesel(_ source: inout FolderSource) throws(FolderError) -> [Migration] {
    source.reportCaseTwins(source.entries, in: source.root)
    var files: [FoundFile] = []
    var strangers: [String] = []
    for entry in source.entries where !entry.name.hasPrefix(".") {
        let path = source.path(of: entry.name)
        guard entry.kind == .folder else {
            if !KnownNames.isNoMigration(entry) { strangers.append(path) }
            continue
        }
        let inside: [DirectoryEntry]
        do {
            inside = try readDirectory(path)
        } catch {
            source.report(
                "unreadable-folder", .error, "\(path) cannot be read: \(error.message)",
                paths: [path],
                remedy: "give the user that runs tidemark the right to read it")
            continue
        }
        files += source.dieselFiles(of: entry.name, path: path, inside: inside)
    }
    if !strangers.isEmpty {
        source.report(
            "not-a-migration", .note,
            strangers.count == 1
                ? "\(strangers[0]) is no migration and is left alone"
                : "\(strangers.count) names are no migrations and are left alone",
            paths: strangers)
    }
    return source.pair(files)
}

extension FolderSource {
    fileprivate mutating func dieselFiles(
        of name: String, path: String, inside: [DirectoryEntry]
    ) -> [FoundFile] {
        let number = name.prefix { $0 != "_" }
        let rest = name.dropFirst(number.count + 1)
        // As diesel itself records and orders it.
        let version = number.filter { $0 != "-" }
        var mode = Script.TransactionMode.automatic
        if inside.contains(where: { $0.name == "metadata.toml" }),
            let bytes = contents(of: joinPath(path, "metadata.toml")),
            switchesTransactionOff(String(decoding: bytes, as: UTF8.self))
        {
            mode = .none(reason: "run_in_transaction = false in metadata.toml")
        }
        var files: [FoundFile] = []
        var strangers: [String] = []
        for entry in inside where !KnownNames.isNoMigration(entry) {
            let file = joinPath(path, entry.name)
            guard entry.kind == .file, entry.name == "up.sql" || entry.name == "down.sql" else {
                strangers.append(file)
                continue
            }
            var found = FoundFile(
                version: version, name: String(rest),
                direction: entry.name == "up.sql" ? .up : .down)
            found.path = file
            found.transactionMode = mode
            files.append(found)
        }
        if !files.contains(where: { $0.direction == .up }) {
            report(
                "no-up-file", files.isEmpty ? .note : .warning, "\(path) has no up.sql",
                paths: [path], remedy: "write \(path)/up.sql, or remove the folder")
            return []
        }
        if !strangers.isEmpty {
            report(
                "unexpected-file", .note, "\(path) has files that are not run", paths: strangers)
        }
        return files
    }
}

/// Whether diesel's metadata say `run_in_transaction = false`.
private func switchesTransactionOff(_ toml: String) -> Bool {
    toml.split(whereSeparator: \.isNewline).contains { line in
        let code = line.prefix { $0 != "#" }
        let sides = code.split(separator: "=", maxSplits: 1)
        guard sides.count == 2 else { return false }
        return sides[0].filter { !$0.isWhitespace } == "run_in_transaction"
            && sides[1].filter { !$0.isWhitespace } == "false"
    }
}
