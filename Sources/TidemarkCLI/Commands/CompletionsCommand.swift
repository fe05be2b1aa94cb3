import ArgumentParser
import Reports
import Tidemark

struct CompletionsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "completions", abstract: "Print the completion script of a shell.",
        usage: "tidemark completions [<options>] <shell>")

    @Argument(help: "bash, zsh or fish.") var shell: String
    @OptionGroup(title: "Global options") var options: GlobalOptions

    func validate() throws {
        guard CompletionShell(rawValue: shell) != nil else {
            throw ValidationError("there are completions for bash, zsh and fish, not '\(shell)'")
        }
    }

    mutating func run() async throws {
        let shell = CompletionShell(rawValue: shell) ?? .bash
        try await runCommand("completions", options) { context in
            let script = TidemarkCommand.completionScript(for: shell) + "\n"
            return context.show(DocumentReport("script", script), .done)
        }
    }
}

struct ManCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "man", abstract: "Print the manual page (tidemark man | man -l -).",
        usage: "tidemark man [<options>]")

    @OptionGroup(title: "Global options") var options: GlobalOptions

    mutating func run() async throws {
        try await runCommand("man", options) { context in
            let page = try ManualPage(TidemarkCommand._dumpHelp()).rendered
            return context.show(DocumentReport("page", page), .done)
        }
    }
}
