import ArgumentParser
import Catalog
import Configuration
import Findings
import Migrations
import PostgresSession
import Reports
import SchemaDiff
import Tidemark

struct ReconcileCommand: DatabaseCommand {
    static let configuration = CommandConfiguration(
        commandName: "reconcile",
        abstract: "Write the SQL that removes drift, or the migration that adopts it.",
        discussion: """
            Prints the statements that take the live schema to the one that its mark is expected to have, proven on a \
            copy before they are printed. What ignore rules accept stays. Nothing is run.

            --as-migration NAME goes the other way: it writes an UP that takes the expected schema to the live one, a \
            DOWN that takes it back, both proven, and the snapshot. The live database has it already; record that \
            with the command that is printed.
            """)

    @Option(help: ArgumentHelp("Adopt the drift as a migration.", valueName: "name"))
    var asMigration: String?
    @Option(help: ArgumentHelp("The name of the snapshot, or a path.", valueName: "snapshot"))
    var against = "schema"
    @OptionGroup var planning: PlanOptions
    @OptionGroup(title: "Global options") var options: GlobalOptions
    @OptionGroup(title: "Configuration") var settings: ConfigurationOptions

    func validate() throws {
        if let asMigration, NewMigration.slug(asMigration).isEmpty {
            throw ValidationError("a name has letters or digits, such as adopt_index")
        }
        guard asMigration == nil || !planning.unproven else {
            throw ValidationError("--as-migration writes only what is proven")
        }
        guard asMigration == nil || planning.mapRole.isEmpty && planning.missingRoles == nil else {
            throw ValidationError("--as-migration adopts the roles of the database as they are")
        }
        guard asMigration == nil || against == "schema" else {
            throw ValidationError("--as-migration writes the snapshot of the project")
        }
    }

    func run(in context: CommandContext) async throws -> ExitStatus {
        try await context.withWorkspace { workspace in
            let snapshot = try Snapshot(opening: workspace.snapshotPath(against))
            let folder = try? workspace.readFolder()
            let operation = try await context.open(workspace)
            let pending: Set<MigrationID>
            let found: Reconciliation
            do {
                pending =
                    asMigration == nil
                    ? [] : try await operation.survey(try workspace.readFolder()).pendingIDs
                found = try await operation.reconciliation(
                    with: snapshot, folder: folder, shadow: context.shadow,
                    roles: asMigration == nil
                        ? { try planning.applyRoles(to: $0, for: $1, in: workspace) } : nil)
            } catch {
                await operation.close()
                throw error
            }
            await operation.close()
            guard let asMigration else { return try await remove(found, workspace, context) }
            guard pending.isEmpty else { throw Self.pendingFirst(pending) }
            return try await adopt(
                found, as: asMigration, try workspace.readFolder(), workspace, context)
        }
    }

    private func remove(
        _ found: Reconciliation, _ workspace: Workspace, _ context: CommandContext
    ) async throws -> ExitStatus {
        let (live, goal) = (found.live.catalog, found.goal)
        let plan = try await planning.plan(from: live, to: goal, in: workspace, context)
        let isRefused = !plan.gate.refused(plan.plan).isEmpty
        return context.show(
            DiffReport(
                from: found.live.name, to: found.expected.name,
                differences: Comparison().compare(expected: live, actual: goal),
                roles: found.roles, plan: plan),
            isRefused ? .checkFailed : .done)
    }

    private func adopt(
        _ found: Reconciliation, as name: String, _ folder: Folder, _ workspace: Workspace,
        _ context: CommandContext
    ) async throws -> ExitStatus {
        guard !found.differences.isEmpty else {
            return context.show(
                FilesReport(made: [], kept: [], next: "nothing: there is no drift"), .done)
        }
        let (old, new) = (found.expected.catalog, found.adopted)
        let up = try await planning.plan(from: old, to: new, in: workspace, context).plan
        var back = planning
        back.rename = planning.rename.compactMap(Renaming.init).map(\.reversed.text)
        let down = try await back.plan(from: new, to: old, in: workspace, context).plan
        let adopted = try AdoptedDrift.plan(
            name, found, up: up, down: down, folder: folder, in: workspace,
            timestamp: NewMigration.timestamp())
        let (id, snapshot) = try adopted.write(in: workspace)
        return context.show(
            FilesReport(
                made: adopted.files.map(\.path) + [snapshot], kept: [],
                next:
                    "on this database, which has it already: tidemark repair --mark-applied \(id.version)"
            ), .done)
    }

    private static func pendingFirst(_ pending: Set<MigrationID>) -> RunFailure {
        RunFailure(
            code: .refused,
            findings: [
                Finding(
                    rule: "pending", severity: .error,
                    message:
                        "migrations are pending, behind which what is live already would come: "
                        + pending.map(\.description).sorted().joined(separator: ", "),
                    remedy: "tidemark up")
            ], databaseState: "nothing was changed")
    }
}
