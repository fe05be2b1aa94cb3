import ArgumentParser
import Migrations
import Reports
import Tidemark

/// What `--allow` of `down` and `redo` knows.
enum Permission: String, ExpressibleByArgument, CaseIterable {
    case dataLoss = "data-loss"
    case drift
}

struct DownCommand: DatabaseCommand {
    static let configuration = CommandConfiguration(
        commandName: "down", abstract: "Revert applied migrations, the last one first.",
        discussion: """
            Before anything is reverted, the rows that would be destroyed are counted inside a \
            transaction that is rolled back. With rows at stake it refuses without --allow data-loss. \
            No restore point is taken. A DOWN whose file is gone is run from the text in history.
            """,
        aliases: ["rollback", "revert"])

    @Argument(help: "So many migrations (default: 1).") var count: Int?
    @Option(help: ArgumentHelp("Everything applied after this version.", valueName: "version"))
    var to: String?
    @Flag(help: "Everything.") var all = false
    @Option(
        help: ArgumentHelp(
            "data-loss: destroy rows; drift: touch what has drifted.", valueName: "what"))
    var allow: [Permission] = []
    @Flag(help: "Do not compare the schema before and afterwards.") var noVerify = false
    @Flag(help: "Only show what would run (the same as plan --down).") var dryRun = false
    @OptionGroup(title: "Global options") var options: GlobalOptions
    @OptionGroup(title: "Configuration") var settings: ConfigurationOptions

    var changesDatabase: Bool { !dryRun }

    func validate() throws {
        if let count, count < 1 { throw ValidationError("N is at least 1") }
        guard [count != nil, to != nil, all].count(where: { $0 }) <= 1 else {
            throw ValidationError("N, --to and --all exclude each other")
        }
    }

    func run(in context: CommandContext) async throws -> ExitStatus {
        try await context.withOperation(surveying: false) { operation, folder in
            let target = try await downTarget(operation, folder)
            if dryRun {
                let plan = try await operation.plan(
                    folder, .down, to: target, allowOutOfOrder: false, execute: false)
                return context.show(PlanReport(plan), plan.refusals.isEmpty ? .done : .checkFailed)
            }
            var down = DownOptions(target: target)
            down.allowDataLoss = allow.contains(.dataLoss)
            down.verifies = !noVerify
            down.allowDrift = allow.contains(.drift)
            let planned = try await operation.planDown(folder, down)
            return try await context.finish(
                [await operation.down(planned)], verifying: noVerify ? nil : operation)
        }
    }

    private func downTarget(_ operation: Operation, _ folder: Folder) async throws -> Target {
        if all { return .all }
        if let to { return try await operation.findApplied(to, folder) }
        return .count(count ?? 1)
    }
}

struct RedoCommand: DatabaseCommand {
    static let configuration = CommandConfiguration(
        commandName: "redo", abstract: "Revert the last migrations and apply them again.")

    @Argument(help: "So many migrations (default: 1).") var count: Int = 1
    @Option(
        help: ArgumentHelp(
            "data-loss: destroy rows; drift: touch what has drifted.", valueName: "what"))
    var allow: [Permission] = []
    @Flag(help: "Do not compare the schema before and afterwards.") var noVerify = false
    @OptionGroup(title: "Global options") var options: GlobalOptions
    @OptionGroup(title: "Configuration") var settings: ConfigurationOptions

    var changesDatabase: Bool { true }

    func validate() throws {
        if count < 1 { throw ValidationError("N is at least 1") }
    }

    func run(in context: CommandContext) async throws -> ExitStatus {
        try await context.withOperation(surveying: false) { operation, folder in
            var down = DownOptions(target: .count(count))
            down.allowDataLoss = allow.contains(.dataLoss)
            down.verifies = !noVerify
            down.allowDrift = allow.contains(.drift)
            return try await context.finish(
                try await operation.redo(folder, down), verifying: noVerify ? nil : operation)
        }
    }
}
