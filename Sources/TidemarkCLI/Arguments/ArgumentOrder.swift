import ArgumentParser

/// Lets options that every command has stand before it, as in `tidemark --db URL up`.
///
/// Each command declares them, so those before it are moved behind its name.
enum ArgumentOrder {
    // Lists and not sets, which take longer to make than to search a few times.
    static let withValue = [
        "--db", "--config", "--env", "--format", "--color", "--wait",
        "--dir", "--down-dir", "--layout", "--snapshots", "--schemas", "--platform", "--shim",
        "--role", "--var", "--lock-timeout", "--lock-attempts", "--lock-backoff", "--lock-wait",
        "--statement-timeout", "--concurrently-lock-timeout", "--concurrently-statement-timeout",
        "--protected", "--shadow", "--shadow-stubs", "--shadow-keep",
    ]
    static let flags = [
        "--quiet", "-q", "--verbose", "-v", "--embedded", "--yes", "--install-shim",
    ]

    /// The arguments with the command first.
    ///
    /// - Throws: `ValidationError` when there are options and no command.
    static func normalized(_ arguments: [String]) throws -> [String] {
        var index = 0
        while index < arguments.count {
            let argument = arguments[index]
            let name = argument.prefix { $0 != "=" }
            if flags.contains(argument) {
                index += 1
            } else if withValue.contains(String(name)) {
                index += name.count == argument.count ? 2 : 1
            } else {
                break
            }
        }
        if arguments.first == "help" {
            // Help is text whatever the options say.
            return Array(arguments.prefix { !$0.hasPrefix("-") })
        }
        guard index > 0 else { return arguments }
        guard index < arguments.count else {
            let isMissing = index > arguments.count
            throw ValidationError(
                isMissing
                    ? "\(arguments[arguments.count - 1]) needs a value" : "there is no command")
        }
        let rest = Array(arguments[(index + 1)...])
        switch arguments[index] {
        case "--help", "-h", "--version", "help":
            return Array(arguments[index...])
        case let command where command.hasPrefix("-"):
            return Array(arguments[index...])
        case let command:
            // Those of a command within a group go behind its own name.
            let isGroup = CommandNames.named(command)?.configuration.subcommands.isEmpty == false
            let names = [command] + (isGroup ? Array(rest.prefix(1)) : [])
            return names + arguments[..<index] + rest.dropFirst(names.count - 1)
        }
    }
}
