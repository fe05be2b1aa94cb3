import ArgumentParser
import Configuration
import Reports

/// How a result is printed.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
}

/// When output is coloured.
enum ColorOption: String, ExpressibleByArgument, CaseIterable {
    case auto
    case always
    case never

    var choice: ColorChoice {
        switch self {
        case .auto: .auto
        case .always: .always
        case .never: .never
        }
    }
}

/// The options that stand before or after any command.
struct GlobalOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The database: a URI or key=value text as libpq takes it. Without it DATABASE_URL, else PG*.",
            valueName: "conninfo"))
    var db: String?

    @Option(help: ArgumentHelp("The configuration (default: tidemark.yml).", valueName: "file"))
    var config: String?

    @Option(help: ArgumentHelp("The environment of the configuration.", valueName: "name"))
    var env: String?

    @Option(help: "text or json.")
    var format: OutputFormat = .text

    @Option(help: "auto, always or never.")
    var color: ColorOption = .auto

    @Flag(name: .shortAndLong, help: "No progress, no notices.")
    var quiet = false

    @Flag(name: .shortAndLong, help: "Every statement as it is sent.")
    var verbose = false

    @Flag(help: "Start a private PostgreSQL for this one command.")
    var embedded = false

    @Option(
        help: ArgumentHelp(
            "Wait so long for a server that does not answer yet.", valueName: "duration"))
    var wait: String?

    @Flag(help: "Do not ask before changing a protected environment.")
    var yes = false
}

/// The keys of the configuration as flags.
struct ConfigurationOptions: ParsableArguments {
    @Option(help: .key(.dir)) var dir: String?
    @Option(help: .key(.downDir)) var downDir: String?
    @Option(help: .key(.layout)) var layout: String?
    @Option(help: .key(.snapshots)) var snapshots: String?
    @Option(help: .key(.schemas)) var schemas: String?
    @Option(help: .key(.platform)) var platform: String?
    @Option(help: .key(.shim)) var shim: String?
    @Option(help: .key(.role)) var role: String?
    @Option(name: .customLong("var"), help: .key(.variables, valueName: "name=value"))
    var variables: [String] = []
    @Option(help: .key(.lockTimeout)) var lockTimeout: String?
    @Option(help: .key(.lockAttempts)) var lockAttempts: String?
    @Option(help: .key(.lockBackoff)) var lockBackoff: String?
    @Option(help: .key(.lockWait)) var lockWait: String?
    @Option(help: .key(.statementTimeout)) var statementTimeout: String?
    @Option(help: .key(.concurrentlyLockTimeout)) var concurrentlyLockTimeout: String?
    @Option(help: .key(.concurrentlyStatementTimeout)) var concurrentlyStatementTimeout: String?
    @Option(help: .key(.protected)) var protected: String?
    @Option(help: .key(.shadow)) var shadow: String?
    @Option(help: .key(.shadowStubs)) var shadowStubs: String?
    @Option(help: .key(.shadowKeep)) var shadowKeep: String?

    @Flag(help: "Install the shim into the database named by --db, too.")
    var installShim = false

    /// Name and value of each `--var`.
    ///
    /// - Throws: `ValidationError` for one without `=`.
    func variablePairs() throws -> [String: String] {
        var pairs: [String: String] = [:]
        for text in variables {
            guard let sign = text.firstIndex(of: "="), sign != text.startIndex else {
                throw ValidationError("--var takes NAME=VALUE, not '\(text)'")
            }
            pairs[String(text[..<sign])] = String(text[text.index(after: sign)...])
        }
        return pairs
    }

    /// What the flags override.
    func overrides(_ options: GlobalOptions) throws -> Configuration.Overrides {
        var overrides = Configuration.Overrides()
        let texts: [(Configuration.Key, String?)] = [
            (.db, options.db), (.dir, dir), (.downDir, downDir), (.layout, layout),
            (.snapshots, snapshots), (.schemas, schemas), (.platform, platform), (.shim, shim),
            (.role, role), (.lockTimeout, lockTimeout), (.lockAttempts, lockAttempts),
            (.lockBackoff, lockBackoff), (.lockWait, lockWait),
            (.statementTimeout, statementTimeout),
            (.concurrentlyLockTimeout, concurrentlyLockTimeout),
            (.concurrentlyStatementTimeout, concurrentlyStatementTimeout),
            (.protected, protected), (.shadow, shadow), (.shadowStubs, shadowStubs),
            (.shadowKeep, shadowKeep),
        ]
        for (key, text) in texts { overrides[key] = text }
        overrides.variables = try variablePairs()
        return overrides
    }
}

extension ArgumentHelp {
    /// The help of a key, from the one table that the documentation uses too.
    static func key(_ key: Configuration.Key, valueName: String? = nil) -> ArgumentHelp {
        let fallback = key.defaultText.isEmpty ? "" : " (default: \(key.defaultText))"
        return ArgumentHelp("\(key.summary)\(fallback).", valueName: valueName ?? key.valueName)
    }
}

extension Configuration.Key {
    fileprivate var valueName: String {
        switch kind {
        case .folder: "folder"
        case .connection: "conninfo"
        case .duration, .durationRange: "duration"
        case .count: "n"
        case .choice(let words): words.joined(separator: "|")
        default: "value"
        }
    }
}
