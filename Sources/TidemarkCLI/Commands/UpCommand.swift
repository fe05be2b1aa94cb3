import ArgumentParser
import Findings
import Migrations
import Reports
import SchemaDiff
import Tidemark

/// What `--allow` of `up` knows.
enum UpPermission: String, ExpressibleByArgument, CaseIterable {
    case drift
}

struct UpCommand: DatabaseCommand {
    static let configuration = CommandConfiguration(
        commandName: "up", abstract: "Apply pending migrations.",
        discussion: """
            Each file runs in a transaction together with its line of history. Refuses, before anything \
            runs, when an applied file was edited or is missing, when a pending one is out of order, or \
            when the database has objects and no history.
            """,
        aliases: ["migrate", "apply"])

    @Argument(help: "At most so many migrations.") var count: Int?
    @Option(help: ArgumentHelp("Up to this version and with it.", valueName: "version"))
    var to: String?
    @Flag(help: "All of them in one transaction.") var singleTransaction = false
    @Flag(help: "Run files that come before an applied one.") var allowOutOfOrder = false
    @Flag(help: "Run although the database has objects and no history.") var allowExisting = false
    @Flag(help: "Do not compare the schema before and afterwards.") var noVerify = false
    @Option(help: ArgumentHelp("drift: touch what has drifted.", valueName: "what"))
    var allow: [UpPermission] = []
    @Flag(help: "Only show what would run (the same as plan).") var dryRun = false
    @OptionGroup(title: "Global options") var options: GlobalOptions
    @OptionGroup(title: "Configuration") var settings: ConfigurationOptions

    var changesDatabase: Bool { !dryRun }

    func validate() throws {
        if let count, count < 1 { throw ValidationError("N is at least 1") }
        if count != nil, to != nil { throw ValidationError("N and --to exclude each other") }
    }

    func run(in context: CommandContext) async throws -> ExitStatus {
        try await context.withOperation { operation, folder in
            var up = UpOptions(target: count.map(Target.count) ?? .all)
            if let to { up.target = .version(try await operation.survey(folder).find(to)) }
            up.singleTransaction = singleTransaction
            up.allowOutOfOrder = allowOutOfOrder
            up.allowExisting = allowExisting
            up.verifies = !noVerify
            up.allowDrift = allow.contains(.drift)
            if dryRun {
                let plan = try await operation.plan(
                    folder, .up, to: up.target, allowOutOfOrder: allowOutOfOrder,
                    allowExisting: allowExisting, execute: false)
                return context.show(PlanReport(plan), plan.refusals.isEmpty ? .done : .checkFailed)
            }
            let result = try await operation.up(folder, up)
            return try await context.finish([result], verifying: noVerify ? nil : operation)
        }
    }
}

extension CommandContext {
    /// Shows what a run has done; its failure goes to standard error.
    ///
    /// A run that changed something ends with a look at the schema, unless `operation` is nil.
    func finish(
        _ results: [RunResult], verifying operation: Operation?
    ) async throws -> ExitStatus {
        var status = ExitStatus(results)
        results.forEach { console.say($0.findings) }
        hasChangedDatabase = results.contains { !$0.outcomes.isEmpty }
        var verification: Verification?
        if let operation, status == .done, hasChangedDatabase {
            do {
                verification = try await operation.verifyAfterRun()
            } catch {
                // What was applied is applied, whatever becomes of the look afterwards.
                console.say([
                    Finding(
                        rule: "not-verified", severity: .warning,
                        message: "the schema was not compared afterwards: \(error)",
                        remedy: "tidemark verify")
                ])
                status = .partial
            }
        }
        let report = RunReport(results, drift: verification?.drift)
        if let drift = verification?.drift, !drift.isClean { status = .checkFailed }
        if ![.done, .checkFailed].contains(status), console.format == .text {
            console.complain(report.text(on: console.talk))
            return status
        }
        return show(report, status, failure: results.compactMap(\.failure).first)
    }
}
