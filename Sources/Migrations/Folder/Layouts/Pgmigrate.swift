import Findings

/// Reads Yandex pgmigrate: `V0001__name.sql`; `NONTRANSACTIONAL` in the name means no transaction.
///
/// Given the project folder (with `migrations.yml`), it goes on in `migrations/`.
func readPgmigrate(_ source: inout FolderSource) throws(FolderError) -> [Migration] {
    let isProject = source.entries.contains { $0.name == "migrations" && $0.kind == .folder }
    if isProject, !source.entries.contains(where: { parseFlywayName($0.stem) != nil }) {
        try source.enter(source.path(of: "migrations"))
    }
    var files = source.filesOfRoot { stem in
        guard let file = parseFlywayName(stem), file.direction == .up,
            file.version.utf8.allSatisfy({ (0x30...0x39).contains($0) })
        else { return nil }
        return file
    }
    for index in files.indices where files[index].name.contains("NONTRANSACTIONAL") {
        files[index].transactionMode = .none(reason: "NONTRANSACTIONAL in the file name")
    }
    let callbacks = joinPath(parentPath(source.root), "callbacks")
    if kindOfPath(callbacks) == .folder {
        source.report(
            "pgmigrate-callbacks", .warning,
            "\(callbacks) has callbacks, which Tidemark does not run", paths: [callbacks],
            remedy: "move what they do into a migration")
    }
    files += source.filesOfDownFolder(for: files)
    return source.pair(files)
}
