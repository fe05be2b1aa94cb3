/// An empty folder that goes, with what is in it, when the last reference to it does.
public final class TemporaryDirectory: Sendable {
    /// Its absolute path.
    public let path: String

    /// Makes the folder; accounts other than ours may enter it.
    public init() throws {
        path = "/tmp/tidemark-test-" + String(UInt64.random(in: .min ... .max), radix: 36)
        try Files.makeDirectory(path)
    }

    deinit {
        Files.removeTree(path)
    }

    /// Writes a file, and makes the folders on the way to it.
    public func write(_ relative: String, _ text: String, mode: UInt32 = 0o644) throws {
        try write(relative, bytes: Array(text.utf8), mode: mode)
    }

    /// Writes a file of any bytes, and makes the folders on the way to it.
    public func write(_ relative: String, bytes: [UInt8], mode: UInt32 = 0o644) throws {
        var parent = path
        for part in relative.split(separator: "/").dropLast() {
            parent += "/\(part)"
            if !Files.exists(parent) { try Files.makeDirectory(parent) }
        }
        try Files.write("\(path)/\(relative)", bytes, mode: mode)
    }

    /// Reads a file as text.
    public func read(_ relative: String) throws -> String {
        String(decoding: try Files.read("\(path)/\(relative)"), as: UTF8.self)
    }

    /// The path of something in the folder.
    public func path(of relative: String) -> String { "\(path)/\(relative)" }
}
