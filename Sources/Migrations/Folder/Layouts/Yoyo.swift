import Findings

/// Reads yoyo: `NN.name.sql` with `NN.name.rollback.sql`, `-- depends:` and `-- transactional:`.
func readYoyo(_ source: inout FolderSource) -> [Migration] {
    var files = source.filesOfRoot(parseYoyoName)
    files.removeAll { file in
        guard file.name == "post-apply", file.version.isEmpty else { return false }
        source.report(
            "yoyo-post-apply", .warning,
            "\(file.path) is run by yoyo after every apply; Tidemark does not run it",
            paths: [file.path], remedy: "move what it does into a migration")
        return true
    }
    var dependencies: [MigrationID: [String]] = [:]
    for index in files.indices where !files[index].isCode {
        let header = source.yoyoHeader(of: files[index].path)
        if header["transactional"] == "false" {
            files[index].transactionMode = .none(reason: "-- transactional: false")
        }
        guard files[index].direction == .up, let depends = header["depends"] else { continue }
        let id = MigrationID(version: files[index].version, name: files[index].name)
        dependencies[id] = depends.split(separator: " ").map(String.init)
    }
    var byStem: [String: MigrationID] = [:]
    for file in files where file.direction == .up {
        byStem[String(splitSuffix(lastComponent(file.path)).stem)] = MigrationID(
            version: file.version, name: file.name)
    }
    files += source.filesOfDownFolder(for: files)
    var migrations = source.pair(files)
    // The line in the UP is for both directions.
    for index in migrations.indices {
        guard let mode = migrations[index].up?.transactionMode, mode != .automatic else { continue }
        migrations[index].down?.transactionMode = mode
    }
    return source.orderByDependencies(migrations, dependencies: dependencies, byStem: byStem)
}

/// Reads `20240101_01_AbCdE-create-users.rollback`: the number, `_` and `_` parts are the version.
private func parseYoyoName(_ stem: Substring) -> FoundFile? {
    var stem = stem
    var direction = FoundFile.Direction.up
    if stem.hasSuffix(".rollback") {
        direction = .down
        stem = stem.dropLast(9)
    }
    if stem == "post-apply" { return FoundFile(version: "", name: "post-apply", direction: .up) }
    guard let parts = NumberedName(stem) else { return nil }
    var version = parts.version
    var name = parts.name
    // yoyo new writes DATE_NN_RANDOM-name: two migrations of one day differ in NN.
    if parts.separator == "_", let second = NumberedName(name), second.separator == "_" {
        version = stem[..<second.version.endIndex]
        name = second.name
    }
    return FoundFile(version: String(version), name: String(name), direction: direction)
}

extension FolderSource {
    /// The `-- key: value` lines at the head of a file.
    fileprivate mutating func yoyoHeader(of path: String) -> [String: String] {
        guard let bytes = contents(of: path, limit: 4_096) else { return [:] }
        var header: [String: String] = [:]
        let lines = String(decoding: bytes, as: UTF8.self)
            .split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for line in lines {
            let text = line.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
            if text.isEmpty { continue }
            guard text.hasPrefix("--") else { break }
            let sides = text.dropFirst(2).split(separator: ":", maxSplits: 1)
            guard sides.count == 2 else { continue }
            let key = sides[0].filter { !$0.isWhitespace }.lowercased()
            header[key] = String(sides[1].trimmingWhitespace())
        }
        return header.mapValues { $0.lowercased() == "false" ? "false" : $0 }
    }

    /// Puts what others depend on first, and else keeps the order of the names.
    fileprivate mutating func orderByDependencies(
        _ migrations: [Migration], dependencies: [MigrationID: [String]],
        byStem: [String: MigrationID]
    ) -> [Migration] {
        var sorted = migrations
        var needed: [MigrationID: Set<MigrationID>] = [:]
        for migration in sorted {
            for stem in dependencies[migration.id] ?? [] {
                guard let id = byStem[stem] else {
                    let path = migration.up?.path ?? root
                    report(
                        "dependency-missing", .error,
                        "\(path) depends on \(stem), which is not in the folder", paths: [path],
                        remedy: "add the migration, or mend its -- depends: line")
                    continue
                }
                needed[migration.id, default: []].insert(id)
            }
        }
        var done: Set<MigrationID> = []
        var result: [Migration] = []
        while let next = sorted.firstIndex(where: { (needed[$0.id] ?? []).isSubset(of: done) }) {
            let migration = sorted.remove(at: next)
            done.insert(migration.id)
            result.append(migration)
        }
        if !sorted.isEmpty {
            report(
                "dependency-loop", .error, "migrations depend on each other in a circle",
                paths: sorted.compactMap { $0.up?.path },
                remedy: "mend their -- depends: lines")
        }
        return result + sorted
    }
}
