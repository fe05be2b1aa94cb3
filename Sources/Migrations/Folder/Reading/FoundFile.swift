import SQLText

/// One file, or one section of a file, that a layout took for part of a migration.
struct FoundFile: Sendable, Hashable {
    enum Direction: Sendable, Hashable {
        case up
        case down
        case repeatable
        case baseline
    }

    var version: String
    var name: String
    var direction: Direction
    /// Other names under which a DOWN may look for its UP (`00_bring_down.sql` for `00_bring`).
    var otherNames: [String] = []
    /// The path as shown; empty for what has no file.
    var path: String = ""
    /// True for a program instead of SQL.
    var isCode: Bool = false
    var transactionMode: Script.TransactionMode = .automatic
    var source: Script.Source = .file
    /// The database the name is meant for (`x.postgres.up.sql`), in lower case.
    var dialect: String?

    var script: Script? {
        isCode || path.isEmpty
            ? nil : Script(path: path, source: source, transactionMode: transactionMode)
    }
}

/// A name that begins with a number: `0001_create`, `2-b`, `20240101`, `7.x`.
struct NumberedName {
    var version: Substring
    /// What stands between number and name; nil when there is no name.
    var separator: Character?
    var name: Substring

    init?(_ stem: Substring) {
        let bytes = stem.utf8
        let end = bytes.firstIndex { !(0x30...0x39).contains($0) } ?? bytes.endIndex
        guard end > bytes.startIndex else { return nil }
        let version = stem[..<end]
        self.version = version
        let rest = stem[version.endIndex...]
        guard let separator = rest.first else {
            name = rest
            return
        }
        guard "_-. ".contains(separator) else { return nil }
        self.separator = separator
        name = rest.dropFirst()
    }
}
