import Findings

/// Reads `V…__name.sql`, `U…__name.sql`, `R__name.sql` and `B…__name.sql`, subfolders included.
func readFlyway(_ source: inout FolderSource) throws(FolderError) -> [Migration] {
    var files: [FoundFile] = []
    var names: [String] = []
    var visited: Set<FolderIdentity> = []
    source.readFlywayFolder(source.root, into: &files, names: &names, visited: &visited)
    source.readFlywaySettings(of: &files, names: Set(names))
    source.reportFlywayCallbacks(names)
    source.takeUndoForUpOfRefinery(&files)
    let repeatables = files.filter { $0.direction == .repeatable }
    let baselines = files.filter { $0.direction == .baseline }
    files.removeAll { $0.direction == .repeatable || $0.direction == .baseline }
    source.includeBaseline(baselines, in: &files)
    files += source.filesOfDownFolder(for: files)
    return source.pair(files) + source.repeatableMigrations(repeatables)
}

/// Reads `V1_2__name`, without its suffix; nil when it is not a name that Flyway would run.
func parseFlywayName(_ stem: Substring) -> FoundFile? {
    guard let prefix = stem.utf8.first else { return nil }
    if prefix == UInt8(ascii: "R") {
        guard stem.hasPrefix("R__") else { return nil }
        return FoundFile(version: "", name: String(stem.dropFirst(3)), direction: .repeatable)
    }
    let direction: FoundFile.Direction
    switch prefix {
    case UInt8(ascii: "V"): direction = .up
    case UInt8(ascii: "U"): direction = .down
    case UInt8(ascii: "B"): direction = .baseline
    default: return nil
    }
    let rest = stem.dropFirst()
    let version = rest.prefix { ($0.isASCII && $0.isNumber) || $0 == "." || $0 == "_" }
    guard let separator = version.range(ofDoubleUnderscoreIn: rest) else { return nil }
    let number = rest[..<separator]
    guard let first = number.first, first.isNumber, number.last?.isNumber == true else {
        return nil
    }
    return FoundFile(
        version: String(number), name: String(rest[separator...].dropFirst(2)),
        direction: direction)
}

extension Substring {
    /// Where `__` begins in `whole`, if it begins within this prefix of it.
    fileprivate func range(ofDoubleUnderscoreIn whole: Substring) -> Index? {
        var index = startIndex
        while index < endIndex {
            let next = whole.index(after: index)
            if whole[index] == "_", next < whole.endIndex, whole[next] == "_" { return index }
            index = next
        }
        return nil
    }
}

extension FolderSource {
    fileprivate mutating func readFlywayFolder(
        _ folder: String, into files: inout [FoundFile], names: inout [String],
        visited: inout Set<FolderIdentity>
    ) {
        guard let identity = FolderIdentity(path: folder), visited.insert(identity).inserted
        else {
            report(
                "symlink-loop", .warning, "\(folder) leads back to a folder already read",
                paths: [folder], remedy: "remove the link")
            return
        }
        let entries = folder == root ? self.entries : listing(of: folder)
        reportCaseTwins(entries, in: folder)
        let skipped: Set<DirectoryEntry.Kind> = [.folder]
        let isSubfolder = { (entry: DirectoryEntry) in
            skipped.contains(entry.kind) && entry.suffix != "sql"
        }
        let relevant = entries.filter { !isSubfolder($0) && !Self.isFlywaySetting($0.name) }
        names += entries.map { joinPath(folder, $0.name) }
        files += sortOut(relevant, in: folder, parseFlywayName)
        for entry in entries where isSubfolder(entry) && !entry.name.hasPrefix(".") {
            let path = joinPath(folder, entry.name)
            guard path != downRoot else { continue }
            readFlywayFolder(path, into: &files, names: &names, visited: &visited)
        }
    }

    private mutating func listing(of folder: String) -> [DirectoryEntry] {
        do {
            return try readDirectory(folder)
        } catch {
            report(
                "unreadable-folder", .error, "\(folder) cannot be read: \(error.message)",
                paths: [folder],
                remedy: "give the user that runs tidemark the right to read it")
            return []
        }
    }

    private static func isFlywaySetting(_ name: String) -> Bool {
        if name.hasSuffix(".sql.conf") || name.hasSuffix(".conf") { return true }
        return isFlywayCallback(name)
    }

    private static func isFlywayCallback(_ name: String) -> Bool {
        let events = ["before", "after", "create", "undo"]
        let (stem, suffix) = splitSuffix(name)
        guard suffix == "sql", let event = events.first(where: stem.hasPrefix) else { return false }
        return stem.dropFirst(event.count).first?.isUppercase == true
    }

    fileprivate mutating func readFlywaySettings(of files: inout [FoundFile], names: Set<String>) {
        for index in files.indices {
            let path = files[index].path + ".conf"
            guard names.contains(path), let bytes = contents(of: path) else { continue }
            for line in String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline) {
                let sides = line.split(separator: "=", maxSplits: 1)
                guard sides.count == 2 else { continue }
                let key = sides[0].filter { !$0.isWhitespace }
                let value = sides[1].filter { !$0.isWhitespace }.lowercased()
                if key == "executeInTransaction", value == "false" {
                    files[index].transactionMode = .none(
                        reason: "executeInTransaction=false in \(lastComponent(path))")
                } else if key == "shouldExecute", value != "true" {
                    report(
                        "flyway-should-execute", .warning,
                        "\(path) tells Flyway when to skip its migration; Tidemark runs it",
                        paths: [path], remedy: "move the migration out of the folder to skip it")
                }
            }
        }
    }

    fileprivate mutating func reportFlywayCallbacks(_ paths: [String]) {
        let callbacks = paths.filter { Self.isFlywayCallback(lastComponent($0)) }
        guard let first = callbacks.first else { return }
        report(
            "flyway-callback", .warning,
            callbacks.count == 1
                ? "\(first) is a callback, which Tidemark does not run"
                : "\(callbacks.count) files are callbacks, which Tidemark does not run",
            paths: callbacks, remedy: "move what it does into a migration")
    }

    /// In refinery's folders, which else look the same, U files are UPs out of sequence.
    fileprivate mutating func takeUndoForUpOfRefinery(_ files: inout [FoundFile]) {
        let undos = files.indices.filter { files[$0].direction == .down }
        guard !undos.isEmpty, let hint = hint(ofTool: "refinery", files: ["refinery.toml"]) else {
            return
        }
        for index in undos { files[index].direction = .up }
        report(
            "refinery-u-files", .note,
            "U files are taken for UPs, as in refinery, because \(hint)",
            paths: undos.map { files[$0].path })
    }

    /// A baseline file stands for everything up to its version: it runs only where those files are
    /// gone, and is a note otherwise.
    fileprivate mutating func includeBaseline(
        _ baselines: [FoundFile], in files: inout [FoundFile]
    ) {
        let order = layout.order
        let newest = baselines.max { order.precedes($0.version, $1.version) }
        for baseline in baselines {
            let isReplaced = files.contains { file in
                file.direction == .up && !order.precedes(baseline.version, file.version)
            }
            if baseline == newest, !isReplaced {
                var file = baseline
                file.direction = .up
                files.append(file)
                report(
                    "baseline-file", .note,
                    "\(baseline.path) runs first, because no older migration is left",
                    paths: [baseline.path])
            } else {
                report(
                    "baseline-file", .note,
                    "\(baseline.path) is left out: the migrations that it stands for are here",
                    paths: [baseline.path])
            }
        }
    }

    /// Repeatable migrations run last, by description.
    fileprivate func repeatableMigrations(_ files: [FoundFile]) -> [Migration] {
        files.sorted { $0.name.precedesInBytes($1.name) }.map { file in
            Migration(
                id: MigrationID(version: "", name: file.name),
                kind: file.isCode ? .code : .repeatable, up: file.script)
        }
    }
}
