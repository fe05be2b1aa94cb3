import Findings
import SQLText

extension MigrationStatus {
    /// Reads the files of applied migrations and compares them with what history recorded.
    ///
    /// Each file is read once and hashed; it is lexed only where the hash of its text differs.
    public static func readComparisons(
        folder: Folder, history: HistoryState
    ) -> [MigrationID: Comparison] {
        var entries: [MigrationID: HistoryEntry] = [:]
        for entry in history.entries where entry.state == .applied { entries[entry.id] = entry }
        var comparisons: [MigrationID: Comparison] = [:]
        for migration in folder.migrations {
            guard let entry = entries[migration.id], let checksum = entry.checksum,
                let script = migration.up
            else { continue }
            comparisons[migration.id] = compare(script, with: checksum, entry.tokenChecksum)
        }
        return comparisons
    }

    private static func compare(
        _ script: Script, with checksum: String, _ tokens: String?
    ) -> Comparison {
        do {
            if try script.readTextChecksum() == checksum { return .same }
            return try script.readChecksum().tokens == tokens ? .commentsChanged : .edited
        } catch let error as FileError {
            return .unreadable(
                Finding(
                    rule: "unreadable-file", severity: .error,
                    message: "the file cannot be read: \(error.reason)",
                    location: Location(file: script.path),
                    remedy: "make it readable, then type the command again"))
        } catch {
            return .edited
        }
    }
}

extension Script {
    /// The checksum of the text alone.
    ///
    /// - Throws: `FileError`.
    func readTextChecksum() throws -> String {
        try read(
            whole: { ScriptChecksum.textChecksum(of: $0) },
            chunks: { try ScriptChecksum.of(source: $0).text })
    }

    /// Both checksums.
    ///
    /// - Throws: `FileError`, `ScriptError`.
    func readChecksum() throws -> ScriptChecksum {
        try read(
            whole: { try ScriptChecksum.of(bytes: $0) },
            chunks: { try ScriptChecksum.of(source: $0) })
    }

    /// Reads the text: whole, or in chunks where the file is large.
    ///
    /// - Throws: `FileError`, and what the closures throw.
    func read<Value>(
        whole: ([UInt8]) throws -> Value, chunks: (@escaping () throws -> [UInt8]?) throws -> Value
    ) throws -> Value {
        switch source {
        case .stored(let text):
            return try whole(Array(text.utf8))
        case .section(let start, let end):
            let bytes = try FileBytes.read(path: path)
            guard end <= bytes.count else { return try whole([]) }
            return try whole(Array(bytes[start.offset..<end]))
        case .file:
            let file = try FileBytes(path: path)
            guard file.size > ScriptParser.wholeFileLimit else { return try whole(file.readAll()) }
            return try chunks { try file.read(atMost: 1 << 20) }
        }
    }
}
