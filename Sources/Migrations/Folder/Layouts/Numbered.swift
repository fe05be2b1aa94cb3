/// Reads files that begin with a number, in the order of the number: `1-init.sql`, `00010-x.sql`.
///
/// `-- postgres-migrations disable-transaction` anywhere in a file switches its transaction off, as
/// in the tool that it belongs to.
func readNumbered(_ source: inout FolderSource) -> [Migration] {
    var files = source.filesOfRoot(parseNativeName)
    let needle = Array("-- postgres-migrations disable-transaction".utf8)
    for index in files.indices where !files[index].isCode {
        guard let bytes = source.contents(of: files[index].path) else { continue }
        if bytes.firstIndex(ofSequence: needle) != nil {
            files[index].transactionMode = .none(
                reason: "-- postgres-migrations disable-transaction")
        }
    }
    files += source.filesOfDownFolder(for: files)
    return source.pair(files)
}

extension Array<UInt8> {
    /// The offset of the first occurrence of `needle` at or after `start`.
    func firstIndex(ofSequence needle: [UInt8], from start: Int = 0) -> Int? {
        guard let first = needle.first, count >= needle.count else { return nil }
        var index = start
        while let candidate = self[index...].firstIndex(of: first) {
            if candidate + needle.count > count { return nil }
            if self[candidate..<candidate + needle.count].elementsEqual(needle) { return candidate }
            index = candidate + 1
        }
        return nil
    }
}
