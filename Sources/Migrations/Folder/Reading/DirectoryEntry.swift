/// One name in a folder.
struct DirectoryEntry: Sendable, Hashable {
    /// What stands behind a name, symbolic links followed.
    enum Kind: Sendable, Hashable {
        case file
        case folder
        /// A socket, pipe or device.
        case special
        /// A symbolic link that leads nowhere.
        case dangling
        /// A symbolic link that leads back to itself.
        case loop
    }

    var name: String
    var kind: Kind
    /// False when the bytes of the name are no UTF-8; `name` then has replacement characters.
    var isUTF8: Bool

    init(name: String, kind: Kind, isUTF8: Bool = true) {
        self.name = name
        self.kind = kind
        self.isUTF8 = isUTF8
    }

    /// The name without its last suffix, and that suffix in lower case without the dot.
    var split: (stem: Substring, suffix: String) { splitSuffix(name) }
}

/// Cuts `name` at its last dot; a name that begins with its only dot has no suffix.
func splitSuffix(_ name: some StringProtocol) -> (stem: Substring, suffix: String) {
    let whole = Substring(name)
    let bytes = whole.utf8
    guard let dot = bytes.lastIndex(of: UInt8(ascii: ".")), dot != bytes.startIndex else {
        return (whole, "")
    }
    let suffix = whole[bytes.index(after: dot)...]
    return (whole[..<dot], suffix == "sql" ? "sql" : suffix.lowercased())
}

/// Joins a folder and a name as people write them; `.` and the empty path vanish.
func joinPath(_ folder: String, _ name: String) -> String {
    if folder.isEmpty || folder == "." { return name }
    return folder.hasSuffix("/") ? folder + name : folder + "/" + name
}

/// The last component of a path without trailing slashes.
func lastComponent(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
}

/// The folder that holds `path`: `..` of `.`, `.` of a plain name.
func parentPath(_ path: String) -> String {
    var trimmed = path[...]
    while trimmed.count > 1, trimmed.last == "/" { trimmed.removeLast() }
    if trimmed.isEmpty || trimmed == "." { return ".." }
    if trimmed == ".." || trimmed.hasSuffix("/..") { return trimmed + "/.." }
    guard let slash = trimmed.lastIndex(of: "/") else { return "." }
    return slash == trimmed.startIndex ? "/" : String(trimmed[..<slash])
}
