import SQLText

/// The checksums of the UPs of a folder, read while the history was still under way.
package struct UpChecksums: Sendable {
    enum Reading: Sendable {
        case digest(SHA256.Digest)
        case failed(FileError)
    }

    private var readings: [Reading?] = []

    /// Nothing was read yet.
    package static let none = UpChecksums()

    private init() {}

    /// Reads the UPs of a folder, sections and very large files aside.
    package init(of folder: Folder) {
        readings.reserveCapacity(folder.migrations.count)
        let hashing = TextHashing()
        for place in folder.migrations.indices {
            guard let script = folder.migrations[place].up, script.source == .file else {
                readings.append(nil)
                continue
            }
            do throws(FileError) {
                let digest = try hashing.digestOfSmallFile(script.path)
                readings.append(digest.map { .digest($0) })
            } catch {
                readings.append(.failed(error))
            }
        }
    }

    /// The reading of the UP at a place of the folder; nil where there is none.
    subscript(place: Int) -> Reading? { place < readings.count ? readings[place] : nil }
}

/// Reads texts one after the other and hashes them, with one buffer and one hash for all.
final class TextHashing {
    private var buffer = [UInt8](repeating: 0, count: 32_768)
    private var hash = SHA256()

    /// The checksum of a file's text; nil when it does not fit into the buffer.
    func digestOfSmallFile(_ path: String) throws(FileError) -> SHA256.Digest? {
        guard let count = try FileBytes.read(path: path, into: &buffer) else { return nil }
        let bytes = buffer
        return hash.digest(ofText: bytes.span.extracting(first: count))
    }

    /// The checksum of a script's text.
    ///
    /// - Throws: `FileError`.
    func digest(of script: Script) throws -> SHA256.Digest {
        if script.source == .file, let digest = try digestOfSmallFile(script.path) { return digest }
        return try script.read(
            whole: { hash.digest(ofText: $0.span) },
            chunks: { try ScriptChecksum.textDigest(of: $0) })
    }
}
