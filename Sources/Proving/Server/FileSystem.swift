#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif
import SystemPackage

/// The few questions to the operating system that need C pointers.
enum FileSystem {
    static func isExecutable(_ path: String) -> Bool {
        unsafe access(path, X_OK) == 0
    }

    static func exists(_ path: String) -> Bool {
        unsafe access(path, F_OK) == 0
    }

    /// The folder that really holds a file, where the path may be a symbolic link to it.
    static func resolvedDirectory(of path: String) -> String? {
        guard let resolved = unsafe realpath(path, nil) else { return nil }
        defer { unsafe free(resolved) }
        let text = unsafe String(cString: resolved)
        return text.lastIndex(of: "/").map { String(text[..<$0]) }
    }

    static var isRoot: Bool { geteuid() == 0 }

    /// The numbers of an account and its group; nil when the system has no such account.
    static func account(named name: String) -> (user: UInt32, group: UInt32)? {
        guard let entry = unsafe getpwnam(name) else { return nil }
        return unsafe (entry.pointee.pw_uid, entry.pointee.pw_gid)
    }

    /// The account that this process runs as.
    static var user: UInt32 { geteuid() }

    /// Makes a folder that only this account may enter; false where there is another thing of that name.
    static func makePrivateDirectory(_ path: String) -> Bool {
        unsafe mkdir(path, 0o700) == 0 || isPrivateDirectory(path, of: user)
    }

    /// Whether a path is a folder, and no link to one, that belongs to an account and that nobody else may enter.
    static func isPrivateDirectory(_ path: String, of user: UInt32) -> Bool {
        var status = stat()
        guard unsafe lstat(path, &status) == 0 else { return false }
        return status.st_mode & S_IFMT == S_IFDIR && status.st_uid == user
            && status.st_mode & 0o077 == 0
    }

    /// The text of a small file; nil where it cannot be read.
    static func read(_ path: String) -> String? {
        guard let file = try? FileDescriptor.open(FilePath(path), .readOnly) else { return nil }
        return try? file.closeAfter {
            let bytes = try unsafe [UInt8](unsafeUninitializedCapacity: 4096) { buffer, count in
                count = unsafe try file.read(into: UnsafeMutableRawBufferPointer(buffer))
            }
            return String(decoding: bytes, as: UTF8.self)
        }
    }

    /// Writes a file that only this account may read, in one piece; whether that went well.
    static func write(_ text: String, to path: String) -> Bool {
        let new = "\(path).\(getpid())"
        do {
            let file = try FileDescriptor.open(
                FilePath(new), .writeOnly, options: [.create, .truncate, .noFollow],
                permissions: .ownerReadWrite)
            _ = try file.closeAfter { try file.writeAll(text.utf8) }
        } catch {
            return false
        }
        return unsafe rename(new, path) == 0
    }

    /// The environment variables of these names that are set.
    static func environment(_ names: String...) -> [String: String] {
        var found: [String: String] = [:]
        for name in names {
            guard let value = unsafe getenv(name) else { continue }
            found[name] = unsafe String(cString: value)
        }
        return found
    }
}
