/// The shadow server of one command: started or found when it is first needed, and as new whenever it is asked for.
///
/// With a time to keep it, the server stays when the command ends, for the next one; its own watchdog stops it when nobody has
/// used it for so long. Without, or where the system has no `flock` program, it ends with the command.
public actor Shadow {
    private enum Running {
        case own(EphemeralServer, fingerprint: String)
        case warm(WarmServer)
    }

    private let keep: Duration
    private let environment: [String: String]
    private var running: Running?

    /// Nothing is started yet.
    ///
    /// - Parameters:
    ///   - keep: how long the server stays after its last use; zero ends it with the command.
    ///   - environment: where programs are looked for.
    public init(keep: Duration = .zero, environment: [String: String]) {
        self.keep = keep
        self.environment = environment
    }

    /// A server that has nothing of whoever used it before: about a second where none runs, some milliseconds where one does.
    ///
    /// What was made on it is dropped when it is asked for again, so one use at a time.
    ///
    /// - Throws: `EphemeralServerError`, `SessionError`.
    public func server() async throws -> ShadowServer {
        let binaries = try await ServerBinaries.require(in: environment)
        switch running {
        case .warm(let server):
            if await server.renew() {
                return ShadowServer(connection: server.connection, binaries: binaries)
            }
        case .own(let server, let fingerprint):
            if try await SharedObjects.renew(server.connection, as: fingerprint) {
                return ShadowServer(running: server)
            }
            await server.stop()
        case nil:
            if keep > .zero, let server = await WarmServer.take(of: binaries, in: environment) {
                running = .warm(server)
                return ShadowServer(connection: server.connection, binaries: binaries)
            }
        }
        running = nil
        let server = try await EphemeralServer.start(binaries: binaries)
        let fingerprint = try await SharedObjects.fingerprint(of: server.connection)
        if keep > .zero,
            let warm = WarmServer(leaving: server, fingerprint, keep: keep, in: environment)
        {
            running = .warm(warm)
        } else {
            running = .own(server, fingerprint: fingerprint)
        }
        return ShadowServer(running: server)
    }

    /// Lets the server go: it ends, or stays for the next command.
    public func close() async {
        switch running {
        case .own(let server, _): await server.stop()
        case .warm(let server): server.release()
        case nil: break
        }
        running = nil
    }
}
