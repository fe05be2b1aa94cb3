import Catalog
import PostgresSession
import Testing
import TidemarkTesting

/// The same statements give the same snapshot, byte for byte, on every version of the server.
///
/// The snapshots are in the repository; `TIDEMARK_RECORD=1 swift test --filter RenderingTests` writes them anew, on whatever
/// server it runs, and they must then hold on the others.
@Suite(.server()) struct RenderingTests {
    /// Everything that the server deparses.
    @Test func everyServerGivesTheRecordedBytes() async throws {
        try await run("rendering.sql")
        try GoldenFolder("snapshot").expect(try await read())
    }

    /// What cannot be made on a server that was built without libxml.
    @Test func soItDoesWithLibxml() async throws {
        guard await hasLibxml() else { return }
        try await run("rendering.sql")
        let before = Set(try await read().objects.map(\.name))
        try await run("rendering-libxml.sql")
        let added = try await read().objects.filter { !before.contains($0.name) }
        #expect(added.count > 1)
        try GoldenFolder("snapshot-libxml").expect(Catalog(objects: added, hasEdges: true))
    }

    private func run(_ script: String) async throws {
        try await TestDatabase.current.execute(readFile(GoldenFolder.path(of: script)))
    }

    private func read() async throws -> Catalog {
        let session = try await TestDatabase.current.connect()
        let catalog = try await CatalogReader(session).read(edges: true)
        await session.close()
        return catalog
    }

    private func hasLibxml() async -> Bool {
        (try? await TestDatabase.current.query("select xmlelement(name x)")) != nil
    }
}
