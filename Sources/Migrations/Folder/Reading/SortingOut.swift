import Findings

/// What one direction and identity a layout reads from a name, without its suffix.
typealias NameParser = (_ stem: Substring) -> FoundFile?

extension FolderSource {
    /// Sorts the names of the root into files of migrations and the rest, which is reported.
    ///
    /// `parse` gets the name without `.sql` or the suffix of a program.
    mutating func filesOfRoot(_ parse: NameParser) -> [FoundFile] {
        reportCaseTwins(entries, in: root)
        return sortOut(entries, in: root, parse)
    }

    /// Sorts the names of one folder.
    mutating func sortOut(
        _ entries: [DirectoryEntry], in folder: String, _ parse: NameParser
    ) -> [FoundFile] {
        var found: [FoundFile] = []
        found.reserveCapacity(entries.count)
        var strangers: [String] = []
        var unnamed: [String] = []
        var folders: [String] = []
        let start = joinPath(folder, "")
        for entry in entries where isUsable(entry, in: folder) {
            let path = start + entry.name
            if entry.kind == .folder {
                if path != downRoot, !KnownNames.isNoMigration(entry) {
                    let inside = (try? readDirectory(path)) ?? []
                    let hasSQL = inside.contains { $0.suffix == "sql" }
                    if hasSQL { folders.append(path + "/") } else { strangers.append(path + "/") }
                }
                continue
            }
            let (stem, suffix) = entry.split
            let isCode = suffix != "sql" && KnownNames.isCode(suffix: suffix)
            if suffix == "sql" || isCode, var file = parse(stem),
                !(isCode && KnownNames.isNoMigration(entry))
            {
                file.path = path
                file.isCode = isCode
                found.append(file)
            } else if !KnownNames.isNoMigration(entry) {
                if suffix == "sql" { unnamed.append(path) } else { strangers.append(path) }
            }
        }
        reportUnnamed(unnamed)
        reportFolders(folders)
        reportStrangers(strangers)
        return found
    }

    /// Reports what cannot be a file of a migration although it is named like one.
    private mutating func isUsable(_ entry: DirectoryEntry, in folder: String) -> Bool {
        if entry.name.utf8.first == UInt8(ascii: "."), entry.isUTF8 { return false }
        if entry.kind == .file, entry.isUTF8 { return true }
        let path = joinPath(folder, entry.name)
        let looksLikeOne = entry.suffix == "sql"
        if !entry.isUTF8 {
            report(
                "file-name-not-utf8", looksLikeOne ? .error : .note,
                "the name of \(path) is not valid UTF-8", paths: [path], remedy: "rename it")
            return false
        }
        switch entry.kind {
        case .file: return true
        case .folder:
            guard looksLikeOne else { return true }
            report(
                "folder-named-sql", .error, "\(path) is a folder, although its name ends in .sql",
                paths: [path], remedy: "rename the folder, or move the file out of it")
        case .special:
            report(
                "not-a-file", looksLikeOne ? .error : .note,
                "\(path) is a pipe, a socket or a device, not a file", paths: [path],
                remedy: "remove it from the folder")
        case .dangling:
            report(
                "symlink-dangling", looksLikeOne ? .error : .warning,
                "\(path) is a symbolic link to nothing", paths: [path],
                remedy: "mend or remove the link")
        case .loop:
            report(
                "symlink-loop", looksLikeOne ? .error : .warning,
                "\(path) is a symbolic link that leads back to itself", paths: [path],
                remedy: "mend or remove the link")
        }
        return false
    }

    private mutating func reportUnnamed(_ paths: [String]) {
        guard let first = paths.first else { return }
        let what = paths.count == 1 ? "\(first) is" : "\(paths.count) .sql files are"
        report(
            "unrecognized-sql-file", .warning,
            "\(what) not named as the layout \(layout.rawValue) names migrations, so not run",
            paths: paths, remedy: "rename, or move what is no migration to another folder")
    }

    private mutating func reportFolders(_ paths: [String]) {
        guard let first = paths.first else { return }
        report(
            "subfolder-not-read", .warning,
            paths.count == 1
                ? "the .sql files in \(first) are not run"
                : "the .sql files in \(paths.count) subfolders are not run",
            paths: paths,
            remedy: "the layout \(layout.rawValue) has no subfolders: move them up, or elsewhere")
    }

    private mutating func reportStrangers(_ paths: [String]) {
        guard let first = paths.first else { return }
        report(
            "not-a-migration", .note,
            paths.count == 1
                ? "\(first) is no migration and is left alone"
                : "\(paths.count) names are no migrations and are left alone", paths: paths)
    }

    /// On Windows and macOS two names that differ only in case are one file.
    mutating func reportCaseTwins(_ entries: [DirectoryEntry], in folder: String) {
        // Where all names are in lower case there is nothing to compare.
        guard entries.contains(where: { !$0.name.utf8.span.isLowercaseASCII }) else { return }
        var seen: [String: String] = [:]
        for name in entries.map(\.name) {
            let folded = name.lowercased()
            if let twin = seen[folded] {
                report(
                    "names-differ-by-case", .warning,
                    "\(twin) and \(name) differ only in case: one file where case does not count",
                    paths: [joinPath(folder, twin), joinPath(folder, name)],
                    remedy: "rename one of them")
            }
            seen[folded] = name
        }
    }
}
