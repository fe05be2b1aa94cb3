import PostgresSession
public import Proving

/// The one server of this test process, started by the first test that needs it.
///
/// Nothing stops it: its guardian does, as soon as this process is gone.
actor SharedServer {
    static let shared = Task { try await SharedServer() }

    let server: EphemeralServer
    private let session: Session
    private var databases = 0

    private init() async throws {
        server = try await EphemeralServer.start(
            binaries: testBinaries(),
            settings: ["max_connections": "400", "max_prepared_transactions": "20"])
        session = try await Session.connect(to: server.connection)
    }

    func createDatabase() async throws -> TestDatabase {
        databases += 1
        let name = "test_\(databases)"
        try await session.execute("create database \(name)")
        return TestDatabase(
            connection: server.connection.setting("dbname", to: name), server: server)
    }

    /// Drops a database, in a cancelled task too, with the sessions that the test left behind.
    func drop(_ database: TestDatabase) async throws {
        try await session.executeDespiteCancellation(
            "drop database if exists \(database.name) with (force)")
    }
}

/// The installation that the tests run on: `TIDEMARK_TEST_PG_BINDIR`, or what is found.
public func testBinaries() async throws -> ServerBinaries {
    var environment = testEnvironment("PATH", "TIDEMARK_PG_BINDIR")
    if let chosen = testEnvironment("TIDEMARK_TEST_PG_BINDIR").values.first, !chosen.isEmpty {
        environment["TIDEMARK_PG_BINDIR"] = chosen
    }
    return try await ServerBinaries.require(in: environment)
}
