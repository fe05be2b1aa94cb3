import ArgumentParser
import Catalog
import Proving
import Reports
import RowSecurity
import Tidemark

struct RLSMatrixCommand: DatabaseCommand {
    static let title = "rls matrix"
    static let configuration = CommandConfiguration(
        commandName: "matrix",
        abstract: "Show which rows each role reaches in each table, and by what.",
        discussion: """
            SCHEMA is live, git:REVISION, migrations:DIR or migrations:DIR@VERSION, the folder of a snapshot, or else a \
            conninfo. It is worked out from the catalog alone: nothing is run as another role.
            """)

    @Argument(help: ArgumentHelp("The schema to look at.", valueName: "schema"))
    var schema = "live"
    @Option(
        name: .customLong("for-role"),
        help: ArgumentHelp("Only this role. May be repeated.", valueName: "name"))
    var roles: [String] = []
    @Option(
        name: .customLong("table"),
        help: ArgumentHelp("Only this table, as schema.name. May be repeated.", valueName: "name"))
    var tables: [String] = []
    @Flag(help: "Also TRUNCATE, REFERENCES and TRIGGER, which pass policies by.")
    var allActions = false
    @Flag(help: "Tell the policies and predicates behind each cell.") var explain = false
    @OptionGroup(title: "Global options") var options: GlobalOptions
    @OptionGroup(title: "Configuration") var settings: ConfigurationOptions

    func run(in context: CommandContext) async throws -> ExitStatus {
        try await context.withWorkspace { workspace in
            let console = context.console
            let source = SchemaSource(schema, isSnapshot: Workspace.isSnapshot)
            let found = try await workspace.readSchema(
                source, command: context.name, shadow: context.shadow,
                observe: { console.tell($0) })
            let matrix = AccessMatrix(found.catalog, roles: roles.isEmpty ? nil : roles)
            for table in tables where !matrix.cells.contains(where: { $0.table.identity == table })
            {
                throw ValidationError("--table: \(found.name) has no table \(table)")
            }
            for role in roles where !matrix.isNamed(role) {
                throw ValidationError("--for-role: \(found.name) names no role \(role)")
            }
            return context.show(
                AccessReport(
                    schema: found.name, matrix, tables: tables.isEmpty ? nil : Set(tables),
                    showsAllActions: allActions, explains: explain), .done)
        }
    }
}
