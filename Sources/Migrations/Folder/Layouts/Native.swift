import Findings

/// Reads `NN_name.sql` with `NN_name.down.sql` beside it, or with `NN_name_down.sql`,
/// `NN_name.down.sql` or `NN_name.sql` in the folder for DOWNs.
func readNative(_ source: inout FolderSource) -> [Migration] {
    var files = source.filesOfRoot(parseNativeName)
    source.reportDownsBesideUps(&files)
    files += source.filesOfDownFolder(for: files)
    source.reportAwkwardNames(of: files)
    let migrations = source.pair(files)
    source.reportGaps(in: migrations)
    return migrations
}

/// Reads a name of the root: a number, a name, and `.up`, `.down` or nothing.
func parseNativeName(_ stem: Substring) -> FoundFile? {
    var stem = stem
    var direction = FoundFile.Direction.up
    if stem.utf8.hasSuffix(".down") {
        direction = .down
        stem = stem.dropLast(bytes: 5)
    } else if stem.utf8.hasSuffix(".up") {
        stem = stem.dropLast(bytes: 3)
    }
    guard let parts = NumberedName(stem) else { return nil }
    return FoundFile(
        version: String(parts.version), name: String(parts.name), direction: direction)
}

extension FolderSource {
    /// The DOWNs in the separate folder, whatever the layout of the UPs.
    ///
    /// A folder that lies neither in nor beside that of the UPs may belong to other migrations: only
    /// DOWNs that fit by version and name are taken from there.
    mutating func filesOfDownFolder(for ups: [FoundFile]) -> [FoundFile] {
        if let missing = missingDownPath, lastComponent(missing) != "down" {
            report(
                "down-folder-missing", .note, "the folder for DOWNs, \(missing), does not exist",
                paths: [missing],
                remedy: "mkdir -p \(missing), or name the right one with --down-dir")
        }
        guard let folder = downRoot else { return [] }
        var files = sortOut(downEntries, in: folder, parseSeparateDownName)
        if !isDownRootNear, !files.isEmpty {
            let order = layout.order
            let known = Set(ups.map { "\(order.normalized($0.version))/\($0.name)" })
            files = files.filter { file in
                ([file.name] + file.otherNames).contains {
                    known.contains("\(order.normalized(file.version))/\($0)")
                }
            }
            if files.isEmpty {
                report(
                    "down-folder-unrelated", .note,
                    "the folder for DOWNs, \(folder), has none for the migrations of \(root)",
                    paths: [folder], remedy: "name the right one with --down-dir")
            }
        }
        if !files.isEmpty { usesDownRoot = true }
        return files
    }

    /// `01_users_down.sql` beside `01_users.sql` would run as an UP: an error, and never run.
    fileprivate mutating func reportDownsBesideUps(_ files: inout [FoundFile]) {
        guard files.indices.contains(where: { files[$0].name.utf8.hasSuffix("_down") }) else {
            return
        }
        let ups = Set(files.filter { $0.direction == .up }.map { "\($0.version)/\($0.name)" })
        let downs = files.filter { file in
            file.direction == .up && file.name.hasSuffix("_down")
                && ups.contains("\(file.version)/\(file.name.dropLast(5))")
        }
        for file in downs {
            let base = lastComponent(file.path).dropLast("_down.sql".utf8.count)
            report(
                "down-beside-up", .error,
                "\(file.path) is named as a DOWN and lies among the UPs, where it would run as one",
                paths: [file.path],
                remedy: "move it to \(downRoot ?? "down"), or name it \(base).down.sql")
        }
        files.removeAll { file in downs.contains(file) }
    }
}

/// Reads a name of the folder for DOWNs.
func parseSeparateDownName(_ stem: Substring) -> FoundFile? {
    var base = stem
    if base.utf8.hasSuffix(".down") { base = base.dropLast(bytes: 5) }
    if base.utf8.hasSuffix(".rollback") { base = base.dropLast(bytes: 9) }
    if base.utf8.hasSuffix(".revert") { base = base.dropLast(bytes: 7) }
    // Flyway and pgmigrate names keep their V here too.
    let first = base.utf8.first
    let isLettered = first == UInt8(ascii: "V") || first == UInt8(ascii: "U")
    guard let parts = NumberedName(isLettered ? base.dropFirst(bytes: 1) : base) else {
        return nil
    }
    let isDoubled = parts.separator == "_" && parts.name.utf8.first == UInt8(ascii: "_")
    let name = isDoubled ? parts.name.dropFirst(bytes: 1) : parts.name
    var file = FoundFile(version: String(parts.version), name: "", direction: .down)
    if name.utf8.hasSuffix("_down") || name.utf8.hasSuffix("-down") {
        file.otherNames = [String(name)]
        file.name = String(name.dropLast(bytes: 5))
    } else if name != "down" {
        file.name = String(name)
    }
    return file
}
