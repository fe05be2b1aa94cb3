import ArgumentParser
import Catalog
import Migrations
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
        case .live: try await context.withWorkspace { try await write(of: $0, context) }
        case .migrations:
            try await context.withEmbeddedWorkspace { workspace in
                let operation = try await context.open(workspace)
                var up = UpOptions()
                up.allowOutOfOrder = true
                up.allowExisting = true
                let result = try await operation.up(try workspace.readFolder(), up)
                await operation.close()
                if let failure = result.failure { throw failure }
                try await workspace.dismissRole()
                return try await write(of: workspace, context)
            }
        }
    }

    private func write(
        of workspace: Workspace, _ context: CommandContext
    ) async throws -> ExitStatus {
        let operation = try await context.open(workspace)
        let path = workspace.snapshotPath(name)
        let catalog = try await operation.readCatalog(edges: true)
        let script = sql || Snapshot.hasScript(path) ? try Creation(catalog).script : nil
        let changed = try Snapshot.write(
            catalog, mark: try await operation.readMark(), script: script, to: path)
        await operation.close()
        return context.show(
            SnapshotReport(
                path: path, objects: catalog.objects.count, changed: changed,
                rootHash: catalog.rootHash.description), .done)
    }
}
