import ArgumentParser
import Catalog
import Migrations
import Proving
import Reports
import SchemaDiff
import Tidemark

/// Where the schema of a snapshot is read from.
enum SnapshotSource: String, ExpressibleByArgument, CaseIterable {
    case live
    case migrations
}

struct SnapshotCommand: DatabaseCommand {
    static let configuration = CommandConfiguration(
        commandName: "snapshot",
        abstract: "Write the schema as a folder of files for people and git.",
        discussion: """
            With --from migrations no database is needed: the migrations are applied on a private server.
            --sql writes schema.sql beside the files, for readers: the statements that make the schema, in an order in which \
            the server takes them. Where that file is there, it is kept in step without being asked for.
            """)

    @Argument(help: "The name of the snapshot, or a path.") var name = "schema"
    @Option(help: "live, or migrations: what they build on a private server.")
    var from = SnapshotSource.live
    @Flag(help: "Write the schema as a script for readers too.") var sql = false
    @OptionGroup(title: "Global options") var options: GlobalOptions
    @OptionGroup(title: "Configuration") var settings: ConfigurationOptions

    func run(in context: CommandContext) async throws -> ExitStatus {
        switch from {
        case .live:
            return try await context.withWorkspace { workspace in
                let operation = try await context.open(workspace)
                let catalog = try await operation.readCatalog(edges: true)
                let mark = try await operation.readMark()
                await operation.close()
                return try write(catalog, mark, workspace, context)
            }
        case .migrations:
            let workspace = try context.workspaceWithoutServer()
            let console = context.console
            let (catalog, mark) = try await workspace.build(
                try workspace.readFolder(), edges: true, shadow: context.shadow,
                observe: { console.tell($0) })
            let words = await context.shadow.standInsInUse.words
            if !words.isEmpty { console.say("built\(words)\n") }
            return try write(catalog, mark, workspace, context)
        }
    }

    private func write(
        _ catalog: Catalog, _ mark: [Manifest.Mark], _ workspace: Workspace,
        _ context: CommandContext
    ) throws -> ExitStatus {
        let path = workspace.snapshotPath(name)
        let script = sql || Snapshot.hasScript(path) ? try Creation(catalog).script : nil
        let changed = try Snapshot.write(catalog, mark: mark, script: script, to: path)
        return context.show(
            SnapshotReport(
                path: path, objects: catalog.objects.count, changed: changed,
                rootHash: catalog.rootHash.description), .done)
    }
}
