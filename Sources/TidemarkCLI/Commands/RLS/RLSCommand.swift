import ArgumentParser

/// The commands about row-level security.
struct RLSCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rls",
        abstract: "Row-level security: who reaches which rows.",
        subcommands: [RLSMatrixCommand.self])
}
