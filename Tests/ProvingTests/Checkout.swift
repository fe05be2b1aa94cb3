#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The checkout that the tests were built from.
enum Checkout {
    private static let root =
        #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 }

    /// Whether what the tests compare with is written anew.
    static var isRecording: Bool {
        ProcessInfo.processInfo.environment["TIDEMARK_RECORD"] == "1"
    }

    static func text(of path: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(filePath: "\(root)/\(path)")), as: UTF8.self)
    }

    static func write(_ text: some StringProtocol, to path: String) throws {
        try Data(text.utf8).write(to: URL(filePath: "\(root)/\(path)"))
    }

    static func names(in folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: "\(root)/\(folder)")
    }
}
