import ArgumentParser
import Findings
import Migrations
import Reports
import Tidemark

struct PlanCommand: DatabaseCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan", abstract: "Show what up or down would run, statement by statement.",
        discussion: """
            Lock levels are those of the kind of statement. With --execute the statements run in a \
            transaction that is rolled back, and the locks and rows are those that were seen.
            """)

    @Argument(help: "At most so many migrations.") var count: Int?
    @Option(help: ArgumentHelp("As in up and down.", valueName: "version")) var to: String?
    @Flag(help: "Plan a down instead of an up.") var down = false
    @Flag(help: "With --down: everything.") var all = false
    @Flag(help: "Run it in a transaction and roll back.") var execute = false
    @Flag(help: "Whole statements instead of their first lines.") var full = false
    @Option(
        help: ArgumentHelp(
            "Write a script for psql, with the history rows; - prints it.", valueName: "file"))
    var sql: String?
    @Flag(help: "With --sql: even if values of variables are in the script.")
    var withValues = false
    @Flag(help: "Exit with 2 when there is something to run.") var exitCode = false
    @Flag(help: "Include files that come before an applied one.") var allowOutOfOrder = false
    @Flag(help: "As in up.") var allowExisting = false
    @OptionGroup(title: "Global options") var options: GlobalOptions
    @OptionGroup(title: "Configuration") var settings: ConfigurationOptions

    func validate() throws {
        if let count, count < 1 { throw ValidationError("N is at least 1") }
        guard [count != nil, to != nil, all].count(where: { $0 }) <= 1 else {
            throw ValidationError("N, --to and --all exclude each other")
        }
        if withValues, sql == nil { throw ValidationError("--with-values needs --sql") }
    }

    func run(in context: CommandContext) async throws -> ExitStatus {
        try await context.withOperation { operation, folder in
            var target = count.map(Target.count) ?? (down && !all ? .count(1) : .all)
            if let to {
                target =
                    down
                    ? try await operation.findApplied(to, folder)
                    : .version(try await operation.survey(folder).find(to))
            }
            let plan = try await operation.plan(
                folder, down ? .down : .up, to: target, allowOutOfOrder: allowOutOfOrder,
                allowExisting: allowExisting, execute: execute)
            if let sql {
                guard plan.refusals.isEmpty else {
                    throw RunFailure(
                        code: .refused, findings: plan.refusals,
                        databaseState: "nothing was changed")
                }
                let script = try await operation.renderScript(plan, withValues: withValues)
                warnOfValues(plan, context)
                if sql == "-" {
                    return context.show(DocumentReport("sql", script), status(of: plan))
                }
                try Scaffold.write(
                    script, to: sql, replacing: true, isSecret: !plan.variablesInStatements.isEmpty)
                context.console.say(
                    "wrote \(sql); run it with psql -X -v ON_ERROR_STOP=1 -f \(sql)\n")
            }
            return context.show(
                PlanReport(plan, showsText: full), status(of: plan), failure: plan.failure)
        }
    }

    private func status(of plan: PlanResult) -> ExitStatus {
        if !plan.refusals.isEmpty { return .checkFailed }
        if plan.failure != nil { return .failed }
        return exitCode && !plan.steps.isEmpty ? .checkFailed : .done
    }

    private func warnOfValues(_ plan: PlanResult, _ context: CommandContext) {
        let names = plan.variablesInStatements
        guard !names.isEmpty else { return }
        context.console.say([
            Finding(
                rule: "values-in-script", severity: .warning,
                message: "the script holds the values of \(names.joined(separator: ", "))",
                remedy: "keep it as you keep them")
        ])
    }
}
