import Configuration
public import Migrations
public import PostgresSession

/// A workspace with an open session: the operations behind the commands.
///
/// Every operation that changes the database takes the run lock first and plans from what it reads
/// under the lock. One task uses it.
public final class Operation {
    /// The workspace.
    public let workspace: Workspace
    /// The session; another one after a reconnect.
    public private(set) var session: Session
    /// The way a signal reaches a run.
    public let interruption: Interruption
    let command: String
    let identity: RunIdentity
    let observe: @Sendable (RunEvent) -> Void
    private var holdsLock = false
    /// What the schema was before a run; set where there is a snapshot.
    var schemaBefore: SchemaBefore?

    /// Connects.
    ///
    /// - Throws: `SessionError`.
    public convenience init(
        _ workspace: Workspace, command: String, interruption: Interruption = Interruption(),
        observe: @escaping @Sendable (RunEvent) -> Void = { _ in }
    ) async throws {
        await self.init(
            workspace, session: try await workspace.connect(command: command), command: command,
            interruption: interruption, observe: observe)
    }

    /// Takes over a session that `Workspace.connect` has made.
    public init(
        _ workspace: Workspace, session: Session, command: String,
        interruption: Interruption = Interruption(),
        observe: @escaping @Sendable (RunEvent) -> Void = { _ in }
    ) async {
        self.workspace = workspace
        self.command = command
        self.interruption = interruption
        self.observe = observe
        self.session = session
        identity = .current(toolVersion: toolVersion, folder: workspace.configuration.dir)
        await session.setNoticeHandler { observe(.notice(nil, $0)) }
    }

    /// History over the session.
    public var history: History { History(session: session, identity: identity) }

    /// Reads folder and history; takes no lock.
    public func survey(_ folder: Folder) async throws -> Survey {
        try await Survey.read(folder, history)
    }

    /// Takes the run lock, once; the session keeps it until it ends.
    func acquireRunLock() async throws {
        guard !holdsLock else { return }
        try await refusePooler()
        try await RunLock(session: session).acquire(
            limit: workspace.configuration.lockWait, interruption: interruption,
            waiting: { observe(.waitingForRunLock(holder: $0)) })
        holdsLock = true
    }

    func runner(_ layout: Layout, settings: RunSettings? = nil) -> Runner {
        Runner(
            session: session, connection: workspace.connection,
            applicationName: workspace.applicationName(command),
            settings: settings ?? workspace.runSettings, identity: identity, layout: layout,
            interruption: interruption, observe: observe)
    }

    /// Goes on with the session that a run ended with, after a reconnect.
    func adopt(_ session: Session) {
        self.session = session
    }

    /// Ends the session.
    public func close() async {
        await session.close()
    }
}
