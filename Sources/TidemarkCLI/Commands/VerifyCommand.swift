import ArgumentParser
import Catalog
import Migrations
import Reports
import SchemaDiff
import Tidemark

struct VerifyCommand: DatabaseCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Run the verify scripts, and compare the live schema with the snapshot.",
        discussion: """
            Verify scripts are those of Sqitch projects, of what is applied; each runs in a transaction that is \
            rolled back. The comparison is what up and down end with. Nothing is changed.
            """)

    @OptionGroup(title: "Global options") var options: GlobalOptions
    @OptionGroup(title: "Configuration") var settings: ConfigurationOptions

    func run(in context: CommandContext) async throws -> ExitStatus {
        try await context.withWorkspace { workspace in
            let folder = try? workspace.readFolder()
            let snapshot = try openSnapshot(workspace, folder)
            let operation = try await context.open(workspace)
            var drift: Drift?
            if let snapshot {
                drift = try await operation.drift(
                    against: snapshot, folder: folder, shadow: context.shadow)
            }
            var scripts: VerifyScripts?
            if let folder { scripts = try await operation.runVerifyScripts(folder) }
            let database = try await operation.databaseName()
            await operation.close()
            let report = VerifyReport(
                drift: drift, database: database, verified: scripts?.verified ?? [],
                findings: scripts?.findings ?? [])
            return context.show(report, report.isClean ? .done : .checkFailed)
        }
    }

    /// The snapshot; nil where there is none and verify scripts are enough to go by.
    private func openSnapshot(_ workspace: Workspace, _ folder: Folder?) throws -> Snapshot? {
        do {
            return try Snapshot(opening: workspace.snapshotPath("schema"))
        } catch {
            guard error.isAbsent, folder?.hasVerifyScripts == true else { throw error }
            return nil
        }
    }
}
