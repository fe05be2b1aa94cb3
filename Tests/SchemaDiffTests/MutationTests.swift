import Catalog
import PostgresSession
import SchemaDiff
import Testing
import TidemarkTesting

/// Proof of sight: each change of a rich database is seen as exactly what it is, and is gone when it is undone.
///
/// The catalog is read once for each change and held against the one at the beginning, so that what a way back leaves behind
/// shows with the next change, or in the end.
@Suite(.server(), .serialized) struct MutationTests {
    private static let folder =
        #filePath.split(separator: "/").dropLast()
        .reduce("") { $0 + "/" + $1 } + "/Mutations"

    private static let files = [
        "aggregates", "columns", "constraints", "foreign", "functions", "indexes", "operators",
        "partitions", "replication", "security", "sequences", "server", "tables", "triggers",
        "types", "views",
    ]

    @Test(arguments: files) func isSeen(file: String) async throws {
        let session = try await TestDatabase.current.connect()
        try await session.run(try readFile("\(Self.folder)/cluster.sql"))
        try await session.run(try readFile("\(Self.folder)/fixture.sql"))
        let reader = CatalogReader(session)
        let major = session.serverVersion / 10_000
        let before = try await reader.read()
        let mutations = Mutation.parse(try readFile("\(Self.folder)/\(file).sql"))
        #expect(!mutations.isEmpty)
        for mutation in mutations {
            guard mutation.since <= major else { continue }
            if let condition = mutation.condition {
                guard try await session.query("select \(condition)").scalar == "t" else { continue }
            }
            do {
                try await session.run(mutation.apply)
                let seen = Comparison().compare(expected: before, actual: try await reader.read())
                #expect(
                    Set(seen.map(\.path)) == mutation.expected(on: major),
                    "\(file): \(mutation.name)")
                try await session.run(mutation.reverse)
            } catch {
                Issue.record(error, "\(file): \(mutation.name)")
            }
        }
        let left = Comparison().compare(expected: before, actual: try await reader.read())
        #expect(left.map(\.path) == [], "\(file), in the end")
        await session.close()
    }
}
