import ArgumentParser
import Migrations
import Reports
import Tidemark

struct BaselineCommand: DatabaseCommand {
    static let configuration = CommandConfiguration(
        commandName: "baseline",
        abstract: "Record migrations up to a version as applied, without running them.")

    @Argument(help: "The last version that the database has already.") var version: String
    @OptionGroup(title: "Global options") var options: GlobalOptions
    @OptionGroup(title: "Configuration") var settings: ConfigurationOptions

    var changesDatabase: Bool { true }

    func run(in context: CommandContext) async throws -> ExitStatus {
        try await context.withOperation(surveying: false) { operation, folder in
            let id = try MigrationID.find(version, in: folder.migrations.map(\.id))
            let recorded = try await operation.baseline(folder, upTo: id)
            context.hasChangedDatabase = !recorded.isEmpty
            return context.show(DecisionReport("baseline", recorded), .done)
        }
    }
}

struct RepairCommand: DatabaseCommand {
    static let configuration = CommandConfiguration(
        commandName: "repair", abstract: "Mend the history; the schema is never touched.",
        discussion: "Each decision is one more event, with who, when and --note.")

    @Option(help: ArgumentHelp("The edited file counts as what was applied.", valueName: "version"))
    var acceptEdit: [String] = []
    @Option(help: ArgumentHelp("It is in the schema already.", valueName: "version"))
    var markApplied: [String] = []
    @Option(help: ArgumentHelp("It is not in the schema.", valueName: "version"))
    var markReverted: [String] = []
    @Option(
        help: ArgumentHelp(
            "Of an interrupted migration so many statements are done.", valueName: "version:n"))
    var statementsDone: [String] = []
    @Option(help: ArgumentHelp("Why, for the history.", valueName: "text")) var note: String?
    @OptionGroup(title: "Global options") var options: GlobalOptions
    @OptionGroup(title: "Configuration") var settings: ConfigurationOptions

    var changesDatabase: Bool { true }

    func validate() throws {
        guard !(acceptEdit + markApplied + markReverted + statementsDone).isEmpty else {
            throw ValidationError(
                "say what to repair: --accept-edit, --mark-applied, --mark-reverted or "
                    + "--statements-done")
        }
        for text in statementsDone where Self.split(text) == nil {
            throw ValidationError("--statements-done takes VERSION:N, not '\(text)'")
        }
    }

    func run(in context: CommandContext) async throws -> ExitStatus {
        try await context.withOperation { operation, folder in
            let survey = try await operation.survey(folder)
            var repairs: [Repair] = []
            for text in acceptEdit { repairs.append(.acceptEdit(try survey.find(text))) }
            for text in markApplied { repairs.append(.markApplied(try survey.find(text))) }
            for text in markReverted { repairs.append(.markReverted(try survey.find(text))) }
            for text in statementsDone {
                guard let (version, count) = Self.split(text) else { continue }
                repairs.append(.statementsDone(try survey.find(version), count))
            }
            try await operation.repair(folder, repairs, note: note)
            context.hasChangedDatabase = true
            return context.show(DecisionReport("repair", repairs.map(\.id)), .done)
        }
    }

    private static func split(_ text: String) -> (String, Int)? {
        guard let colon = text.lastIndex(of: ":"), colon != text.startIndex,
            let count = Int(text[text.index(after: colon)...]), count >= 0
        else { return nil }
        return (String(text[..<colon]), count)
    }
}
