import Catalog
import Testing
import TidemarkTesting

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A snapshot in the repository that a catalog must give again.
struct GoldenFolder {
    private let path: String

    init(_ name: String) {
        path = Self.path(of: name)
    }

    /// Something beside the tests, in `Versions`.
    static func path(of name: String) -> String {
        URL(filePath: #filePath).deletingLastPathComponent().path + "/Versions/" + name
    }

    /// Writes the catalog and compares the folders file by file; records it instead where that is asked for, never in CI.
    func expect(_ catalog: Catalog) throws {
        let environment = ProcessInfo.processInfo.environment
        if environment["TIDEMARK_RECORD"] == "1", environment["CI"] == nil {
            try Snapshot.write(catalog, mark: [], to: path)
        }
        let written = try TemporaryDirectory()
        try Snapshot.write(catalog, mark: [], to: written.path)
        let expected = try files(in: path)
        let found = try files(in: written.path)
        #expect(expected.count > 1)
        for name in Set(expected.keys).union(found.keys).sorted() {
            #expect(found[name] == expected[name], "\(name)")
        }
    }

    private func files(in folder: String) throws -> [String: String] {
        var texts: [String: String] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: folder)
        where name.hasSuffix(".json") {
            texts[name] = try readFile("\(folder)/\(name)")
        }
        return texts
    }
}
