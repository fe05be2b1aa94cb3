public import PostgresSession

/// A server on which databases may be made, used and dropped, to try out what is meant for another one.
public struct ShadowServer: Sendable {
    /// A role that may make databases and roles, on the database `postgres`.
    public let connection: ConnectionString
    /// The programs that come with it.
    public let binaries: ServerBinaries

    /// A server of this command alone.
    public init(running server: EphemeralServer) {
        self.init(connection: server.connection, binaries: server.binaries)
    }

    init(connection: ConnectionString, binaries: ServerBinaries) {
        self.connection = connection
        self.binaries = binaries
    }

    /// For people: `PostgreSQL 15.18`.
    public var name: String { "PostgreSQL \(binaries.version)" }
}
