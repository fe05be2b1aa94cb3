#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The few questions to the operating system that need C pointers.
enum FileSystem {
    /// A user and its primary group.
    struct Account: Sendable, Hashable {
        var name: String
        var user: uid_t
        var group: gid_t
    }

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

    /// The account of that name, if the system has it.
    static func account(named name: String) -> Account? {
        guard let entry = unsafe getpwnam(name) else { return nil }
        return unsafe Account(name: name, user: entry.pointee.pw_uid, group: entry.pointee.pw_gid)
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
