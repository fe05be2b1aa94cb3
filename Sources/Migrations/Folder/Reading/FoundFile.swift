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
    var separator: Unicode.Scalar?
    var name: Substring

    init?(_ stem: Substring) {
        let bytes = stem.utf8.span
        var count = 0
        while count < bytes.count, (0x30...0x39).contains(bytes[count]) { count += 1 }
        guard count > 0 else { return nil }
        let end = stem.utf8.index(stem.startIndex, offsetBy: count)
        version = stem[..<end]
        guard count < bytes.count else {
            name = stem[end...]
            return
        }
        let separator = Unicode.Scalar(bytes[count])
        guard "_-. ".unicodeScalars.contains(separator) else { return nil }
        self.separator = separator
        name = stem[stem.utf8.index(after: end)...]
    }
}
