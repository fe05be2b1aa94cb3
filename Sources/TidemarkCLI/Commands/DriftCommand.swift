import ArgumentParser
import Catalog
import Reports
import SchemaDiff
import Tidemark

struct SnapshotCommand: DatabaseCommand {
    static let configuration = CommandConfiguration(
        commandName: "snapshot",
        abstract: "Write the schema as a folder of files for people and git.")

    @Argument(help: "The name of the snapshot, or a path.") var name = "schema"
    @OptionGroup(title: "Global options") var options: GlobalOptions
    @OptionGroup(title: "Configuration") var settings: ConfigurationOptions

    func run(in context: CommandContext) async throws -> ExitStatus {
        try await context.withWorkspace { workspace in
            let operation = try await context.open(workspace)
            let path = workspace.snapshotPath(name)
            let catalog = try await operation.readCatalog()
            let changed = try Snapshot.write(
                catalog, mark: try await operation.readMark(), to: path)
            await operation.close()
            return context.show(
                SnapshotReport(
                    path: path, objects: catalog.objects.count, changed: changed,
                    rootHash: catalog.rootHash.description), .done)
        }
    }
}

struct DriftCommand: DatabaseCommand {
    static let configuration = CommandConfiguration(
        commandName: "drift", abstract: "Compare the live schema with a snapshot.")

    @Option(help: ArgumentHelp("The name of the snapshot, or a path.", valueName: "snapshot"))
    var against = "schema"
    @OptionGroup(title: "Global options") var options: GlobalOptions
    @OptionGroup(title: "Configuration") var settings: ConfigurationOptions

    func run(in context: CommandContext) async throws -> ExitStatus {
        try await context.withWorkspace { workspace in
            let snapshot = try Snapshot(opening: workspace.snapshotPath(against))
            let operation = try await context.open(workspace)
            let drift = try await operation.drift(against: snapshot)
            await operation.close()
            return context.show(DriftReport(drift), drift.isClean ? .done : .checkFailed)
        }
    }
}
