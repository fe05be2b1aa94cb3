public import Configuration
import Findings
public import Migrations
public import PostgresSession

/// A configured folder of migrations and the database they are for: what every command works with.
public struct Workspace: Sendable {
    /// The merged configuration.
    public let configuration: Configuration
    /// The database.
    public let connection: ConnectionString
    /// How long to wait for a server that does not answer yet (`--wait`); zero does not wait.
    public var serverWait: Duration = .zero

    /// What is sent in place of a statement of a migration; nil sends each as it is.
    var replacement: (@Sendable (String) -> String?)?

    private var folders: (dir: String, downDir: String)?

    /// Makes a workspace; nothing is read or connected yet.
    ///
    /// - Parameter connection: used instead of the configured database (a private server).
    public init(configuration: Configuration, connection: ConnectionString? = nil) {
        self.configuration = configuration
        self.connection = connection ?? ConnectionString(configuration.database.revealed)
    }

    /// The same workspace over other folders, in the native layout.
    func with(dir: String, downDir: String) -> Workspace {
        var copy = self
        copy.folders = (dir, downDir)
        return copy
    }

    /// Reads the folder of migrations.
    ///
    /// - Throws: `FolderError` when it is missing, empty or ambiguous.
    public func readFolder() throws(FolderError) -> Folder {
        if let folders {
            return try Migrations.readFolder(
                folders.dir, downPath: folders.downDir, layout: .native)
        }
        let layout: Layout? = try configuration.layout.map { name throws(FolderError) in
            guard let layout = Layout(rawValue: name) else {
                throw FolderError(
                    code: .unknownLayout, message: "there is no layout '\(name)'",
                    location: configuration.location(of: .layout) ?? Location(file: "--layout"),
                    remedy: "use one of \(Layout.names)")
            }
            return layout
        }
        // Nobody asked for the default: where it is not there, no layout needs telling about it.
        return try Migrations.readFolder(
            configuration.dir, downPath: hasDownDir ? configuration.downDir : nil, layout: layout)
    }

    /// Where new DOWNs go in layouts that keep them apart: as configured, else `down` beside the UPs.
    public var downDir: String {
        guard !hasDownDir, let slash = configuration.dir.lastIndex(of: "/") else {
            return configuration.downDir
        }
        return configuration.dir[...slash] + configuration.downDir
    }

    private var hasDownDir: Bool { configuration.origin(of: .downDir) != .byDefault }

    /// Connects; tries again while the server is not reachable, until `serverWait` is over.
    ///
    /// - Parameters:
    ///   - command: The command's name, shown to other sessions as `application_name`.
    ///   - thread: The session's own, for a task that prefers it already.
    /// - Throws: `SessionError`.
    public func connect(
        command: String, on thread: SessionThread = SessionThread()
    ) async throws -> Session {
        let deadline = ContinuousClock.now + serverWait
        while true {
            do {
                return try await Session.connect(
                    to: connection, applicationName: applicationName(command), on: thread)
            } catch {
                guard error.code == .connectionFailed, ContinuousClock.now < deadline else {
                    throw error
                }
                try await Task.sleep(for: .milliseconds(200))
            }
        }
    }

    /// The parser for scripts of a folder, with the configured variables.
    public func parser(for folder: Folder) -> ScriptParser {
        var parser = ScriptParser(
            layout: folder.layout, variables: configuration.variables.mapValues(\.revealed))
        parser.replacement = replacement
        return parser
    }

    func applicationName(_ command: String) -> String { "tidemark \(command)" }

    /// The configured behaviour of a run.
    var runSettings: RunSettings {
        var settings = RunSettings()
        settings.lockTimeout = configuration.lockTimeout
        settings.lockAttempts = configuration.lockAttempts
        settings.shortestPause = configuration.lockBackoff.lowerBound
        settings.longestPause = configuration.lockBackoff.upperBound
        settings.runLockWait = configuration.lockWait
        settings.statementTimeout = configuration.statementTimeout
        settings.concurrentlyLockTimeout = configuration.concurrentlyLockTimeout
        settings.concurrentlyStatementTimeout = configuration.concurrentlyStatementTimeout
        settings.role = configuration.role
        return settings
    }
}
