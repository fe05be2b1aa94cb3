import Catalog
import Configuration
public import Migrations
public import PostgresSession
import SchemaDiff

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
    let observe: @Sendable (RunEvent) -> Void
    /// Only what writes history needs it: it takes reading the system's users and git's files.
    private(set) lazy var identity = RunIdentity.current(
        toolVersion: toolVersion, folder: workspace.configuration.dir)
    private var holdsLock = false
    /// What the schema was before a run; set where there is a snapshot.
    var schemaBefore: SchemaBefore?
    /// What the statements of history make; set once something differed, for the mark of that moment.
    var madeNames: (mark: [Manifest.Mark], names: MadeNames)?
    private var firstLook: FirstLook?

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
    public convenience init(
        _ workspace: Workspace, session: Session, command: String,
        interruption: Interruption = Interruption(),
        observe: @escaping @Sendable (RunEvent) -> Void = { _ in }
    ) async {
        self.init(
            workspace, prepared: session, command: command, interruption: interruption,
            observe: observe)
        await session.setNoticeHandler { observe(.notice(nil, $0)) }
    }

    private init(
        _ workspace: Workspace, prepared session: Session, command: String,
        interruption: Interruption, observe: @escaping @Sendable (RunEvent) -> Void
    ) {
        self.workspace = workspace
        self.command = command
        self.interruption = interruption
        self.observe = observe
        self.session = session
    }

    /// Connects, and reads the folder while the server answers.
    ///
    /// Round trips beyond connecting: none, or with `surveying` those of `History.readState`, which the
    /// first survey then saves.
    ///
    /// - Parameter surveying: whether the first thing to do is a survey without the run lock.
    /// - Throws: `FolderError`, `SessionError`, `RunFailure` when the history is of a newer Tidemark.
    public static func open(
        _ workspace: Workspace, surveying: Bool, command: String,
        interruption: Interruption = Interruption(),
        observe: @escaping @Sendable (RunEvent) -> Void = { _ in }
    ) async throws -> (Operation, Folder) {
        let opening = SessionOpening { thread in
            let session = try await workspace.connect(command: command, on: thread)
            return try await prepare(session, observe, readingHistory: surveying)
        }
        let folder = try workspace.readFolder()
        let checksums = surveying ? UpChecksums(of: folder) : .none
        let (session, history) = try await opening.value
        let operation = Operation(
            workspace, prepared: session, command: command, interruption: interruption,
            observe: observe)
        operation.firstLook = history.map { FirstLook(history: $0, checksums: checksums) }
        return (operation, folder)
    }

    /// What is to be done on a new session's thread.
    private static func prepare(
        _ session: Session, _ observe: @escaping @Sendable (RunEvent) -> Void,
        readingHistory: Bool
    ) async throws -> (Session, HistoryState?) {
        await session.setNoticeHandler { observe(.notice(nil, $0)) }
        do {
            return (
                session, readingHistory ? try await History(session: session).readState() : nil
            )
        } catch {
            await session.close()
            throw error
        }
    }

    /// History over the session.
    public var history: History { History(session: session) }

    /// Reads the history and the files that it says are applied; takes no lock.
    ///
    /// The first one after ``open(_:surveying:command:interruption:observe:)`` is made of what that read.
    public func survey(_ folder: Folder) async throws -> Survey {
        if let look = firstLook {
            firstLook = nil
            return Survey(folder, look.history, checksums: look.checksums)
        }
        return Survey(folder, try await history.readState())
    }

    /// Takes the run lock, once; the session keeps it until it ends.
    func acquireRunLock() async throws {
        guard !holdsLock else { return }
        try await refusePooler()
        try await RunLock(session: session).acquire(
            limit: workspace.configuration.lockWait, interruption: interruption,
            waiting: { observe(.waitingForRunLock(holder: $0)) })
        holdsLock = true
        // What was read before the lock was there does not count.
        firstLook = nil
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

/// What was read while the session was being opened.
private struct FirstLook {
    let history: HistoryState
    let checksums: UpChecksums
}
