#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A file of a snapshot that the system did not read or write.
struct FileFailure: Error, Sendable {
    let path: String
    let number: Int32

    var isMissing: Bool { number == ENOENT }

    var message: String {
        guard let text = unsafe strerror(number) else { return "error \(number)" }
        return unsafe String(cString: text)
    }
}

/// The files under one folder, by their paths from it.
struct SnapshotFolder: Sendable {
    let root: String

    func path(_ file: String) -> String { root.hasSuffix("/") ? root + file : "\(root)/\(file)" }

    func read(_ file: String) throws(FileFailure) -> [UInt8] {
        let path = path(file)
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileFailure(path: path, number: errno) }
        defer { close(descriptor) }
        var status = stat()
        unsafe fstat(descriptor, &status)
        var bytes = [UInt8](repeating: 0, count: max(Int(status.st_size), 0) + 1)
        var count = 0
        while true {
            let got = unsafe bytes.withUnsafeMutableBytes { buffer in
                unsafe Glibc.read(
                    descriptor, buffer.baseAddress?.advanced(by: count), buffer.count - count)
            }
            if got < 0, errno == EINTR { continue }
            guard got >= 0 else { throw FileFailure(path: path, number: errno) }
            if got == 0 { break }
            count += got
            if count == bytes.count {
                bytes.append(contentsOf: [UInt8](repeating: 0, count: bytes.count))
            }
        }
        bytes.removeLast(bytes.count - count)
        return bytes
    }

    /// Writes a file whole or not at all; one that has these bytes already is left alone.
    ///
    /// - Returns: whether it was written.
    @discardableResult
    func write(_ bytes: [UInt8], to file: String) throws(FileFailure) -> Bool {
        if let present = try? read(file), present == bytes { return false }
        let path = path(file)
        try makeFolder(String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]))
        let temporary = path + ".new"
        let descriptor = unsafe open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw FileFailure(path: temporary, number: errno) }
        var start = 0
        while start < bytes.count {
            let done = unsafe bytes.withUnsafeBytes { buffer in
                unsafe Glibc.write(
                    descriptor, buffer.baseAddress?.advanced(by: start), buffer.count - start)
            }
            if done < 0, errno == EINTR { continue }
            guard done >= 0 else {
                let failure = FileFailure(path: path, number: errno)
                close(descriptor)
                unsafe unlink(temporary)
                throw failure
            }
            start += done
        }
        close(descriptor)
        guard unsafe rename(temporary, path) == 0 else {
            throw FileFailure(path: path, number: errno)
        }
        return true
    }

    func remove(_ file: String) throws(FileFailure) {
        let path = path(file)
        guard unsafe unlink(path) == 0 || errno == ENOENT else {
            throw FileFailure(path: path, number: errno)
        }
    }

    /// The names in a folder that end with `.json`; none where there is no such folder.
    func jsonFiles(in folder: String) -> [String] {
        let directory = folder.isEmpty ? root : path(folder)
        guard let stream = unsafe opendir(directory) else { return [] }
        defer { unsafe closedir(stream) }
        var names: [String] = []
        while let record = unsafe readdir(stream) {
            guard let offset = MemoryLayout<dirent>.offset(of: \.d_name) else { break }
            let name = unsafe String(
                cString: UnsafeRawPointer(record).advanced(by: offset)
                    .assumingMemoryBound(to: CChar.self))
            if name.hasSuffix(".json") { names.append(name) }
        }
        return names.sorted(by: precedes)
    }

    private func makeFolder(_ path: String) throws(FileFailure) {
        guard !path.isEmpty, unsafe access(path, F_OK) != 0 else { return }
        if let slash = path.lastIndex(of: "/") { try makeFolder(String(path[..<slash])) }
        guard unsafe mkdir(path, 0o755) == 0 || errno == EEXIST else {
            throw FileFailure(path: path, number: errno)
        }
    }
}
