public import Testing

import PostgresSession
import Proving

/// Gives every test a database of its own on the server that all tests of the process share.
///
/// It is dropped afterwards, with the sessions that are still in it.
public struct DatabaseTrait: TestTrait, SuiteTrait, TestScoping {
    /// A suite hands the trait to each of its tests.
    public var isRecursive: Bool { true }

    /// Makes the database, runs the test, and drops it.
    @concurrent public func provideScope(
        for test: Test, testCase: Test.Case?,
        performing function: @concurrent @Sendable () async throws -> Void
    ) async throws {
        try await TestDatabase.places {
            let shared = try await SharedServer.shared.value
            let database = try await shared.createDatabase()
            do {
                try await TestDatabase.$ofTest.withValue(database) { try await function() }
            } catch {
                try await shared.drop(database)
                throw error
            }
            try await shared.drop(database)
        }
    }
}

/// Gives every test a server of its own.
public struct ServerTrait: TestTrait, SuiteTrait, TestScoping {
    let settings: [String: String]
    let authentication: String?

    /// A suite hands the trait to each of its tests.
    public var isRecursive: Bool { true }

    /// Starts the server, runs the test, and stops it.
    @concurrent public func provideScope(
        for test: Test, testCase: Test.Case?,
        performing function: @concurrent @Sendable () async throws -> Void
    ) async throws {
        try await TestDatabase.places {
            let server = try await EphemeralServer.start(
                binaries: testBinaries(), settings: settings, authentication: authentication)
            let database = TestDatabase(connection: server.connection, server: server)
            do {
                try await TestDatabase.$ofTest.withValue(database) { try await function() }
            } catch {
                await server.stop()
                throw error
            }
            await server.stop()
        }
    }
}

extension Trait where Self == DatabaseTrait {
    /// A database for each test, as `TestDatabase.current`.
    public static var database: Self { DatabaseTrait() }
}

extension Trait where Self == ServerTrait {
    /// A server for each test, with settings and `pg_hba.conf` of its own.
    public static func server(
        _ settings: [String: String] = [:], authentication: String? = nil
    ) -> Self {
        ServerTrait(settings: settings, authentication: authentication)
    }
}
