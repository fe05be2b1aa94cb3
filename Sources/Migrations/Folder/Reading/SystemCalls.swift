#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Why the system did not hand over a folder or a file.
struct SystemFailure: Error, Sendable, Hashable {
    var number: Int32
    var isMissing: Bool { number == ENOENT }
    var isNotAFolder: Bool { number == ENOTDIR }
    var isLoop: Bool { number == ELOOP }

    /// The system's own words.
    var message: String {
        guard let text = unsafe strerror(number) else { return "error \(number)" }
        return unsafe String(cString: text)
    }

    static var last: SystemFailure { SystemFailure(number: errno) }
}

/// Lists a folder in one pass, in byte order; asks the file system about a name only where the
/// listing does not tell what it is (links, some network file systems).
func readDirectory(_ path: String) throws(SystemFailure) -> [DirectoryEntry] {
    guard let stream = unsafe opendir(path.isEmpty ? "." : path) else { throw .last }
    defer { unsafe closedir(stream) }
    var entries: [DirectoryEntry] = []
    while true {
        errno = 0
        guard let record = unsafe readdir(stream) else {
            if errno != 0 { throw .last }
            break
        }
        guard let offset = MemoryLayout<dirent>.offset(of: \.d_name) else { break }
        // The record may be shorter than `dirent`: its name is read in place, up to its NUL.
        let bytes = unsafe UnsafeRawPointer(record).advanced(by: offset)
            .assumingMemoryBound(to: CChar.self)
        let type = unsafe Int(record.pointee.d_type)
        let valid = unsafe String(validatingCString: bytes)
        let name = unsafe valid ?? String(cString: bytes)
        if name == "." || name == ".." { continue }
        let kind: DirectoryEntry.Kind =
            switch type {
            case Int(DT_REG): .file
            case Int(DT_DIR): .folder
            case Int(DT_LNK), Int(DT_UNKNOWN): kindBehind(joinPath(path, name))
            default: .special
            }
        entries.append(DirectoryEntry(name: name, kind: kind, isUTF8: valid != nil))
    }
    entries.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    return entries
}

private func kindBehind(_ path: String) -> DirectoryEntry.Kind {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return errno == ELOOP ? .loop : .dangling }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return .file
    case S_IFDIR: return .folder
    default: return .special
    }
}

/// What is at `path`, links followed; nil when nothing is.
func kindOfPath(_ path: String) -> DirectoryEntry.Kind? {
    let kind = kindBehind(path)
    return kind == .dangling ? nil : kind
}

/// Device and inode of a folder, to notice links that lead back into a folder being read.
struct FolderIdentity: Hashable {
    var device: UInt64
    var inode: UInt64

    init?(path: String) {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return nil }
        device = UInt64(truncatingIfNeeded: status.st_dev)
        inode = UInt64(truncatingIfNeeded: status.st_ino)
    }
}

/// Reads a file, whole or only its first `limit` bytes.
func readBytes(_ path: String, limit: Int = .max) throws(SystemFailure) -> [UInt8] {
    do {
        let file = try FileBytes(path: path)
        guard limit < file.size else { return try file.readAll() }
        return try file.read(atMost: limit) ?? []
    } catch {
        throw SystemFailure(number: error.errno)
    }
}
