import ArgumentParser
import Configuration
import Findings
import Migrations
import PostgresSession
import Reports
import Tidemark

struct ProveCommand: DatabaseCommand {
    static let configuration = CommandConfiguration(
        commandName: "prove", abstract: "Show that the DOWN of a migration undoes its UP.",
        discussion: """
            On a private server each migration is applied, reverted and applied again. After the DOWN the schema \
            must be what it was before, by Tidemark's own reader and by pg_dump; after the second UP what it was \
            after the first. Then all of them are reverted one after the other.

            Without versions: those that are pending on the database that is named (--db, DATABASE_URL), on a \
            copy of its schema; or all, where none is named. The database itself is only read.

            What a DOWN lacks is shown as SQL that was tried. Exit 2 when anything is not proven.
            """)

    @Argument(help: ArgumentHelp("The migrations to prove.", valueName: "version"))
    var versions: [String] = []
    @Flag(help: "Every migration.") var all = false
    @Option(
        help: ArgumentHelp(
            "Begin with a copy of the live schema, or with what the migrations build (live, migrations).",
            valueName: "source"))
    var from: ProveSource?
    @Option(
        help: ArgumentHelp(
            "Try each migration once more with so many made-up rows in each table, and say what is lost.",
            valueName: "rows"))
    var withData: Int?
    @Flag(help: "Write the DOWNs that there are not, as far as they are proven.")
    var writeDown = false
    @Option(
        help: ArgumentHelp(
            "Also write report.json, .md, .sarif, .junit.xml and .html there.",
            valueName: "folder"))
    var reportDir: String?
    @OptionGroup(title: "Global options") var options: GlobalOptions
    @OptionGroup(title: "Configuration") var settings: ConfigurationOptions

    func validate() throws {
        guard (1...10_000).contains(withData ?? 1) else {
            throw ValidationError("--with-data: rows for each table, 1 to 10000")
        }
        guard versions.isEmpty || !all else {
            throw ValidationError("VERSION and --all exclude each other")
        }
        guard from != .live || !all else {
            throw ValidationError("--all begins with an empty database: leave out --from live")
        }
    }

    func run(in context: CommandContext) async throws -> ExitStatus {
        let workspace = try context.workspaceWithoutServer()
        var folder = try workspace.readFolder()
        let faults = folder.findings.filter { $0.severity == .error }
        guard faults.isEmpty else {
            throw RunFailure(
                code: .refused, findings: faults, databaseState: "nothing was changed")
        }
        let (ids, base) = try await scope(of: &folder, workspace, context)
        let start = ContinuousClock.now
        let console = context.console
        var outcome: ProveOutcome =
            ids.isEmpty
            ? .nothing
            : try await workspace.prove(
                folder, ids, base: base, shadow: context.shadow, rows: withData ?? 0
            ) { item, done, total in
                console.progress(
                    ProgressLine(
                        "proving", item: item, done: done, of: total,
                        elapsed: start.duration(to: .now)))
            }
        // A private server has nobody who would wait.
        if base != nil, !options.embedded {
            try await context.withWorkspace { workspace in
                let operation = try await context.open(workspace)
                outcome.targets = try await operation.readTargets(of: outcome)
                await operation.close()
            }
        }
        var written: [String] = []
        if writeDown {
            for down in WrittenDown.of(outcome) {
                try down.write()
                written.append(down.path)
            }
        }
        var report = CheckReport(
            sections: [outcome.section], database: base?.name, toolVersion: toolVersion,
            gitCommit: workspace.gitCommit)
        report.ruleTexts = LintRuleText.byName
        try context.publish(report, to: reportDir)
        return context.show(
            outcome.report(written: written), outcome.isProven ? .done : .checkFailed)
    }

    /// What is to be proven, and on what; the folder becomes what is to be run.
    private func scope(
        of folder: inout Folder, _ workspace: Workspace, _ context: CommandContext
    ) async throws -> (ids: Set<MigrationID>, base: NamedSchema?) {
        let provable = folder.migrations.filter { $0.kind == .versioned && $0.up != nil }
            .map(\.id)
        let known = folder.migrations.map(\.id)
        let named = Set(try versions.map { try MigrationID.find($0, in: known) })
        let isLive = !all && (from == .live || options.embedded || workspace.namesDatabase)
        guard isLive, from != .migrations || versions.isEmpty else {
            return (named.isEmpty ? Set(provable) : named.intersection(provable), nil)
        }
        var pending: Set<MigrationID> = []
        var base: NamedSchema?
        try await context.withWorkspace { workspace in
            let operation = try await context.open(workspace)
            pending = try await operation.survey(folder).pendingIDs.intersection(provable)
            if from != .migrations, named.isSubset(of: pending), !pending.isEmpty {
                base = try await operation.readNamedSchema()
            }
            await operation.close()
        }
        let ids = named.isEmpty ? pending : named
        if base != nil { folder.migrations.removeAll { !pending.contains($0.id) } }
        return (ids, base)
    }
}

/// What is before the first migration.
enum ProveSource: String, ExpressibleByArgument, CaseIterable {
    case live, migrations
}
