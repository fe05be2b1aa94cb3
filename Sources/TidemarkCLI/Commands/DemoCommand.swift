import ArgumentParser
import Migrations
import PostgresSession
import Reports
import Tidemark

struct DemoCommand: DatabaseCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo", abstract: "The whole story on a private server, in seconds.",
        discussion: """
            Runs the migrations of this folder, or a small example where there are none: status, up, \
            down, up again, history. Nothing outside the private server is touched.
            """)

    @OptionGroup(title: "Global options") var options: GlobalOptions
    @OptionGroup(title: "Configuration") var settings: ConfigurationOptions

    func run(in context: CommandContext) async throws -> ExitStatus {
        guard options.db == nil else {
            throw ValidationError("demo runs on a private server of its own, never on --db")
        }
        let start = ContinuousClock.now
        var report = try await context.withEmbeddedWorkspace { workspace in
            let example = try context.serverFolder.flatMap {
                try Example(whenMissing: workspace, under: $0)
            }
            let story = DemoStory(context: context, workspace: example?.workspace ?? workspace)
            return try await story.tell(isExample: example != nil)
        }
        report.duration = ContinuousClock.now - start
        let status = report.status.flatMap(ExitStatus.init(rawValue:)) ?? .done
        return context.show(report, status, failure: report.failure)
    }
}

/// The steps of the demonstration, each as the command that does it and what it prints.
private struct DemoStory {
    let context: CommandContext
    let workspace: Workspace

    func tell(isExample: Bool) async throws -> DemoReport {
        let folder = try workspace.readFolder()
        let operation = try await context.open(workspace)
        let name = try await operation.databaseName()
        var report = DemoReport(database: name, folder: folder.root, isExample: isExample)
        head(
            "a private server is running: \(name); \(folder.root) has "
                + renderCount(folder.migrations.count, "migration"))
        head("$ tidemark status")
        show(StatusReport(try await operation.survey(folder), database: name))
        head("$ tidemark up")
        guard add(try await operation.up(folder, UpOptions()), to: &report) else { return report }
        if isExample { try await refuseDataLoss(operation, folder) }
        head("$ tidemark down --all --allow data-loss")
        var down = DownOptions(target: .all)
        down.allowDataLoss = true
        do {
            let planned = try await operation.planDown(folder, down)
            guard add(await operation.down(planned), to: &report) else { return report }
            head("$ tidemark up        # and up again")
            guard add(try await operation.up(folder, UpOptions()), to: &report) else {
                return report
            }
        } catch let failure as RunFailure {
            // A folder without DOWNs has no way back; the story ends here, and says so.
            report.status = ExitStatus(failure).rawValue
            report.failure = failure
            tell(renderFailure(failure, on: context.console.output))
        }
        head("$ tidemark history")
        show(HistoryReport(try await operation.history.readRecords(limit: 20)))
        await operation.close()
        return report
    }

    private func refuseDataLoss(_ operation: Operation, _ folder: Folder) async throws {
        try await operation.session.execute(Example.rows)
        head("$ tidemark down        # there are rows now")
        do {
            _ = try await operation.planDown(folder, DownOptions())
        } catch let failure as RunFailure {
            tell(renderFailure(failure, on: context.console.output))
        }
    }

    private func head(_ text: String) {
        tell("\n" + context.console.output.render(text, .strong) + "\n")
    }

    private func show(_ report: some Report) {
        tell(report.text(on: context.console.output))
    }

    private func tell(_ text: String) {
        if context.console.format == .text { context.console.write(text) }
    }

    /// Adds a run to the report and shows it; whether it went well.
    private func add(_ result: RunResult, to report: inout DemoReport) -> Bool {
        report.runs.append(result)
        show(RunReport([result]))
        guard let failure = result.failure else { return true }
        report.status = ExitStatus(result).rawValue
        report.failure = failure
        return false
    }
}
