import ArgumentParser
import Configuration
import Findings
import Migrations
import Proving
import Reports
import Tidemark

/// A command that works on a configured workspace.
protocol DatabaseCommand: AsyncParsableCommand {
    var options: GlobalOptions { get }
    var settings: ConfigurationOptions { get }
    /// Its name as it is typed and as JSON gives it.
    static var title: String { get }
    /// Whether it changes the database, which a protected environment asks about.
    var changesDatabase: Bool { get }
    /// Does it and says how it ended; what it throws is explained by the caller.
    func run(in context: CommandContext) async throws -> ExitStatus
}

extension DatabaseCommand {
    static var title: String { _commandName }
    var changesDatabase: Bool { false }

    mutating func run() async throws {
        let command = self
        try await runCommand(Self.title, options) { context in
            try context.readConfiguration(command.settings)
            if command.changesDatabase { try context.confirmIfProtected(command.options) }
            return try await command.run(in: context)
        }
    }
}

/// Runs a command and ends the process with its exit code, every error explained on the way.
func runCommand(
    _ name: String, _ options: GlobalOptions,
    _ body: (CommandContext) async throws -> ExitStatus
) async throws {
    let context = CommandContext(name: name, options: options)
    let console = context.console
    let cleaning = context.shadowCleaning
    SignalWatch.start(context.interruption) { signal, isRunning in
        Explanation(signal: signal, duringRun: isRunning).report(last: console, command: name)
        cleaning.run()
    }
    let status = try await endStatus(of: context, body)
    guard status == .done else { throw ExitCode(status.rawValue) }
}

/// How a command ended, every error explained.
///
/// - Throws: `ValidationError` for arguments that exclude each other, `ExitCode`.
func endStatus(
    of context: CommandContext, _ body: (CommandContext) async throws -> ExitStatus
) async throws -> ExitStatus {
    var status: ExitStatus
    do {
        guard StandardStreams.isOutputOpen else { throw OutputClosed() }
        status = try await body(context)
    } catch let error as ValidationError {
        throw error
    } catch let error as ExitCode {
        throw error
    } catch {
        status = Explanation(error).report(on: context.console, command: context.name)
    }
    await context.shadow.close()
    await context.shadowCleaning.yield()
    if context.console.failure != 0, status == .done {
        let state =
            context.hasChangedDatabase
            ? "the command did its work all the same; look: tidemark status" : "nothing was changed"
        context.console.complain(
            "error: the result could not be written to standard output: "
                + "\(context.console.failureReason) [output]\nstate: \(state)\n")
        status = context.hasChangedDatabase ? .partial : .failed
    }
    return status
}

/// Standard output is closed, so that no result could be told; found out before anything is done.
struct OutputClosed: Error {}
