/// Where a schema is read from, as `diff` takes it.
public enum SchemaSource: Sendable, Hashable {
    /// The configured database.
    case live
    /// The snapshot `schema` of a revision of git.
    case revision(String)
    /// What the migrations of a folder build, up to a version where one is given.
    case migrations(dir: String, version: String?)
    /// A snapshot folder.
    case snapshot(String)
    /// Another database.
    case database(String)

    /// Whether it is built on the shadow server to be read.
    public var needsShadow: Bool {
        if case .migrations = self { true } else { false }
    }

    /// Reads `live`, `git:REV`, `migrations:DIR[@V]`, the path of a snapshot, or else a conninfo.
    ///
    /// - Parameter isSnapshot: whether a path is a folder with a manifest.
    public init(_ text: String, isSnapshot: (String) -> Bool) {
        if text == "live" {
            self = .live
        } else if text.hasPrefix("git:") {
            self = .revision(String(text.dropFirst(4)))
        } else if text.hasPrefix("migrations:") {
            let rest = text.dropFirst("migrations:".count)
            let parts = rest.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
            self = .migrations(
                dir: String(parts[0]), version: parts.count > 1 ? String(parts[1]) : nil)
        } else if isSnapshot(text) {
            self = .snapshot(text)
        } else {
            self = .database(text)
        }
    }
}
