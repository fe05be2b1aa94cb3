import Catalog
import PostgresSession
import TidemarkTesting

/// The database of everything, in the database of the test.
enum FixtureDatabase {
    static let folder =
        #filePath.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 } + "/Mutations"

    /// The files of the mutations.
    static let mutationFiles = [
        "aggregates", "columns", "constraints", "foreign", "functions", "indexes", "operators",
        "partitions", "replication", "security", "sequences", "server", "tables", "triggers",
        "types", "views",
    ]

    /// Makes it, its roles included.
    static func make(on session: Session) async throws {
        try await session.run(try readFile("\(folder)/cluster.sql"))
        try await session.run(try readFile("\(folder)/fixture.sql"))
    }
}
