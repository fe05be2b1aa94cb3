import ArgumentParser
import Configuration
import Migrations
import Reports
import Tidemark

struct InitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Make folders, tidemark.yml and a workflow; nothing is overwritten.",
        discussion: """
            A folder of migrations that is there already is taken as it is, in whatever layout.
            """)

    @Option(help: ArgumentHelp("The folder of the migrations (default: sql).", valueName: "folder"))
    var dir: String?
    @Option(
        help: ArgumentHelp("The folder of the DOWN files (default: down).", valueName: "folder"))
    var downDir: String?
    @Option(
        help: ArgumentHelp("The folder of the snapshots (default: snapshots).", valueName: "folder")
    )
    var snapshots: String?
    @OptionGroup(title: "Global options") var options: GlobalOptions

    func validate() throws {
        guard options.config == nil else {
            throw ValidationError(
                "init writes tidemark.yml here; --config is for the other commands")
        }
    }

    mutating func run() async throws {
        let command = self
        try await runCommand("init", options) { context in
            var made: [String] = []
            var kept: [String] = []
            for file in try command.files(context.environment) {
                if Scaffold.exists(file.path) {
                    kept.append(file.path)
                } else {
                    try Scaffold.write(file.text, to: file.path)
                    made.append(file.path)
                }
            }
            let isEmpty = command.existingFolder == nil
            let next = isEmpty ? "tidemark new create_customers" : "tidemark status"
            return context.show(FilesReport(made: made, kept: kept, next: next), .done)
        }
    }

    /// Where migrations are already, when no folder is named.
    private var existingFolder: String? {
        if let dir { return Scaffold.holdsFiles(dir) ? dir : nil }
        return FolderAdvice.usualPlaces.first { Scaffold.holdsFiles($0) }
    }

    private func files(_ environment: [String: String]) throws -> [NewMigration.File] {
        // A configuration that is there says where the folders are.
        let known =
            Scaffold.exists("tidemark.yml")
            ? try Configuration.read(
                path: nil, environmentName: options.env, overrides: Configuration.Overrides(),
                process: environment) : nil
        let existing = known == nil ? existingFolder : nil
        return Initialisation.files(
            dir: dir ?? known?.dir ?? existing ?? "sql",
            downDir: downDir ?? known?.downDir ?? "down",
            snapshots: snapshots ?? known?.snapshots ?? "snapshots", isNew: existing == nil)
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

    func validate() throws {
        guard !NewMigration.slug(name).isEmpty else {
            throw ValidationError("a name has letters or digits, such as create_customers")
        }
    }

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
            name, folder: folder,
            layout: configuration.layout.flatMap(Layout.init(rawValue:)) ?? .native,
            dir: configuration.dir, downDir: configuration.downDir,
            timestamp: NewMigration.timestamp())
        for file in plan.files { try Scaffold.write(file.text, to: file.path) }
        let hasDown = plan.files.count > 1
        let next = (hasDown ? "fill them in" : "fill it in") + ", then: tidemark up"
        return context.show(FilesReport(made: plan.files.map(\.path), kept: [], next: next), .done)
    }
}
