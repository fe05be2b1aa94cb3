import ArgumentParser
import Migrations
import Reports
import Tidemark

struct StatusCommand: DatabaseCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Show what is applied and what is not.",
        aliases: ["info"])

    @Flag(help: "Exit with 2 unless everything is applied.") var check = false
    @OptionGroup(title: "Global options") var options: GlobalOptions
    @OptionGroup(title: "Configuration") var settings: ConfigurationOptions

    func run(in context: CommandContext) async throws -> ExitStatus {
        try await context.withOperation { operation, folder in
            let survey = try await operation.survey(folder)
            let report = StatusReport(survey, database: try await operation.databaseName())
            return context.show(report, check && !report.isClean ? .checkFailed : .done)
        }
    }
}

struct HistoryCommand: DatabaseCommand {
    static let configuration = CommandConfiguration(
        commandName: "history", abstract: "Show the events, newest first.",
        aliases: ["log"])

    @Argument(help: "Only of this migration.") var version: String?
    @Option(name: .shortAndLong, help: "At most so many events.") var limit: Int = 50
    @Flag(help: "Print the UP that history keeps of the migration.") var showUp = false
    @Flag(help: "Print the DOWN that history keeps of the migration.") var showDown = false
    @OptionGroup(title: "Global options") var options: GlobalOptions
    @OptionGroup(title: "Configuration") var settings: ConfigurationOptions

    func validate() throws {
        if limit < 1 { throw ValidationError("--limit is at least 1") }
        if showUp || showDown, version == nil {
            throw ValidationError("--show-up and --show-down need a version")
        }
    }

    func run(in context: CommandContext) async throws -> ExitStatus {
        try await context.withWorkspace { workspace in
            let operation = try await context.open(workspace)
            let id = try await version.asyncMap { try await operation.findInHistory($0) }
            guard let id, showUp || showDown else {
                let records = try await operation.history.readRecords(of: id, limit: limit)
                await operation.close()
                if records.count == limit {
                    context.console.say("the newest \(limit) events at most; more: --limit N\n")
                }
                return context.show(HistoryReport(records), .done)
            }
            let texts = try await operation.history.readTexts(of: id)
            await operation.close()
            return context.show(
                StoredTextReport(id, up: texts.up, down: texts.down, showUp, showDown), .done)
        }
    }
}

extension Optional {
    /// `map` with a closure that waits.
    func asyncMap<Value>(_ body: (Wrapped) async throws -> Value) async throws -> Value? {
        guard let self else { return nil }
        return try await body(self)
    }
}
