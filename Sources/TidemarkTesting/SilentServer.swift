public import PostgresSession

/// Something that takes connections and never answers.
public final class SilentServer: Sendable {
    /// How to connect to it.
    public let connection: ConnectionString

    private let directory: TemporaryDirectory
    private let listener: Socket

    /// Starts to listen on a unix socket.
    public init() throws {
        directory = try TemporaryDirectory()
        listener = try Socket.listening(at: directory.path(of: ".s.PGSQL.5432"))
        connection = ConnectionString("user=postgres dbname=postgres port=5432")
            .setting("host", to: directory.path)
    }
}

/// A TCP port of the loopback address that nobody listens on right now.
public func freePort() throws -> Int {
    Int(try Socket.freePort())
}
