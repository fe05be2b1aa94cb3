import ArgumentParser
import Configuration
import Findings
import Migrations
import PostgresSession
import Reports
import Tidemark

struct LintCommand: DatabaseCommand {
    static let configuration = CommandConfiguration(
        commandName: "lint", abstract: "Find what is dangerous in migrations, before they run.",
        discussion: """
            Without files: those that are pending on the database that is named (--db, DATABASE_URL), or \
            all where none is. No server is needed for --all, --changed-since and files by name. Exit 2 \
            when a finding is an error.

            A line such as -- tidemark: allow RULE REASON in a file accepts what a rule finds there; \
            lint.rules in tidemark.yml sets levels.
            """)

    @Argument(help: "Files to look at, UPs or DOWNs.") var files: [String] = []
    @Flag(help: "Every migration.") var all = false
    @Option(help: ArgumentHelp("The migrations after this one.", valueName: "version"))
    var since: String?
    @Option(
        help: ArgumentHelp("The files that differ from a revision of git.", valueName: "revision"))
    var changedSince: String?
    @Option(help: ArgumentHelp("Only this rule; may be repeated.", valueName: "rule"))
    var rule: [String] = []
    @Option(help: ArgumentHelp("Not this rule; may be repeated.", valueName: "rule"))
    var allow: [String] = []
    @Option(
        help: ArgumentHelp("The oldest PostgreSQL to think of, from 13.", valueName: "major"))
    var serverVersion: Int?
    @Flag(help: "List the rules.") var rules = false
    @Option(help: ArgumentHelp("Say what a rule is about.", valueName: "rule"))
    var explain: String?
    @Option(
        help: ArgumentHelp(
            "Also write report.json, .md, .sarif, .junit.xml and .html there.",
            valueName: "folder"))
    var reportDir: String?
    @OptionGroup(title: "Global options") var options: GlobalOptions
    @OptionGroup(title: "Configuration") var settings: ConfigurationOptions

    func validate() throws {
        let scopes = [!files.isEmpty, all, since != nil, changedSince != nil]
        guard scopes.count(where: { $0 }) <= 1 else {
            throw ValidationError("FILE, --all, --since and --changed-since exclude each other")
        }
        if let serverVersion, serverVersion < 13 {
            throw ValidationError("--server-version is a major release from 13")
        }
    }

    func run(in context: CommandContext) async throws -> ExitStatus {
        if rules { return context.show(Self.list, .done) }
        if let explain { return try self.explain(explain, context) }
        let workspace = try context.workspaceWithoutServer()
        let folder = try workspace.readFolder()
        var options = LintOptions()
        options.rules = rule
        options.allowed = allow
        options.serverVersion = serverVersion
        let scope = try await scope(of: folder, workspace, &options, context)
        let outcome = try workspace.lint(folder, scope, options)
        let isClean = !outcome.findings.contains { $0.severity == .error }
        try publish(outcome, isClean, workspace, context)
        return context.show(
            LintReport(
                files: outcome.files, findings: outcome.findings,
                serverVersion: outcome.serverVersion), isClean ? .done : .checkFailed)
    }

    private func scope(
        of folder: Folder, _ workspace: Workspace, _ lint: inout LintOptions,
        _ context: CommandContext
    ) async throws -> LintScope {
        if !files.isEmpty { return .files(files) }
        if let since {
            let ids = folder.migrations.map(\.id)
            let found = try MigrationID.find(since, in: ids)
            return .only(Set(ids.drop { $0 != found }.dropFirst()))
        }
        if let changedSince { return try await folder.changed(since: changedSince) }
        guard !all, options.embedded || workspace.namesDatabase else { return .all }
        var scope = LintScope.all
        try await context.withWorkspace { workspace in
            let operation = try await context.open(workspace)
            let survey = try await operation.survey(folder)
            lint.liveVersion = operation.session.serverVersion / 10_000
            scope = .only(survey.pendingIDs)
            await operation.close()
        }
        return scope
    }

    private func publish(
        _ outcome: LintOutcome, _ isClean: Bool, _ workspace: Workspace, _ context: CommandContext
    ) throws {
        var section = CheckReport.Section(
            "lint", isClean ? .passed : .failed, summary: outcome.summary)
        section.findings = outcome.findings
        section.subjects = outcome.files
        var report = CheckReport(
            sections: [section], toolVersion: toolVersion, gitCommit: workspace.gitCommit)
        report.ruleTexts = LintRuleText.byName
        try context.publish(report, to: reportDir)
    }

    private static var list: RuleListReport {
        RuleListReport(
            LintRuleText.all.map { .init(id: $0.id, severity: $0.severity, title: $0.title) })
    }

    private func explain(_ name: String, _ context: CommandContext) throws -> ExitStatus {
        guard let text = LintRuleText.all.first(where: { $0.id == name }) else {
            let near = LintRuleText.nearest(to: name)
            throw ConfigurationFailure(findings: [
                Finding(
                    rule: "unknown-rule", severity: .error, message: "there is no rule `\(name)`",
                    remedy: near.map { "tidemark lint --explain \($0)" } ?? "tidemark lint --rules")
            ])
        }
        return context.show(DocumentReport("markdown", text.markdown), .done)
    }
}
