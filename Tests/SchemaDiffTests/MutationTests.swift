import Catalog
import PostgresSession
import SchemaDiff
import Testing
import TidemarkTesting

/// Proof of sight: each change of a rich database is seen as exactly what it is, and is gone when it is undone.
@Suite(.server(["max_connections": "20"])) struct MutationTests {
    private static let folder =
        #filePath.split(separator: "/").dropLast()
        .reduce("") { $0 + "/" + $1 } + "/Mutations"

    private static let files = [
        "aggregates", "columns", "constraints", "functions", "indexes", "operators", "partitions",
        "security", "sequences", "server", "tables", "triggers", "types", "views",
    ]

    @Test(arguments: files) func isSeen(file: String) async throws {
        let session = try await TestDatabase.current.connect()
        let helper = try await TestDatabase.current.connect()
        try await session.run(try readFile("\(Self.folder)/cluster.sql"))
        try await session.run(try readFile("\(Self.folder)/fixture.sql"))
        let reader = CatalogReader(session, helper: helper)
        var before = try await reader.read()
        let mutations = Mutation.parse(try readFile("\(Self.folder)/\(file).sql"))
        #expect(!mutations.isEmpty)
        for mutation in mutations {
            guard mutation.since <= session.serverVersion / 10_000 else { continue }
            if let condition = mutation.condition {
                guard try await session.query("select \(condition)").scalar == "t" else { continue }
            }
            do {
                try await session.run(mutation.apply)
                let changed = try await reader.read()
                let seen = Comparison().compare(expected: before, actual: changed)
                #expect(
                    Set(seen.map(\.path)) == Set(mutation.expected), "\(file): \(mutation.name)")
                try await session.run(mutation.reverse)
            } catch {
                Issue.record(error, "\(file): \(mutation.name)")
            }
            let after = try await reader.read()
            let left = Comparison().compare(expected: before, actual: after)
            #expect(left.isEmpty, "\(file): \(mutation.name), after its reverse")
            before = after
        }
        await session.close()
        await helper.close()
    }
}
