import ArgumentParser
import Tidemark

/// One call of the program, from its arguments to its exit code.
struct Invocation {
    let arguments: [String]

    init(_ arguments: [String]) {
        self.arguments = arguments
    }

    /// Parses the arguments, runs the command, and tells what was wrong with either.
    func run() async -> Int32 {
        do {
            let ordered = try ArgumentOrder.normalized(arguments)
            try CommandNames.check(ordered)
            var command = try await parse(ordered)
            if var waiting = command as? any AsyncParsableCommand {
                try await waiting.run()
            } else {
                try command.run()
            }
            return ExitStatus.done.rawValue
        } catch let code as ExitCode {
            return code.rawValue
        } catch {
            guard TidemarkCommand.exitCode(for: error) == .success else {
                return UsageFailure(error, arguments).report().rawValue
            }
            let text = HelpText.ordered(TidemarkCommand.fullMessage(for: error))
            let code = StandardStreams.write(text + "\n", to: 1)
            return code == 0 ? 0 : ExitStatus.failed.rawValue
        }
    }
}

extension Invocation {
    /// Parses the arguments of the one command that is named.
    ///
    /// Only where that is no success all commands are set up, as for help, which takes three times as long:
    /// then the command's line of use begins with the name of the program.
    private func parse(_ ordered: [String]) async throws -> any ParsableCommand {
        if let command = PlainArguments.command(of: ordered) { return command }
        if let name = ordered.first, let type = CommandNames.named(name),
            let command = try? type.parseAsRoot(Array(ordered.dropFirst())),
            Swift.type(of: command) == type
        {
            return command
        }
        return try await TidemarkCommand.asyncParseAsRoot(ordered)
    }
}

/// The help of a command, its own options before those that every command has.
enum HelpText {
    static func ordered(_ text: String) -> String {
        var sections = text.split(separator: "\n\n").map { section in
            section.drop { $0 == "\n" }
        }
        for index in sections.indices {
            while sections[index].last == "\n" { sections[index].removeLast() }
        }
        sections.removeAll { $0.isEmpty }
        if let own = sections.lastIndex(where: { $0.hasPrefix("OPTIONS:") }),
            let common = sections.firstIndex(where: { $0.hasPrefix("GLOBAL OPTIONS:") }),
            common < own
        {
            sections.insert(sections.remove(at: own), at: common)
        }
        return sections.joined(separator: "\n\n").replacing(" SUBCOMMANDS:\n", with: ":\n")
    }
}
