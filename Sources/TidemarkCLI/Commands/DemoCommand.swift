import ArgumentParser
import Migrations
import PostgresSession
import Reports
import Tidemark

struct DemoCommand: DatabaseCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo", abstract: "The whole story on a private server, in seconds.",
        discussion: """
            Runs the migrations of this folder, or a small example where there are none: up, status, \
            down, up again, history. Nothing outside the private server is touched.
            """)

    @OptionGroup(title: "Global options") var options: GlobalOptions
    @OptionGroup(title: "Configuration") var settings: ConfigurationOptions

    func run(in context: CommandContext) async throws -> ExitStatus {
        guard options.db == nil else {
            throw ValidationError("demo runs on a private server of its own, never on --db")
        }
        return try await context.withEmbeddedWorkspace { workspace in
            let example = try Example(whenMissing: workspace)
            defer { example?.remove() }
            let story = DemoStory(context: context, workspace: example?.workspace ?? workspace)
            return try await story.tell(isExample: example != nil)
        }
    }
}

/// The steps of the demonstration, each as the command that does it and what it prints.
private struct DemoStory {
    let context: CommandContext
    let workspace: Workspace

    func tell(isExample: Bool) async throws -> ExitStatus {
        let start = ContinuousClock.now
        let folder = try workspace.readFolder()
        let operation = try await context.open(workspace)
        let name = try await operation.databaseName()
        head(
            "a private server is running: \(name); \(folder.root) has "
                + renderCount(folder.migrations.count, "migration"))
        head("$ tidemark status")
        context.console.write(
            StatusReport(try await operation.survey(folder), database: name)
                .text(on: context.console.output))
        head("$ tidemark up")
        guard try await run(operation.up(folder, UpOptions())) else { return .failed }
        if isExample {
            try await operation.session.execute(Example.rows)
            head("$ tidemark down        # there are rows now")
            do {
                _ = try await operation.planDown(folder, DownOptions())
            } catch let failure as RunFailure {
                context.console.write(renderFailure(failure, on: context.console.output))
            }
        }
        head("$ tidemark down --all --allow data-loss")
        var down = DownOptions(target: .all)
        down.allowDataLoss = true
        let planned = try await operation.planDown(folder, down)
        guard try await run(operation.down(planned)) else { return .failed }
        head("$ tidemark up        # and up again")
        guard try await run(operation.up(folder, UpOptions())) else { return .failed }
        head("$ tidemark history")
        context.console.write(
            HistoryReport(try await operation.history.readRecords(limit: 20))
                .text(on: context.console.output))
        await operation.close()
        let took = renderElapsed(ContinuousClock.now - start)
        head("up, down and up again in \(took); the private server is gone now")
        return .done
    }

    private func head(_ text: String) {
        context.console.write("\n" + context.console.output.render(text, .strong) + "\n")
    }

    private func run(_ result: RunResult) async throws -> Bool {
        let report = RunReport([result], exitCode: ExitStatus(result).rawValue)
        context.console.write(report.text(on: context.console.output))
        return result.failure == nil
    }
}
