import ArgumentParser
import Configuration
import Findings
import JSONText
import Migrations
import PostgresSession
import Reports
import Tidemark

struct CheckCommand: DatabaseCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "All checks in one go, with one verdict: what CI runs.",
        discussion: """
            status: every migration is applied, unchanged. lint: nothing that is pending is dangerous. \
            snapshot: the migrations build what the snapshot has, on a private server. verify: the verify \
            scripts of what is applied pass, where the folder has some. drift: the database is as its mark \
            says. prove: the DOWN of what is pending undoes its UP, on a copy of the schema. Without a \
            database (--db, DATABASE_URL) all but snapshot and prove are skipped and said to be; lint and prove \
            look at what --changed-since names, without it prove at every migration.

            On GitHub the report is also added to the summary of the step, and what is wrong is \
            annotated on its lines.
            """)

    @Flag(help: "Exit with 69 when no database is named.") var requireLive = false
    @Flag(help: "Do not mind migrations that are not applied yet.") var allowPending = false
    @Flag(help: "Mind what is present and not compared.") var strict = false
    @Flag(help: "Do not prove that DOWNs undo UPs.") var skipProve = false
    @Option(
        help: ArgumentHelp(
            "Without a database: lint and prove the files that differ from a revision of git.",
            valueName: "revision"))
    var changedSince: String?
    @Option(
        help: ArgumentHelp(
            "Also write report.json, .md, .sarif, .junit.xml and .html there.",
            valueName: "folder"))
    var reportDir: String?
    @OptionGroup(title: "Global options") var options: GlobalOptions
    @OptionGroup(title: "Configuration") var settings: ConfigurationOptions

    func run(in context: CommandContext) async throws -> ExitStatus {
        let workspace = try context.workspaceWithoutServer()
        let isLive = options.embedded || workspace.namesDatabase
        guard isLive || !requireLive else {
            throw SessionError(
                code: .connectionFailed,
                message:
                    "no database is named, and --require-live wants one: give --db or DATABASE_URL")
        }
        let folder = try workspace.readFolder()
        var check = CheckOptions()
        check.allowsPending = allowPending
        check.isStrict = strict
        var report = CheckReport(
            sections: [], expectation: workspace.snapshotPath("schema"), toolVersion: toolVersion,
            gitCommit: workspace.gitCommit)
        let snapshot = try await workspace.checkSnapshot(folder, shadow: context.shadow)
        if isLive {
            try await context.withWorkspace { workspace in
                let operation = try await context.open(workspace)
                report.database = try await operation.databaseName()
                report.sections.append(try await operation.checkStatus(folder, check))
                report.sections.append(try await operation.checkLint(folder))
                report.sections.append(snapshot)
                if let scripts = try await operation.checkVerifyScripts(folder) {
                    report.sections.append(scripts)
                }
                report.sections.append(
                    try await operation.checkDrift(
                        folder, check, shadow: context.shadow))
                if !skipProve {
                    let pending = try await operation.survey(folder).pendingIDs
                    report.sections.append(
                        try await workspace.checkProof(
                            folder, pending, on: operation, shadow: context.shadow))
                }
                await operation.close()
            }
        } else {
            let reason = "live database not checked"
            report.sections = [
                CheckReport.Section("status", .skipped(reason), summary: reason),
                try await workspace.checkLint(folder, changedSince: changedSince), snapshot,
                CheckReport.Section("drift", .skipped(reason), summary: reason),
            ]
            if !skipProve {
                var changed: Set<MigrationID>?
                if let changedSince,
                    case .only(let ids) = try await folder.changed(since: changedSince)
                {
                    changed = ids
                }
                report.sections.append(
                    try await workspace.checkProof(
                        folder, changed, on: nil, shadow: context.shadow))
            }
        }
        report.ruleTexts = LintRuleText.byName
        try context.publish(report, to: reportDir)
        return context.show(report, report.verdict == .failed ? .checkFailed : .done)
    }
}
