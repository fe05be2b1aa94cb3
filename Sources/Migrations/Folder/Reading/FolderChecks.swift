import Findings

extension FolderSource {
    /// A note for numbers left out, where versions are counted and not times of day.
    mutating func reportGaps(in migrations: [Migration]) {
        let numbers = migrations.compactMap { migration -> Int? in
            migration.id.version.utf8.count <= 6 ? Int(migration.id.version) : nil
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
        let nameless = files.filter { $0.direction == .up && $0.name.isEmpty }.map(\.path)
        if !nameless.isEmpty {
            report(
                "empty-name", .note,
                nameless.count == 1
                    ? "\(nameless[0]) has a number and no name"
                    : "\(nameless.count) migrations have a number and no name",
                paths: nameless, remedy: "a name says in lists what the migration does")
        }
        let awkward = files.filter { file in
            file.name.unicodeScalars.contains { scalar in
                scalar == " " || scalar == "."
                    || (scalar.isASCII
                        ? ("A"..."Z").contains(scalar) : scalar.properties.isUppercase)
            }
        }
        guard let first = awkward.first else { return }
        report(
            "unusual-name", .note,
            awkward.count == 1
                ? "the name of \(first.path) has spaces, dots or upper case"
                : "\(awkward.count) names have spaces, dots or upper case",
            paths: awkward.map(\.path), remedy: "lower case and underscores work everywhere")
    }

    /// The error for a folder in which nothing is a migration, with the way to where some are.
    func emptyError() -> FolderError {
        let folders = entries.filter { $0.kind == .folder && !$0.name.hasPrefix(".") }
        let inside = folders.first { folder in
            let names = (try? readDirectory(path(of: folder.name))) ?? []
            return names.contains { $0.kind == .file && $0.split.suffix == "sql" }
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
