/// Reads sqlx folders: pairs, or single files; `-- no-transaction` as the very first bytes of a
/// file switches its transaction off.
func readSQLx(_ source: inout FolderSource) -> [Migration] {
    var files = source.filesOfRoot { stem in
        if let pair = parsePairName(stem) { return pair }
        guard let parts = NumberedName(stem), parts.separator == "_" else { return nil }
        return FoundFile(
            version: String(parts.version), name: String(parts.name), direction: .up)
    }
    source.readFirstBytes(of: &files)
    if !files.contains(where: { $0.direction == .down }) {
        files += source.filesOfDownFolder(for: files)
    }
    return source.pair(files)
}

extension FolderSource {
    /// Looks for sqlx's switch, of which only the first bytes of a file need to be read.
    mutating func readFirstBytes(of files: inout [FoundFile]) {
        let marker = Array("-- no-transaction".utf8)
        for index in files.indices where !files[index].isCode {
            guard let bytes = contents(of: files[index].path, limit: marker.count) else { continue }
            if bytes == marker {
                files[index].transactionMode = .none(reason: "-- no-transaction")
            }
        }
    }
}
