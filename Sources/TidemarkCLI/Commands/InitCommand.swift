import ArgumentParser
import Configuration
import Migrations
import Reports
import Tidemark

struct InitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Make folders, tidemark.yml and a workflow; nothing is overwritten.")

    @Option(help: ArgumentHelp("The folder of the migrations.", valueName: "folder"))
    var dir = "sql"
    @Option(help: ArgumentHelp("The folder of the DOWN files.", valueName: "folder"))
    var downDir = "down"
    @Option(help: ArgumentHelp("The folder of the snapshots.", valueName: "folder"))
    var snapshots = "snapshots"
    @OptionGroup(title: "Global options") var options: GlobalOptions

    mutating func run() async throws {
        let files = Initialisation.files(dir: dir, downDir: downDir, snapshots: snapshots)
        try await runCommand("init", options) { context in
            var made: [String] = []
            var kept: [String] = []
            for file in files {
                if Scaffold.exists(file.path) {
                    kept.append(file.path)
                } else {
                    try Scaffold.write(file.text, to: file.path)
                    made.append(file.path)
                }
            }
            context.show(
                FilesReport(made: made, kept: kept, next: "tidemark new create_customers"))
            return .done
        }
    }
}

struct NewCommand: DatabaseCommand {
    static let configuration = CommandConfiguration(
        commandName: "new",
        abstract: "Make the files of a new migration, in the folder's own layout.",
        aliases: ["create"])

    @Argument(help: "What it does, such as create_customers.") var name: String
    @OptionGroup(title: "Global options") var options: GlobalOptions
    @OptionGroup(title: "Configuration") var settings: ConfigurationOptions

    func run(in context: CommandContext) async throws -> ExitStatus {
        let workspace = try context.workspaceWithoutServer()
        var folder: Folder?
        do {
            folder = try workspace.readFolder()
        } catch {
            guard error.code == .missing || error.code == .empty else { throw error }
        }
        let configuration = workspace.configuration
        let plan = try NewMigration.plan(
            name, folder: folder, dir: configuration.dir, downDir: workspace.downDir,
            timestamp: NewMigration.timestamp())
        for file in plan.files { try Scaffold.write(file.text, to: file.path) }
        context.show(
            FilesReport(
                made: plan.files.map(\.path), kept: [], next: "fill them in, then: tidemark up"))
        return .done
    }
}
