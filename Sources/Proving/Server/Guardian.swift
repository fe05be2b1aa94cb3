import Subprocess
import Synchronization
import SystemPackage

/// The shell that starts the server, and that stops it and removes its folder when we are gone.
///
/// It runs in a session of its own, so that Ctrl-C at the terminal reaches neither it nor the server.
final class Guardian: Sendable {
    /// How it ended, with what it said.
    struct Ending: Sendable, Hashable {
        /// nil when it could not be started or was killed.
        var exitCode: Int32?
        var complaint: String
    }

    private let release: AsyncStream<String>.Continuation
    private let running: Task<Void, Never>
    private let outcome: Outcome

    /// Starts the shell; it makes the folder itself, so that the account owns it.
    init(arguments: [String], account: ServerAccount?) {
        var options = PlatformOptions()
        options.createSession = true
        let command =
            (account?.prefix ?? []) + ["/bin/sh", "-c", Guardian.script, "tidemark-guardian"]
            + arguments
        let configuration = Configuration(
            executable: .path(FilePath(command[0])),
            arguments: Arguments(Array(command.dropFirst())),
            // A known time zone spares initdb the search for the system's.
            environment: .inherit.updating([
                "LC_ALL": nil, "LANGUAGE": nil, "PGDATA": nil, "TZ": "UTC",
            ]),
            workingDirectory: "/", platformOptions: options)
        let (released, release) = AsyncStream<String>.makeStream()
        self.release = release
        let outcome = Outcome()
        self.outcome = outcome
        running = Task {
            let ending = await Guardian.run(configuration, until: released, release)
            outcome.ending.withLock { $0 = ending }
        }
    }

    deinit {
        release.finish()
    }

    /// How it ended, once it has: the server is gone then, and its folder too.
    var ending: Ending? { outcome.ending.withLock { $0 } }

    /// Closes the pipe, and waits until the server is stopped and its folder removed.
    func stop() async {
        release.finish()
        await running.value
    }

    /// Lets the server live on without us, until nobody has used it for so long.
    func handOver(keep: Duration) {
        release.yield("keep \(max(1, keep.components.seconds))")
        release.finish()
    }

    private final class Outcome: Sendable {
        let ending = Mutex<Ending?>(nil)
    }

    private static let script = String(decoding: PackageResources.guardian_sh, as: UTF8.self)

    private static func run(
        _ configuration: Configuration, until released: AsyncStream<String>,
        _ release: AsyncStream<String>.Continuation
    ) async -> Ending {
        do {
            let result = try await Subprocess.run(
                configuration, input: .inputWriter, output: .discarded, error: .sequence
            ) { shell in
                // Its standard error ends when it does, with or without our asking.
                let listening = Task {
                    defer { release.finish() }
                    var lines: [String] = []
                    for try await line in shell.standardError.strings() { lines.append(line) }
                    return lines.joined(separator: "\n")
                }
                for await line in released {
                    _ = try await shell.standardInputWriter.write("\(line)\n")
                }
                try await shell.standardInputWriter.finish()
                return try await listening.value
            }
            var exitCode: Int32?
            if case .exited(let code) = result.terminationStatus { exitCode = code }
            return Ending(exitCode: exitCode, complaint: result.closureResult)
        } catch {
            return Ending(exitCode: nil, complaint: "\(error)")
        }
    }
}
