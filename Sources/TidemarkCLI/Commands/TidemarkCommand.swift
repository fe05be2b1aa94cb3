import ArgumentParser
import Tidemark

/// The root command.
struct TidemarkCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tidemark",
        abstract: "PostgreSQL migrations that come back down, and drift that is seen.",
        discussion: """
            Start here:
              tidemark demo            the whole story on a private server, in seconds
              tidemark init            folders and tidemark.yml in this directory
              tidemark new NAME        the files of a migration, to fill in
              tidemark --embedded up   try the migrations on a private server
              tidemark --db URL up     apply them to yours (or set DATABASE_URL)

            Global options (--db, --config, --env, --format, --color, --quiet, --verbose, --embedded, \
            --wait, --yes) may stand before or after the command.

            Exit codes: 0 done or clean, 1 failed and nothing changed, 2 the check says no or it was \
            refused, 3 failed part-way, 64 usage or configuration, 69 server not reachable, \
            70 a defect in Tidemark, 75 lock not obtained, 129, 130 or 143 interrupted.
            """,
        version: "tidemark \(toolVersion)",
        groupedSubcommands: [
            CommandGroup(
                name: "Begin", subcommands: [InitCommand.self, NewCommand.self, DemoCommand.self]),
            CommandGroup(
                name: "Look",
                subcommands: [
                    StatusCommand.self, PlanCommand.self, HistoryCommand.self, DoctorCommand.self,
                ]),
            CommandGroup(
                name: "Compare",
                subcommands: [
                    LintCommand.self, ProveCommand.self, SnapshotCommand.self, DriftCommand.self,
                    VerifyCommand.self,
                    DiffCommand.self, ReconcileCommand.self, CheckCommand.self, RLSCommand.self,
                ]),
            CommandGroup(
                name: "Change the database",
                subcommands: [UpCommand.self, DownCommand.self, RedoCommand.self]),
            CommandGroup(
                name: "Take over and mend",
                subcommands: [BaselineCommand.self, RepairCommand.self]),
            CommandGroup(
                name: "Tidemark itself", subcommands: [CompletionsCommand.self, ManCommand.self]),
        ])
}
