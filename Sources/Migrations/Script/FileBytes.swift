import Glibc

/// A file that could not be read, in the words of the system.
public struct FileError: Error, Sendable, CustomStringConvertible {
    /// The path.
    public var path: String
    /// The system's error number.
    public var errno: Int32

    /// `PATH: No such file or directory`.
    public var description: String { "\(path): \(reason)" }

    /// The system's sentence for `errno`.
    public var reason: String {
        guard let text = unsafe strerror(errno) else { return "error \(errno)" }
        return unsafe String(cString: text)
    }
}

/// An open file that is read in chunks; memory is one chunk whatever the file's size.
package final class FileBytes {
    private let descriptor: Int32
    private let path: String
    /// The size in bytes when the file was opened.
    package let size: Int

    /// Opens a regular file for reading.
    ///
    /// - Throws: `FileError`, EISDIR for a directory included.
    package init(path: String) throws(FileError) {
        let descriptor = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileError(path: path, errno: errno) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else {
            let code = errno
            Glibc.close(descriptor)
            throw FileError(path: path, errno: code)
        }
        guard status.st_mode & S_IFMT != S_IFDIR else {
            Glibc.close(descriptor)
            throw FileError(path: path, errno: EISDIR)
        }
        self.descriptor = descriptor
        self.path = path
        size = Int(status.st_size)
    }

    deinit { Glibc.close(descriptor) }

    /// Moves to a byte offset.
    package func seek(to offset: Int) {
        lseek(descriptor, off_t(offset), SEEK_SET)
    }

    /// The next bytes, at most `limit`; nil at the end of the file.
    package func read(atMost limit: Int) throws(FileError) -> [UInt8]? {
        var failure: Int32 = 0
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
            var got = unsafe Glibc.read(descriptor, buffer.baseAddress, limit)
            while got < 0 && errno == EINTR {
                got = unsafe Glibc.read(descriptor, buffer.baseAddress, limit)
            }
            if got < 0 { failure = errno }
            count = max(got, 0)
        }
        guard failure == 0 else { throw FileError(path: path, errno: failure) }
        return bytes.isEmpty ? nil : bytes
    }

    /// The whole rest of the file.
    package func readAll() throws(FileError) -> [UInt8] {
        // One byte more than the size finds the end without a second chunk.
        guard let first = try read(atMost: max(size, 0) + 1) else { return [] }
        var bytes = first
        while let more = try read(atMost: 65_536) { bytes += more }
        return bytes
    }

    /// Reads a whole file into the front of a buffer that is used again and again, and gives its size.
    ///
    /// A file that does not leave room in the buffer gives nil.
    ///
    /// - Throws: `FileError`, EISDIR for a directory included.
    package static func read(
        path: String, into buffer: inout [UInt8]
    ) throws(FileError) -> Int? {
        let file = try FileBytes(path: path)
        guard file.size < buffer.count else { return nil }
        var count = 0
        while count < buffer.count {
            let room = buffer.count - count
            let got = unsafe buffer.withUnsafeMutableBytes { bytes in
                unsafe Glibc.read(
                    file.descriptor, bytes.baseAddress.map { unsafe $0 + count }, room)
            }
            if got < 0 {
                if errno == EINTR { continue }
                throw FileError(path: path, errno: errno)
            }
            count += got
            // Less than there was room for, and all that the system says there is.
            if got == 0 || (count == file.size && got < room) { return count }
        }
        return nil
    }

    /// A whole file.
    package static func read(path: String) throws(FileError) -> [UInt8] {
        try FileBytes(path: path).readAll()
    }
}
