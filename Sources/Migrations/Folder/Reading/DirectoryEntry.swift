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

    let name: String
    let kind: Kind
    /// False when the bytes of the name are no UTF-8; `name` then has replacement characters.
    let isUTF8: Bool
    /// What follows the last dot, in lower case.
    let suffix: String
    private let stemEnd: String.Index

    init(name: String, kind: Kind, isUTF8: Bool = true) {
        self.name = name
        self.kind = kind
        self.isUTF8 = isUTF8
        (stemEnd, suffix) = cutSuffix(name)
    }

    /// The name without its last suffix.
    var stem: Substring { name[..<stemEnd] }

    /// The name without its last suffix, and that suffix in lower case without the dot.
    var split: (stem: Substring, suffix: String) { (stem, suffix) }
}

/// Cuts `name` at its last dot; a name that begins with its only dot has no suffix.
func splitSuffix(_ name: String) -> (stem: Substring, suffix: String) {
    let (end, suffix) = cutSuffix(name)
    return (name[..<end], suffix)
}

private func cutSuffix(_ name: String) -> (stemEnd: String.Index, suffix: String) {
    let bytes = name.utf8.span
    var dot = bytes.count - 1
    while dot > 0, bytes[dot] != UInt8(ascii: ".") { dot -= 1 }
    guard dot > 0 else { return (name.endIndex, "") }
    let end = name.utf8.index(name.startIndex, offsetBy: dot)
    // Nearly all of them.
    let isSQL =
        bytes.count == dot + 4 && bytes[dot + 1] == UInt8(ascii: "s")
        && bytes[dot + 2] == UInt8(ascii: "q") && bytes[dot + 3] == UInt8(ascii: "l")
    return (end, isSQL ? "sql" : name[name.utf8.index(after: end)...].lowercased())
}

/// Joins a folder and a name as people write them; `.` and the empty path vanish.
func joinPath(_ folder: String, _ name: String) -> String {
    if folder.isEmpty || folder == "." { return name }
    return folder.utf8.last == UInt8(ascii: "/") ? folder + name : folder + "/" + name
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
