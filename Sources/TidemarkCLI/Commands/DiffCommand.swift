import ArgumentParser
import Catalog
import Configuration
import Findings
import Migrations
import PostgresSession
import Proving
import Reports
import SchemaDiff
import Tidemark

struct DiffCommand: DatabaseCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Compare two schemas, or write the SQL from one to the other.",
        discussion: """
            FROM and TO are each live, git:REVISION, migrations:DIR or migrations:DIR@VERSION, the folder of a \
            snapshot, or else a conninfo. TO is the snapshot of the project when it is left out.

            --sql prints the statements in the order in which the server takes them, each with its hazards. They are \
            proven before they are printed: run on a copy of FROM on a private server, where they must leave what TO \
            is, by Tidemark and by pg_dump. What no plan is made for is named, and nothing is printed (exit 2).
            """)

    @Argument(help: ArgumentHelp("The schema that there is.", valueName: "from")) var from: String
    @Argument(help: ArgumentHelp("The schema that is wanted.", valueName: "to")) var to: String?
    @Flag(help: "Write the SQL that turns FROM into TO.") var sql = false
    @Flag(help: "Exit with 2 when something differs.") var exitCode = false
    @OptionGroup var planning: PlanOptions
    @OptionGroup(title: "Global options") var options: GlobalOptions
    @OptionGroup(title: "Configuration") var settings: ConfigurationOptions

    func run(in context: CommandContext) async throws -> ExitStatus {
        try await context.withWorkspace { workspace in
            if sql { await context.shadow.prepare() }
            let (old, wanted) = try await context.timed("reading both schemas") {
                try await read(workspace, context)
            }
            let (new, roles) = try planning.applyRoles(to: wanted, for: old, in: workspace)
            let differences = await context.timed("comparing") {
                Comparison().compare(expected: old.catalog, actual: new.catalog)
            }
            let status: ExitStatus =
                exitCode && !differences.isEmpty ? .checkFailed : .done
            guard sql else {
                return context.show(
                    DiffReport(
                        from: old.name, to: new.name, differences: differences, roles: roles),
                    status)
            }
            let plan = try await planning.plan(
                from: old.catalog, to: new.catalog, in: workspace, context)
            let isRefused = !plan.gate.refused(plan.plan).isEmpty
            return context.show(
                DiffReport(
                    from: old.name, to: new.name, differences: differences, roles: roles,
                    plan: plan),
                isRefused ? .checkFailed : status)
        }
    }

    /// Reads both at once, unless both need the one shadow server.
    private func read(
        _ workspace: Workspace, _ context: CommandContext
    ) async throws -> (NamedSchema, NamedSchema) {
        let sources = [from, to ?? workspace.snapshotPath("schema")].map {
            SchemaSource($0, isSnapshot: Workspace.isSnapshot)
        }
        let (console, command, shadow) = (context.console, context.name, context.shadow)
        @Sendable func read(_ number: Int) async throws -> NamedSchema {
            try await workspace.readSchema(
                sources[number], command: command, shadow: shadow,
                observe: { console.tell($0) })
        }
        guard !sources.allSatisfy(\.needsShadow) else {
            return (try await read(0), try await read(1))
        }
        async let old = read(0)
        async let new = read(1)
        return (try await old, try await new)
    }
}
