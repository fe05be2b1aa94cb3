import ArgumentParser
import Testing

@testable import TidemarkCLI

/// The quick way through the arguments of `up` and `status` gives what ArgumentParser gives.
struct PlainArgumentTests {
    /// A value that each option takes.
    private static func value(of option: String) -> String {
        switch option {
        case "--format": "json"
        case "--color": "never"
        case "--var": "name=value"
        default: "x y"
        }
    }

    /// Every property with its value.
    private func described(_ command: any ParsableCommand) -> [String] {
        switch command {
        case let up as UpCommand: fields(up) + fields(up.options) + fields(up.settings)
        case let status as StatusCommand:
            fields(status) + fields(status.options) + fields(status.settings)
        default: ["\(type(of: command))"]
        }
    }

    private func fields(_ value: Any) -> [String] {
        Mirror(reflecting: value).children.map { child in
            let isGroup = child.label == "_options" || child.label == "_settings"
            return "\(child.label ?? "?") \(isGroup ? "" : "\(child.value)")"
        }
    }

    private func compare(_ arguments: [String]) throws {
        let plain = try #require(PlainArguments.command(of: arguments), "\(arguments)")
        let full = try TidemarkCommand.parseAsRoot(arguments)
        #expect(described(plain) == described(full), "\(arguments)")
        #expect(!described(plain).contains { $0.contains("*definition*") }, "all have a value")
    }

    @Test(arguments: ["up", "migrate", "apply", "status", "info"])
    func readsEveryOptionThatAllCommandsHave(_ name: String) throws {
        try compare([name])
        for option in ArgumentOrder.withValue {
            let value = Self.value(of: option)
            try compare([name, option, value])
            try compare([name, "\(option)=\(value)"])
        }
        for flag in ArgumentOrder.flags { try compare([name, flag]) }
        try compare(
            [name] + ArgumentOrder.withValue.flatMap { [$0, Self.value(of: $0)] }
                + ArgumentOrder.flags.filter { $0.hasPrefix("--") })
        try compare([name, "--var", "a=1", "--db", "host=x user=y", "--var=b=2"])
    }

    @Test func knowsEveryOptionThatArgumentParserKnows() throws {
        let help = TidemarkCommand.helpMessage(for: StatusCommand.self, columns: 400)
        let names = help.matches(of: #/(?m)^  (?:-\w, )?(--[a-z-]+)/#).map { String($0.output.1) }
        let known =
            ArgumentOrder.withValue + ArgumentOrder.flags + ["--check", "--version", "--help"]
        #expect(names.count > 20)
        #expect(Set(names).subtracting(known).isEmpty)
    }

    @Test(arguments: [
        "up 3", "up --to 07", "up --dry-run", "status --check", "up --db", "up --db=", "up -qv",
        "up --format yaml", "up --color=red", "up --quiet --quiet", "up --db a --db b",
        "up --db -x", "up --nonsense", "up -- --db x", "up --help", "up --version", "down",
        "plan --db x", "nothing", "--db x up",
    ])
    func leavesTheRestToArgumentParser(_ line: String) {
        #expect(PlainArguments.command(of: line.split(separator: " ").map(String.init)) == nil)
    }
}
