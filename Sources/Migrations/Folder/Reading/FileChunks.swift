#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A file read piece by piece from a given byte on, so that its size does not matter.
final class FileChunks {
    private let descriptor: Int32
    /// The offset of the next byte.
    private(set) var offset: Int

    init(path: String, from offset: Int = 0) throws(SystemFailure) {
        descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .last }
        self.offset = offset
    }

    deinit {
        close(descriptor)
    }

    /// The next bytes, or nil at the end of the file.
    func next() throws(SystemFailure) -> [UInt8]? {
        while true {
            var bytes = [UInt8](repeating: 0, count: 65_536)
            let count = unsafe bytes.withUnsafeMutableBytes { buffer in
                unsafe pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset))
            }
            if count < 0 {
                if errno == EINTR { continue }
                throw .last
            }
            if count == 0 { return nil }
            offset += count
            bytes.removeLast(bytes.count - count)
            return bytes
        }
    }
}
