import Findings
import SQLText

/// Compares the files of applied migrations with what history recorded.
///
/// Each file is read once and hashed; it is lexed only where the hash of its text differs.
struct FileComparison {
    private let checksums: UpChecksums
    private lazy var hashing = TextHashing()

    /// Takes what was read already.
    init(_ checksums: UpChecksums) {
        self.checksums = checksums
    }

    /// How the UP of a migration at a place of its folder compares with an entry of history.
    ///
    /// The same where there is nothing to compare.
    mutating func compare(
        _ migration: Migration, at place: Int, with entry: HistoryEntry
    ) -> MigrationStatus.Comparison {
        guard entry.state == .applied, let checksum = entry.checksum, let script = migration.up
        else { return .same }
        do {
            let digest = try digest(of: script, at: place)
            if digest.isWritten(as: checksum) { return .same }
            let tokens = try script.readChecksum().tokens
            return tokens == entry.tokenChecksum ? .commentsChanged : .edited
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

    private mutating func digest(of script: Script, at place: Int) throws -> SHA256.Digest {
        switch checksums[place] {
        case .digest(let digest): return digest
        case .failed(let error): throw error
        case nil: return try hashing.digest(of: script)
        }
    }
}

extension Script {
    /// Both checksums.
    ///
    /// - Throws: `FileError`, `ScriptError`.
    fileprivate func readChecksum() throws -> ScriptChecksum {
        try read(
            whole: { try ScriptChecksum.of(bytes: $0) },
            chunks: { try ScriptChecksum.of(source: $0) })
    }

    /// Reads the text whole or, where it is very large, in chunks.
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
