import ArgumentParser
import Findings
import Migrations
import Reports
import Tidemark

/// What is wrong with the arguments, and what to type instead.
struct UsageFailure {
    private let finding: Finding
    private let command: String
    private let arguments: [String]

    /// - Parameter error: what parsing threw, or a command's own check.
    init(_ error: any Error, _ arguments: [String]) {
        self.arguments = arguments
        let type = CommandNames.command(of: arguments)
        let name = type.map(CommandNames.title)
        command = name ?? "tidemark"
        if let error = error as? UnknownCommand {
            let guess = error.suggestion.map { "; did you mean '\($0)'?" } ?? ""
            finding = Finding(
                rule: "usage", severity: .error,
                message: "there is no command '\(error.name)'\(guess)",
                remedy: "tidemark \(error.suggestion ?? "help")")
            return
        }
        let text = TidemarkCommand.message(for: error)
        let hasNoValue = text.hasPrefix("Missing expected argument")
        let example = name.flatMap { hasNoValue ? Self.examples[$0] : nil }
        finding = Finding(
            rule: "usage", severity: .error, message: Self.sentence(text),
            remedy: example ?? "see how it is used: tidemark help" + (name.map { " \($0)" } ?? ""))
    }

    /// Says it: for people on standard error, for programs as the one JSON value.
    func report() -> ExitStatus {
        let options =
            (try? GlobalOptions.parse(outputOptions(["--format", "--color"])))
            ?? (try? GlobalOptions.parse(outputOptions(["--format"]))) ?? GlobalOptions(plain: ())
        let console = Console(options, environment: readEnvironment())
        return Explanation(usage: finding).report(on: console, command: command)
    }

    /// Those of the options that say how to print, as far as they can be made out.
    private func outputOptions(_ names: [String]) -> [String] {
        var found: [String] = []
        for (index, argument) in arguments.enumerated() {
            for name in names {
                if argument == name, index + 1 < arguments.count {
                    found += [name, arguments[index + 1]]
                } else if argument.hasPrefix("\(name)=") {
                    found.append(argument)
                }
            }
        }
        return found
    }

    private static let examples = [
        "new": "tidemark new create_customers",
        "baseline": "the last version that the database has already: tidemark baseline 07",
        "completions": "tidemark completions bash",
    ]

    /// As findings are written: a small letter first, no full stop.
    private static func sentence(_ text: String) -> String {
        let line = text.hasSuffix(".") ? String(text.dropLast()) : text
        // "N and --to exclude each other" begins with a name, not with a word.
        guard line.dropFirst().first?.isLowercase == true else { return line }
        return line.prefix(1).lowercased() + line.dropFirst()
    }
}
