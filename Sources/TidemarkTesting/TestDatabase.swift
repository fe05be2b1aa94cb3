public import PostgresSession
public import Proving

/// The database of the running test.
public struct TestDatabase: Sendable {
    /// How to connect to it as superuser.
    public let connection: ConnectionString
    /// The server that it is on; other tests may use it at the same time.
    public let server: EphemeralServer

    @TaskLocal static var ofTest: TestDatabase?

    private static let turnstile = Turnstile(24)

    /// Waits until few enough other tests use a server, unless this test has a place already.
    static func places(_ body: () async throws -> Void) async throws {
        if ofTest != nil { return try await body() }
        try await turnstile.pass(body)
    }

    /// The database that the trait `.database` or `.server` gave this test.
    ///
    /// - Precondition: the test has one of these traits.
    public static var current: TestDatabase {
        guard let database = ofTest else {
            preconditionFailure("the test lacks the trait .database or .server")
        }
        return database
    }

    /// Its name.
    public var name: String { connection.value(of: "dbname") ?? "" }

    /// The same as `keyword=value` text, for programs such as psql.
    public var conninfo: String { connection.textWithSecrets }

    /// Opens a session.
    public func connect(applicationName: String = "test") async throws -> Session {
        try await Session.connect(to: connection, applicationName: applicationName)
    }

    /// Runs one statement in a session of its own and gives its rows.
    @discardableResult
    public func query(_ sql: String, _ parameters: [String?] = []) async throws -> [[String?]] {
        let session = try await connect()
        let result = try await session.query(sql, parameters)
        await session.close()
        return result.rows.map(\.values)
    }

    /// Runs a script as one simple query in a session of its own.
    @discardableResult
    public func execute(_ sql: String) async throws -> [StatementResult] {
        let session = try await connect()
        let results = try await session.execute(sql)
        await session.close()
        return results
    }

    /// The programs of the server, such as psql and pg_dump.
    public var binaries: ServerBinaries { server.binaries }
}
