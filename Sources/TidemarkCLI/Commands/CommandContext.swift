import ArgumentParser
import Configuration
import Findings
import Glibc
import JSONText
import Migrations
import PostgresSession
import Proving
import Reports
import Tidemark

/// What every command runs with: console, signals, the configuration and the way to the database.
final class CommandContext {
    let name: String
    let options: GlobalOptions
    let console: Console
    let interruption = Interruption()
    let environment: [String: String]
    /// Where copies of schemas are tried out.
    private(set) var shadow: Shadow
    /// What a signal does about it.
    let shadowCleaning = ShadowCleaning()
    /// Whether the database is another than it was when the command began.
    var hasChangedDatabase = false
    /// The folder of the private server while there is one; it goes with the server.
    private(set) var serverFolder: String?
    private var configuration: Configuration?
    private var installsShim = false

    init(name: String, options: GlobalOptions) {
        self.name = name
        self.options = options
        environment = readEnvironment()
        shadow = Shadow(environment: environment)
        console = Console(options, environment: environment)
    }

    /// Reads `tidemark.yml` and the flags.
    ///
    /// - Throws: `ConfigurationFailure` with every fault.
    func readConfiguration(_ settings: ConfigurationOptions) throws {
        let configuration = try Configuration.read(
            path: options.config, environmentName: options.env,
            overrides: try settings.overrides(options), process: environment)
        console.say(configuration.findings)
        self.configuration = configuration
        installsShim = settings.installShim
        // A runner of CI is thrown away, and what it starts with it.
        let keep = environment["CI"] == "true" ? .zero : configuration.shadowKeep
        shadow = Shadow(
            keep: keep, environment: environment,
            on: Workspace(configuration: configuration).shadowConnection,
            standIns: try standInFolder(configuration))
        shadowCleaning.shadow = shadow
    }

    private func standInFolder(_ configuration: Configuration) throws -> String? {
        guard let folder = configuration.shadowStubs else { return nil }
        guard Scaffold.exists(folder) else {
            throw ConfigurationFailure(findings: [
                Finding(
                    rule: "shadow-stubs", severity: .error,
                    message: "shadow.stubs: there is no folder \(folder)",
                    location: configuration.location(of: .shadowStubs),
                    remedy: "make it, with NAME.sql for each extension")
            ])
        }
        return folder
    }

    /// The workspace for commands that need no server.
    func workspaceWithoutServer() throws -> Workspace {
        guard let configuration else {
            preconditionFailure("the configuration is read before the workspace is used")
        }
        return Workspace(configuration: configuration)
    }

    /// The workspace, with a private server where `--embedded` asks for one.
    ///
    /// The server is stopped and its folder removed when the body ends, and when this process dies.
    func withWorkspace<Value>(
        alwaysEmbedded: Bool = false, _ body: (Workspace) async throws -> Value
    ) async throws -> Value {
        guard let configuration else {
            preconditionFailure("the configuration is read before the workspace is used")
        }
        let wait = try options.wait.map { text in
            do {
                return try parseDuration(text)
            } catch {
                throw ValidationError("--wait: \(error)")
            }
        }
        guard options.embedded || alwaysEmbedded else {
            var workspace = Workspace(configuration: configuration)
            workspace.serverWait = wait ?? .zero
            if installsShim { try await installShim(workspace, named: configuration.shim) }
            return try await body(workspace)
        }
        guard options.db == nil else {
            throw ValidationError("--embedded and --db exclude each other")
        }
        let binaries = try await ServerBinaries.require(in: environment)
        let server = try await EphemeralServer.start(binaries: binaries)
        serverFolder = server.directory
        do {
            let workspace = Workspace(configuration: configuration, connection: server.connection)
            if configuration.shim == .supabase {
                try await installShim(workspace, named: .supabase)
            }
            try await workspace.admitRole()
            let value = try await body(workspace)
            await server.stop()
            return value
        } catch {
            await server.stop()
            throw error
        }
    }

    /// The workspace on a private server, whatever the options say.
    func withEmbeddedWorkspace<Value>(
        _ body: (Workspace) async throws -> Value
    ) async throws -> Value {
        try await withWorkspace(alwaysEmbedded: true, body)
    }

    private func installShim(
        _ workspace: Workspace, named shim: Configuration.Shim
    ) async throws {
        guard shim == .supabase else { return }
        let session = try await workspace.connect(command: name)
        try await Proving.installShim(.supabase, into: session)
        await session.close()
    }

    /// Reads the folder, connects, and runs a body with both.
    ///
    /// - Parameter surveying: whether the body begins with a survey, before any lock.
    func withOperation(
        surveying: Bool = true, _ body: (Operation, Folder) async throws -> ExitStatus
    ) async throws -> ExitStatus {
        try await withWorkspace { workspace in
            let console = console
            let (operation, folder) = try await Operation.open(
                workspace, surveying: surveying, command: name, interruption: interruption,
                observe: { console.tell($0) })
            do {
                let status = try await body(operation, folder)
                await operation.close()
                return status
            } catch {
                await operation.close()
                throw error
            }
        }
    }

    /// Connects.
    func open(_ workspace: Workspace) async throws -> Operation {
        let console = console
        return try await Operation(
            workspace, command: name, interruption: interruption, observe: { console.tell($0) })
    }

    /// Runs a phase of a check; `--verbose` tells how long it took.
    func timed<Value>(
        _ phase: String, _ body: () async throws -> Value
    ) async rethrows -> Value {
        let start = ContinuousClock.now
        let value = try await body()
        console.tell(.phase(phase, start.duration(to: .now)))
        return value
    }

    /// Prints the result with its exit code, which it hands on.
    func show(
        _ report: some Report, _ status: ExitStatus, failure: RunFailure? = nil
    ) -> ExitStatus {
        console.show(report, command: name, status, failure: failure.map(\.json) ?? .null)
        return status
    }

    /// Asks before a change of a protected environment; off a terminal `--yes` is needed.
    func confirmIfProtected(_ options: GlobalOptions) throws {
        guard let configuration, configuration.isProtected, !options.yes, !options.embedded else {
            return
        }
        let name = configuration.environmentName ?? "this database"
        guard isatty(0) == 1, isatty(2) == 1 else {
            throw RunFailure(
                code: .refused,
                findings: [
                    Finding(
                        rule: "protected", severity: .error, message: "\(name) is protected",
                        remedy: "add --yes to go on")
                ],
                databaseState: "nothing was changed")
        }
        console.complain("\(name) is protected. Go on with \(self.name)? [y/N] ")
        guard ["y", "yes"].contains(readLine()?.lowercased() ?? "") else {
            throw RunFailure(
                code: .refused,
                findings: [
                    Finding(rule: "protected", severity: .error, message: "not confirmed")
                ],
                databaseState: "nothing was changed")
        }
    }
}

/// The process environment.
func readEnvironment() -> [String: String] {
    var values: [String: String] = [:]
    var entry = unsafe environ
    while let text = unsafe entry.pointee {
        let pair = unsafe String(cString: text)
        if let sign = pair.firstIndex(of: "=") {
            values[String(pair[..<sign])] = String(pair[pair.index(after: sign)...])
        }
        unsafe entry += 1
    }
    return values
}
