import Findings

/// Reads `NN_name.up.sql` with `NN_name.down.sql`; `.autocommit` in the name means no transaction,
/// and a file for PostgreSQL wins over the one for every database.
func readPairs(_ source: inout FolderSource) -> [Migration] {
    var files = source.filesOfRoot(parsePairName)
    source.verifyAtlasSum(of: files)
    files = source.chooseDialect(among: files)
    return source.pair(files)
}

/// Reads a name such as `20150100000001_networks.postgres.autocommit.up`.
func parsePairName(_ stem: Substring) -> FoundFile? {
    var stem = stem
    let direction: FoundFile.Direction
    if stem.utf8.hasSuffix(".up") {
        direction = .up
        stem = stem.dropLast(bytes: 3)
    } else if stem.utf8.hasSuffix(".down") {
        direction = .down
        stem = stem.dropLast(bytes: 5)
    } else {
        return nil
    }
    var mode = Script.TransactionMode.automatic
    var dialect: String?
    while let dot = stem.lastIndex(of: ".") {
        let part = stem[stem.index(after: dot)...].lowercased()
        if part == "autocommit" {
            mode = .none(reason: ".autocommit in the file name")
        } else if KnownNames.isOurDialect(part) != nil {
            dialect = part
        } else {
            break
        }
        stem = stem[..<dot]
    }
    guard let parts = NumberedName(stem), parts.separator != "." || parts.name.isEmpty else {
        return nil
    }
    var file = FoundFile(
        version: String(parts.version), name: String(parts.name), direction: direction)
    file.transactionMode = mode
    file.dialect = dialect
    return file
}

extension FolderSource {
    /// Leaves out what is meant for other databases, and the generic file where ours is there too.
    fileprivate mutating func chooseDialect(among files: [FoundFile]) -> [FoundFile] {
        guard files.contains(where: { $0.dialect != nil }) else { return files }
        func key(_ file: FoundFile) -> String {
            "\(VersionOrder.numeric.normalized(file.version))/\(file.name)/\(file.direction)"
        }
        func isOurs(_ file: FoundFile) -> Bool? { file.dialect.flatMap(KnownNames.isOurDialect) }
        let ours = Set(files.filter { isOurs($0) == true }.map(key))
        let kept = files.filter { file in
            switch isOurs(file) {
            case true?: true
            case false?: false
            case nil: !ours.contains(key(file))
            }
        }
        let keptUps = Set(
            kept.filter { $0.direction == .up }
                .map { VersionOrder.numeric.normalized($0.version) })
        let foreign = files.filter { isOurs($0) == false }
        let lost = foreign.filter {
            $0.direction == .up && !keptUps.contains(VersionOrder.numeric.normalized($0.version))
        }
        if !foreign.isEmpty {
            findings.append(
                Finding(
                    rule: "other-databases", severity: .note,
                    message: "\(foreign.count) files for other databases are left out",
                    location: Location(file: root)))
        }
        if !lost.isEmpty {
            report(
                "no-file-for-postgresql", .note,
                "\(Set(lost.map(\.version)).count) versions have files for other databases only",
                paths: lost.map(\.path))
        }
        return kept
    }
}
