import Findings

/// Reads `<14 digits>_name.sql`, with DOWNs in a folder of their own.
///
/// A `.down.sql` beside the UPs is reported: the Supabase CLI would apply it as a migration.
func readSupabase(_ source: inout FolderSource) -> [Migration] {
    var files = source.filesOfRoot { stem in
        guard let parts = NumberedName(stem), parts.separator == "_" else { return nil }
        return FoundFile(
            version: String(parts.version), name: String(parts.name), direction: .up)
    }
    for index in files.indices {
        guard files[index].name.hasSuffix(".down") else { continue }
        files[index].name.removeLast(5)
        files[index].direction = .down
        source.report(
            "supabase-down-beside-up", .warning,
            "the Supabase CLI would apply \(files[index].path) as a migration",
            paths: [files[index].path],
            remedy: "move it out of \(source.root), to a folder named with --down-dir")
    }
    source.reportNamesOtherThan14Digits(files)
    if let first = files.filter({ $0.direction == .up }).min(by: { $0.version < $1.version }),
        first.name == "init", first.version < "20211209000000"
    {
        source.report(
            "supabase-skips-init", .note,
            "the Supabase CLI skips \(first.path), because it is named init and is older than "
                + "2021-12-09; Tidemark runs it",
            paths: [first.path])
    }
    files += source.filesOfDownFolder(for: files)
    return source.pair(files)
}

extension FolderSource {
    fileprivate mutating func reportNamesOtherThan14Digits(_ files: [FoundFile]) {
        let odd = files.filter { $0.version.utf8.count != 14 && !$0.isCode }
        guard let first = odd.first else { return }
        report(
            "supabase-version-length", .note,
            odd.count == 1
                ? "the version of \(first.path) has not 14 digits"
                : "\(odd.count) versions have not 14 digits",
            paths: odd.map(\.path),
            remedy: "the Supabase CLI orders versions as text: keep to 14 digits")
    }
}
