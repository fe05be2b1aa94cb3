public import PostgresSession

/// A server on which databases may be made, used and dropped, to try out what is meant for another one.
public struct ShadowServer: Sendable {
    /// A role that may make databases and roles, on the database `postgres`.
    public let connection: ConnectionString
    /// The programs that come with it.
    public let binaries: ServerBinaries
    private let server: EphemeralServer

    /// Starts a private server, which takes about a second.
    ///
    /// - Throws: `EphemeralServerError`.
    public static func start(in environment: [String: String]) async throws -> ShadowServer {
        let binaries = try await ServerBinaries.require(in: environment)
        return ShadowServer(running: try await EphemeralServer.start(binaries: binaries))
    }

    /// A private server that runs already.
    public init(running server: EphemeralServer) {
        connection = server.connection
        binaries = server.binaries
        self.server = server
    }

    /// For people: `PostgreSQL 15.18`.
    public var name: String { "PostgreSQL \(binaries.version)" }

    /// Lets it go; a private server ends.
    public func stop() async {
        await server.stop()
    }

    /// Runs something on a shadow server, which is let go afterwards.
    ///
    /// - Throws: `EphemeralServerError`; what `body` throws.
    public static func with<Result>(
        in environment: [String: String], _ body: (ShadowServer) async throws -> Result
    ) async throws -> Result {
        let shadow = try await start(in: environment)
        do {
            let result = try await body(shadow)
            await shadow.stop()
            return result
        } catch {
            await shadow.stop()
            throw error
        }
    }
}
