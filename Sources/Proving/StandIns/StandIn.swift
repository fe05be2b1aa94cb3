import Migrations
import SQLText

/// What stands in for an extension that a server lacks: SQL that makes what of it a schema uses.
public struct StandIn: Sendable, Hashable {
    /// The name of the extension.
    public let name: String
    /// The file.
    let path: String
    /// What is run, with the schema of the extension as the only one on the search path.
    let script: String
    /// The version that the extension has unless one is asked for: that of the line `-- version: 3.4.2`.
    let version: String

    /// Reads the file of an extension; nil where the folder has none.
    ///
    /// What the scripts of real extensions have for psql and for their schema is understood: lines with `\echo` do nothing, and
    /// `@extschema@` is the schema.
    ///
    /// - Throws: `NoCopy` for one that cannot be read.
    init?(of name: String, in folder: String) throws(NoCopy) {
        let path = "\(folder)/\(name).sql"
        guard !name.contains("/"), !name.hasPrefix("."), FileSystem.exists(path) else { return nil }
        let text: String
        do {
            text = String(decoding: try FileBytes.read(path: path), as: UTF8.self)
        } catch {
            throw NoCopy(reason: "the stand-in \(path) cannot be read: \(error.reason)")
        }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let mark = "-- version:"
        self.name = name
        self.path = path
        version =
            lines.first { $0.hasPrefix(mark) }.map {
                $0.dropFirst(mark.count).split(whereSeparator: \.isWhitespace).joined()
            } ?? "1.0"
        script = lines.map { $0.hasPrefix("\\echo") ? "" : $0 }.joined(separator: "\n")
    }
}
