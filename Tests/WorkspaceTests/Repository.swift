#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The checkout that the tests were built from.
enum Repository {
    private static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Its top, as an absolute path.
    static var path: String { root.path.hasSuffix("/") ? String(root.path.dropLast()) : root.path }

    /// The text of one of its files.
    static func text(of path: String) throws -> String {
        try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }

    /// The folder of what was built, the program `tidemark` among it: the running tests lie there too.
    static var products: String {
        get throws {
            let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
            return URL(filePath: tests).deletingLastPathComponent().path
        }
    }

    /// The fenced blocks of a document in one language, in order.
    static func blocks(of language: String, in path: String) throws -> [String] {
        let parts = try text(of: path).split(
            separator: "\n```", omittingEmptySubsequences: false)
        return parts.compactMap { part in
            guard part.hasPrefix(language + "\n") else { return nil }
            return String(part.dropFirst(language.count + 1))
        }
    }
}
