#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The bytes of a small file, or why they cannot be had.
enum FileContent {
    case bytes([UInt8])
    case absent
    case unreadable(reason: String)

    /// A configuration longer than this is a mistake (a dump given as `--config`).
    static let largest = 1 << 20

    /// Reads the whole file.
    static func of(_ path: String) -> FileContent {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            return errno == ENOENT ? .absent : .unreadable(reason: String(cString: strerror(errno)))
        }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count == 0 { return .bytes(bytes) }
            if count < 0 {
                if errno == EINTR { continue }
                return .unreadable(reason: String(cString: strerror(errno)))
            }
            bytes += buffer[..<count]
            guard bytes.count <= largest else {
                return .unreadable(reason: "it is larger than 1 MB")
            }
        }
    }

    /// Whether something of that name is there.
    static func exists(_ path: String) -> Bool {
        access(path, F_OK) == 0
    }
}
