public import PostgresSession

/// The shadow server of one command: started or found when it is first needed, and as new whenever it is asked for.
///
/// With a time to keep it, the server stays when the command ends, for the next one; its own watchdog stops it when nobody has
/// used it for so long. Without, or where the system has no `flock` program, it ends with the command. It may also be a server
/// that somebody names, of which nothing is touched that was there before.
public actor Shadow {
    private enum Running {
        case own(EphemeralServer, fingerprint: String)
        case warm(WarmServer)
        case given(GivenServer, dumping: Result<DumpProgram, NoCopy>)
    }

    private let keep: Duration
    private let target: ConnectionString?
    private let standIns: String?
    private let environment: [String: String]
    private var running: Running?
    private var preparation: Task<Void, Never>?
    /// The server that was made ready and that nobody has asked for yet.
    private var ready: ShadowServer?

    /// Nothing is started yet.
    ///
    /// - Parameters:
    ///   - keep: how long the server stays after its last use; zero ends it with the command.
    ///   - environment: where programs are looked for.
    ///   - target: the server to use instead of a private one.
    ///   - standIns: the folder of what stands in for extensions that the server lacks.
    public init(
        keep: Duration = .zero, environment: [String: String], on target: ConnectionString? = nil,
        standIns: String? = nil
    ) {
        self.keep = keep
        self.target = target
        self.standIns = standIns
        self.environment = environment
    }

    /// A server that has nothing of whoever used it before: about a second where none runs, some milliseconds where one does.
    ///
    /// What was made on it is dropped when it is asked for again, so one use at a time. Of a server that was named only what this
    /// command has made goes.
    ///
    /// - Throws: `EphemeralServerError`, `SessionError`; `ShadowError` where the server that was named cannot be used.
    public func server() async throws -> ShadowServer {
        if let target { return try await givenServer(target) }
        await preparation?.value
        if let ready {
            self.ready = nil
            return ready
        }
        let binaries = try await ServerBinaries.require(in: environment)
        switch running {
        case .warm(let server):
            if await server.renew() {
                return made(server.connection, binaries)
            }
        case .own(let server, let fingerprint):
            if try await SharedObjects.renew(server.connection, as: fingerprint) {
                return made(server.connection, binaries)
            }
            await server.stop()
        case .given, nil:
            if keep > .zero, let server = await WarmServer.take(of: binaries, in: environment) {
                running = .warm(server)
                return made(server.connection, binaries)
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
        return made(server.connection, binaries)
    }

    /// Makes the server that stays ready in the meantime, where there is one; starts none.
    public func prepare() {
        guard target == nil, keep > .zero, running == nil, preparation == nil else { return }
        preparation = Task {
            guard let binaries = try? await ServerBinaries.require(in: environment),
                let server = await WarmServer.take(of: binaries, in: environment)
            else { return }
            running = .warm(server)
            ready = made(server.connection, binaries)
        }
    }

    private func made(_ connection: ConnectionString, _ binaries: ServerBinaries) -> ShadowServer {
        ShadowServer(connection: connection, binaries: binaries, standIns: standIns)
    }

    private func givenServer(_ target: ConnectionString) async throws -> ShadowServer {
        if case .given(let server, let dumping) = running {
            try await server.renew()
            return ShadowServer(server, dumping: dumping, standIns: standIns)
        }
        let server = try await GivenServer.open(target)
        let dumping: Result<DumpProgram, NoCopy>
        do throws(NoCopy) {
            dumping = .success(try await DumpProgram.find(for: server.major, in: environment))
        } catch {
            dumping = .failure(error)
        }
        running = .given(server, dumping: dumping)
        try await server.renew()
        return ShadowServer(server, dumping: dumping, standIns: standIns)
    }

    /// What stood in for extensions when migrations were last run on it.
    public private(set) var standInsInUse = StandIns.none

    /// Notes what stands in for extensions, for those who tell what was built.
    public func note(_ standIns: StandIns) {
        standInsInUse = standIns
    }

    /// Whether it is a server that somebody named, on which nothing must stay.
    public nonisolated var isGiven: Bool { target != nil }

    /// Lets the server go: it ends, or stays for the next command.
    public func close() async {
        await preparation?.value
        switch running {
        case .own(let server, _): await server.stop()
        case .warm(let server): server.release()
        case .given(let server, _): await server.close()
        case nil: break
        }
        running = nil
    }
}
