public import Findings
import Glibc

/// Files and folders that `init` and `new` make; what is there is never overwritten.
public enum Scaffold {
    /// Writes a file, its folders made as needed.
    ///
    /// - Parameters:
    ///   - replacing: whether a file that is there is replaced.
    ///   - isSecret: whether only its owner may read it, whoever might read it before.
    /// - Throws: `ScaffoldError`.
    public static func write(
        _ text: String, to path: String, replacing: Bool = false, isSecret: Bool = false
    ) throws {
        if let slash = path.lastIndex(of: "/"), slash != path.startIndex {
            try makeFolder(String(path[..<slash]))
        }
        let flags = O_WRONLY | O_CREAT | O_CLOEXEC | (replacing ? O_TRUNC : O_EXCL)
        let descriptor = unsafe open(path, flags, isSecret ? 0o600 : 0o644)
        guard descriptor >= 0 else { throw ScaffoldError(path: path, code: errno) }
        defer { close(descriptor) }
        // Of a device or a pipe it is not ours to say.
        if isSecret, replacing, isRegular(descriptor), fchmod(descriptor, 0o600) != 0 {
            throw ScaffoldError(path: path, code: errno)
        }
        try write(Array(text.utf8), to: descriptor, path: path)
    }

    /// Writes at the end of a file, which is made where it is not there.
    ///
    /// - Throws: `ScaffoldError`.
    public static func append(_ text: String, to path: String) throws {
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw ScaffoldError(path: path, code: errno) }
        defer { close(descriptor) }
        try write(Array(text.utf8), to: descriptor, path: path)
    }

    /// How many bytes a file has; 0 where there is none.
    public static func size(of path: String) -> Int {
        var status = stat()
        return unsafe stat(path, &status) == 0 ? Int(status.st_size) : 0
    }

    /// The absolute path without symbolic links; nil where there is nothing.
    public static func realPath(_ path: String) -> String? {
        guard let found = unsafe realpath(path, nil) else { return nil }
        defer { unsafe free(found) }
        return unsafe String(cString: found)
    }

    private static func write(_ bytes: [UInt8], to descriptor: Int32, path: String) throws {
        var start = 0
        while start < bytes.count {
            let count = unsafe bytes[start...].withUnsafeBytes {
                unsafe Glibc.write(descriptor, $0.baseAddress, $0.count)
            }
            guard count >= 0 || errno == EINTR else {
                throw ScaffoldError(path: path, code: errno)
            }
            start += max(count, 0)
        }
    }

    private static func isRegular(_ descriptor: Int32) -> Bool {
        var status = stat()
        return unsafe fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    /// Makes a folder and those above it.
    ///
    /// - Throws: `ScaffoldError`.
    public static func makeFolder(_ path: String) throws {
        var made = path.hasPrefix("/") ? "/" : ""
        for part in path.split(separator: "/") {
            made += made.isEmpty || made == "/" ? String(part) : "/" + part
            guard unsafe mkdir(made, 0o755) != 0, errno != EEXIST else { continue }
            throw ScaffoldError(path: made, code: errno)
        }
    }

    /// Whether it is a folder with something in it that is not hidden.
    public static func holdsFiles(_ path: String) -> Bool {
        guard let folder = unsafe opendir(path) else { return false }
        defer { unsafe closedir(folder) }
        while let entry = unsafe readdir(folder) {
            if unsafe entry.pointee.d_name.0 != 46 { return true }
        }
        return false
    }

    /// Whether there is something of that name.
    public static func exists(_ path: String) -> Bool {
        unsafe access(path, F_OK) == 0
    }
}

/// A file that could not be written.
public struct ScaffoldError: Error, Sendable {
    /// The path.
    public var path: String
    /// The system's error number.
    public var code: Int32

    /// As a finding.
    public var finding: Finding {
        let reason = unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
        return Finding(
            rule: "cannot-write", severity: .error, message: "\(path) cannot be written: \(reason)",
            location: Location(file: path),
            remedy: code == EEXIST ? "choose another name; nothing is overwritten" : nil)
    }
}
