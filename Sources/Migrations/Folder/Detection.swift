import Findings

/// A layout and what gave it away.
struct Detection: Sendable, Hashable {
    var layout: Layout
    var because: String
}

/// Finds out the layout of a folder: by files that only one tool writes, then by names, then by
/// marks in the first and the last file.
func detectLayout(of source: FolderSource) throws(FolderError) -> Detection {
    let evidence = FolderEvidence(source)
    if let detection = evidence.byToolFiles() ?? evidence.byNames() ?? evidence.byContents() {
        return detection
    }
    let candidates = source.entries.filter {
        $0.kind != .folder && $0.suffix == "sql" && !KnownNames.isNoMigration($0)
    }
    guard let first = candidates.first else {
        // A folder or a broken link with the name of a migration is a finding, not emptiness.
        if source.entries.contains(where: { NumberedName($0.name[...]) != nil }) {
            return Detection(layout: .native, because: "nothing in it shows another layout")
        }
        throw source.emptyError()
    }
    throw FolderError(
        code: .unknownLayout,
        message: "the files of \(source.root) follow no layout that Tidemark knows "
            + "(\(first.name), …)",
        location: Location(file: source.path(of: first.name)),
        remedy: "name the layout with --layout (\(Layout.names)), or the files as NN_name.sql")
}
