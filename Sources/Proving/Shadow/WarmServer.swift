import PostgresSession

/// A private server that stays when a command ends, so that the next one finds it running.
///
/// One command uses it at a time; who finds it in use starts a server for itself. It has nothing of the command before: databases
/// and roles are dropped, and where anything else of the server is not as it was new, it is not used again.
struct WarmServer: Sendable {
    let connection: ConnectionString
    private let fingerprint: String
    private let lock: FileLock

    /// Takes the one that runs; nil where none does that is as new, or another command has it.
    static func take(
        of binaries: ServerBinaries, in environment: [String: String]
    ) async -> WarmServer? {
        guard let note = WarmServerNote(of: binaries, in: environment),
            let (folder, fingerprint) = note.read(),
            FileSystem.isPrivateDirectory(folder, of: ServerAccount.number),
            let lock = FileLock(taking: "\(folder)/use")
        else { return nil }
        let server = WarmServer(
            connection: EphemeralServer.connection(in: folder), fingerprint: fingerprint, lock: lock
        )
        return await server.renew() ? server : nil
    }

    private init(connection: ConnectionString, fingerprint: String, lock: FileLock) {
        self.connection = connection
        self.fingerprint = fingerprint
        self.lock = lock
    }

    /// Makes a server that was started for one command the one that stays, and takes it.
    ///
    /// nil where it cannot stay: its guardian needs `flock`, and there must be a folder to note it in, and no other that is
    /// in use.
    init?(
        leaving server: EphemeralServer, _ fingerprint: String, keep: Duration,
        in environment: [String: String]
    ) {
        guard FileSystem.isExecutable("/usr/bin/flock"),
            let note = WarmServerNote(of: server.binaries, in: environment), !note.isInUse,
            let lock = FileLock(taking: "\(server.directory)/use"),
            note.write(server.directory, fingerprint)
        else { return nil }
        server.handOver(keep: keep)
        self.init(connection: server.connection, fingerprint: fingerprint, lock: lock)
    }

    /// Drops what was made on it; whether it is as new then.
    func renew() async -> Bool {
        lock.touch()
        return (try? await SharedObjects.renew(connection, as: fingerprint)) == true
    }

    /// Lets go of it; it counts as used until now.
    func release() {
        lock.touch()
        lock.release()
    }
}
