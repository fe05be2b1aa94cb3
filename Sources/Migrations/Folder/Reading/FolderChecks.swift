import Findings

extension FolderSource {
    /// A note for numbers left out, where versions are counted and not times of day.
    mutating func reportGaps(in migrations: [Migration]) {
        let numbers = migrations.indices.compactMap { place -> Int? in
            let version = migrations[place].id.version
            return version.utf8.count <= 6 ? Int(version) : nil
        }
        guard numbers.count == migrations.count else { return }
        var gaps: [String] = []
        for (left, right) in zip(numbers, numbers.dropFirst()) where right - left > 1 {
            gaps.append(right - left == 2 ? "\(left + 1)" : "\(left + 1)–\(right - 1)")
        }
        guard !gaps.isEmpty, gaps.count <= migrations.count / 2 else { return }
        findings.append(
            Finding(
                rule: "version-gap", severity: .note,
                message: "numbers are left out: \(gaps.joined(separator: ", "))",
                location: Location(file: root),
                remedy: "nothing to do if it is meant; a migration may be missing from a merge"))
    }

    /// A note for names that are awkward to type or to move between systems.
    mutating func reportAwkwardNames(of files: [FoundFile]) {
        let nameless = files.indices.filter {
            files[$0].direction == .up && files[$0].name.isEmpty
        }.map { files[$0].path }
        if !nameless.isEmpty {
            report(
                "empty-name", .note,
                nameless.count == 1
                    ? "\(nameless[0]) has a number and no name"
                    : "\(nameless.count) migrations have a number and no name",
                paths: nameless, remedy: "a name says in lists what the migration does")
        }
        let awkward = files.indices.filter { files[$0].name.isAwkward }.map { files[$0].path }
        guard let first = awkward.first else { return }
        report(
            "unusual-name", .note,
            awkward.count == 1
                ? "the name of \(first) has spaces, dots or upper case"
                : "\(awkward.count) names have spaces, dots or upper case",
            paths: awkward, remedy: "lower case and underscores work everywhere")
    }

    /// The error for a folder in which nothing is a migration, with the way to where some are.
    func emptyError() -> FolderError {
        let folders = entries.filter { $0.kind == .folder && !$0.name.hasPrefix(".") }
        let inside = folders.first { folder in
            let names = (try? readDirectory(path(of: folder.name))) ?? []
            return names.contains { $0.kind == .file && $0.suffix == "sql" }
        }
        let remedy =
            inside.map { "tidemark --dir \(path(of: $0.name)) …" }
            ?? "write the first one with: tidemark new NAME"
        let strangers = entries.filter { !$0.name.hasPrefix(".") }.map(\.name)
        let what =
            strangers.isEmpty
            ? "the folder \(root) is empty"
            : "the folder \(root) has no migrations (it has \(listed(strangers)))"
        return FolderError(
            code: .empty, message: what, location: Location(file: root), remedy: remedy)
    }

    private func listed(_ names: [String]) -> String {
        let shown = names.prefix(4).joined(separator: ", ")
        return names.count > 4 ? "\(shown) and \(names.count - 4) more" : shown
    }
}

extension String {
    /// Whether a name has a space, a dot or an upper-case letter.
    fileprivate var isAwkward: Bool {
        let bytes = utf8.span
        for index in bytes.indices {
            switch bytes[index] {
            case UInt8(ascii: " "), UInt8(ascii: "."), 0x41...0x5A: return true
            case 0x80...:
                return unicodeScalars.contains { scalar in
                    scalar == " " || scalar == "." || scalar.properties.isUppercase
                }
            default: break
            }
        }
        return false
    }
}
