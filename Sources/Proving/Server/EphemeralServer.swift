public import PostgresSession

/// A private PostgreSQL server in a temporary folder, gone without a trace when it is let go.
///
/// It listens on a unix socket in a folder that only its account may enter, trusts whoever gets there,
/// and does not care for durability (`fsync` is off). When this process ends, by SIGKILL too, a
/// guardian stops the server and removes the folder. Run by root, the server runs as `postgres`, or as
/// `nobody` where there is no such account.
public actor EphemeralServer {
    /// How to connect: the superuser `postgres`, no password, the database `postgres`.
    public nonisolated let connection: ConnectionString
    /// The programs that it runs.
    public nonisolated let binaries: ServerBinaries
    /// The folder that holds its data, its socket and its log, and that goes with it.
    public nonisolated let directory: String
    /// What the server logs; gone after `stop()`.
    public nonisolated var logFile: String { "\(directory)/server.log" }

    private let guardian: Guardian

    private init(
        connection: ConnectionString, binaries: ServerBinaries, directory: String,
        guardian: Guardian
    ) {
        self.connection = connection
        self.binaries = binaries
        self.directory = directory
        self.guardian = guardian
    }

    /// Creates a cluster (C.UTF-8, UTF8) and starts a server on it; takes about a second.
    ///
    /// - Parameters:
    ///   - binaries: the installation to run; nil looks for one as `ServerBinaries.require` does.
    ///   - settings: server settings by name, over the defaults chosen for speed.
    ///   - authentication: the lines of `pg_hba.conf`; nil trusts every local connection.
    ///   - parent: the folder in which to make the server's own; nil is the temporary folder.
    /// - Throws: `EphemeralServerError`, or `CancellationError` after everything was removed again.
    public static func start(
        binaries: ServerBinaries? = nil, settings: [String: String] = [:],
        authentication: String? = nil, directory parent: String? = nil
    ) async throws -> EphemeralServer {
        let binaries =
            if let binaries { binaries } else {
                try await ServerBinaries.require(
                    in: FileSystem.environment("PATH", "TIDEMARK_PG_BINDIR"))
            }
        let account = try FileSystem.isRoot ? ServerAccount.find() : nil
        let port = settings["port"] ?? "5432"
        let directory = try newDirectory(in: parent, port: port)
        let options = defaults.merging(settings) { _, chosen in chosen }
            // The port too, as PGPORT of the environment would count for the server otherwise.
            .merging(["unix_socket_directories": directory, "port": port]) { _, fixed in fixed }
            .sorted { $0.key < $1.key }
        let guardian = Guardian(
            arguments: [directory, binaries.directory, "C.UTF-8", authentication ?? ""]
                + options.flatMap { ["-c", "\($0.key)=\($0.value)"] },
            account: account)
        let connection = connection(in: directory, port: port)
        do {
            try await waitUntilReady(
                socket: "\(directory)/.s.PGSQL.\(port)", connection, guardian)
        } catch {
            await guardian.stop()
            throw error
        }
        return EphemeralServer(
            connection: connection, binaries: binaries, directory: directory, guardian: guardian)
    }

    static func connection(in directory: String, port: String = "5432") -> ConnectionString {
        ConnectionString("")
            .setting("host", to: directory).setting("port", to: port)
            .setting("user", to: "postgres").setting("dbname", to: "postgres")
    }

    /// Stops the server at once and removes its folder; stopping again does nothing.
    public func stop() async {
        await guardian.stop()
    }

    /// Leaves the server to its guardian, who stops it when nobody has held the lock on its file `use` for so long.
    nonisolated func handOver(keep: Duration) {
        guardian.handOver(keep: keep)
    }

    // Without autovacuum CREATE DATABASE takes a quarter of the time, and no worker takes a lock.
    private static let defaults = [
        "listen_addresses": "", "autovacuum": "off", "fsync": "off", "synchronous_commit": "off",
        "full_page_writes": "off", "shared_buffers": "32MB", "max_wal_size": "1GB",
        "timezone": "UTC", "log_timezone": "UTC", "lc_messages": "C",
    ]
}
