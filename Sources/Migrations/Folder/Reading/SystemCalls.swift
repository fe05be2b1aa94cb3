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
    var names = RawNames()
    try names.read(path)
    return names.sorted().map { name in
        let (text, isUTF8) = names.text(of: name)
        let kind: DirectoryEntry.Kind =
            switch name.type {
            case Int(DT_REG): .file
            case Int(DT_DIR): .folder
            case Int(DT_LNK), Int(DT_UNKNOWN): kindBehind(joinPath(path, text))
            default: .special
            }
        return DirectoryEntry(name: text, kind: kind, isUTF8: isUTF8)
    }
}

/// The names of a folder as the system gives them, one after the other in one block of bytes.
///
/// They are put in order here, as moving and comparing strings takes ten times as long.
private struct RawNames {
    struct Name {
        var place: Range<Int>
        var type: Int
    }

    private var bytes: [UInt8] = []
    private var names: [Name] = []

    mutating func read(_ path: String) throws(SystemFailure) {
        guard let stream = unsafe opendir(path.isEmpty ? "." : path) else { throw .last }
        defer { unsafe closedir(stream) }
        while true {
            errno = 0
            guard let record = unsafe readdir(stream) else {
                if errno != 0 { throw .last }
                return
            }
            guard let offset = MemoryLayout<dirent>.offset(of: \.d_name) else { return }
            // The record may be shorter than `dirent`: its name is read in place, up to its NUL.
            let name = unsafe UnsafeRawPointer(record).advanced(by: offset)
                .assumingMemoryBound(to: UInt8.self)
            let count = unsafe strlen(UnsafeRawPointer(name).assumingMemoryBound(to: CChar.self))
            let isDots = unsafe count <= 2 && name[0] == 0x2E && (count == 1 || name[1] == 0x2E)
            if isDots { continue }
            names.append(
                Name(
                    place: bytes.count..<bytes.count + count,
                    type: unsafe Int(record.pointee.d_type)))
            unsafe bytes.append(contentsOf: UnsafeBufferPointer(start: name, count: count + 1))
        }
    }

    func sorted() -> [Name] {
        let bytes = bytes.span
        return names.sorted {
            bytes.extracting($0.place).precedes(bytes.extracting($1.place))
        }
    }

    /// The text of a name, and whether it is UTF-8.
    func text(of name: Name) -> (String, isUTF8: Bool) {
        unsafe bytes.withUnsafeBytes { bytes in
            // Its NUL follows each name.
            guard let start = unsafe bytes.baseAddress?.advanced(by: name.place.lowerBound) else {
                return ("", true)
            }
            let text = unsafe start.assumingMemoryBound(to: CChar.self)
            if let text = unsafe String(validatingCString: text) { return (text, true) }
            return unsafe (String(cString: text), false)
        }
    }
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
