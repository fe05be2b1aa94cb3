#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

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
