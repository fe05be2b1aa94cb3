import ArgumentParser
import Tidemark

/// The root command.
struct TidemarkCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tidemark",
        abstract: "PostgreSQL migrations that come back down, and drift that is seen.",
        discussion: """
            Global options (--db, --config, --env, --format, --color, --quiet, --verbose, --embedded, \
            --wait, --yes) may stand before or after the command.
            Exit codes: 0 done or clean, 1 failed and nothing changed, 2 the check says no or it was \
            refused, 3 failed part-way, 64 usage or configuration, 69 server not reachable, \
            70 a defect in Tidemark, 75 lock not obtained.
            """,
        version: "tidemark \(toolVersion)",
        subcommands: [
            InitCommand.self, NewCommand.self, StatusCommand.self, PlanCommand.self,
            UpCommand.self, DownCommand.self, RedoCommand.self, BaselineCommand.self,
            RepairCommand.self, HistoryCommand.self, DoctorCommand.self, DemoCommand.self,
            CompletionsCommand.self, ManCommand.self,
        ])
}
