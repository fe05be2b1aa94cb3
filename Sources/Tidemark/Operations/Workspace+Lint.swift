import Configuration
public import Findings
public import Migrations
import Proving

/// Which scripts `lint` looks at.
public enum LintScope: Sendable, Hashable {
    /// Every UP of the folder.
    case all
    /// The UPs of these migrations.
    case only(Set<MigrationID>)
    /// The files of these paths, UPs, DOWNs or any other.
    case files([String])
}

/// What `lint` is asked to do.
public struct LintOptions: Sendable, Hashable {
    /// The rules to look at; empty for all.
    public var rules: [String] = []
    /// Rules that are accepted everywhere.
    public var allowed: [String] = []
    /// The oldest major release the files have to run on; nil where nobody said so.
    public var serverVersion: Int?
    /// The release of the server that is connected.
    public var liveVersion: Int?

    /// Makes options.
    public init() {}
}

/// What the rules found.
public struct LintOutcome: Sendable {
    /// The scripts that were looked at, in their order.
    public var files: [String]
    /// Everything found, file by file.
    public var findings: [Finding]
    /// The oldest release that the rules had in mind.
    public var serverVersion: Int
}

extension Workspace {
    /// Runs the static rules over scripts of a folder, in its order, knowing what the earlier ones make.
    ///
    /// Reads every UP up to the last that is wanted; connects to nothing.
    ///
    /// - Throws: `ConfigurationFailure` for a rule that does not exist; `FileError` for a file that is not there.
    public func lint(
        _ folder: Folder, _ scope: LintScope, _ options: LintOptions = LintOptions()
    ) throws -> LintOutcome {
        let settings = try lintSettings(options)
        let parser = parser(for: folder)
        var inputs: [LintInput] = []
        var named: [String] = []
        if case .files(let paths) = scope { named = paths.map(normalized) }
        for migration in folder.migrations {
            guard let up = migration.up else { continue }
            let isWanted: Bool
            switch scope {
            case .all: isWanted = true
            case .only(let ids): isWanted = ids.contains(migration.id)
            case .files:
                let path = normalized(up.path)
                isWanted = named.contains(path)
                named.removeAll { $0 == path }
            }
            inputs.append(LintInput(parse(up, parser), isWanted: isWanted))
        }
        // DOWNs and files beside the folder run when all of it is there.
        let downs = folder.migrations.compactMap(\.down)
        for path in named {
            let script = downs.first { normalized($0.path) == path } ?? Script(path: path)
            _ = try FileBytes(path: script.path)
            inputs.append(LintInput(parse(script, parser)))
        }
        let results = Linter(settings).lint(inputs)
        return LintOutcome(
            files: results.map(\.path), findings: results.flatMap(\.findings),
            serverVersion: settings.server)
    }

    /// The findings of each statement of the steps of a plan, by migration and statement from 0.
    ///
    /// - Throws: `ConfigurationFailure`.
    func lint(
        _ steps: [PreparedStep], of folder: Folder, liveVersion: Int
    ) throws -> [MigrationID: [Int: [Finding]]] {
        var options = LintOptions()
        options.liveVersion = liveVersion
        let parser = parser(for: folder)
        var inputs: [LintInput] = []
        let planned = Dictionary(steps.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        var order: [MigrationID] = []
        for migration in folder.migrations {
            if let step = planned[migration.id] {
                inputs.append(LintInput(.success(step.script)))
                order.append(migration.id)
            } else if let up = migration.up {
                inputs.append(LintInput(parse(up, parser), isWanted: false))
            }
        }
        let results = Linter(try lintSettings(options)).lint(inputs)
        return Dictionary(
            zip(order, results.map(\.statements)), uniquingKeysWith: { first, _ in first })
    }

    private func parse(
        _ script: Script, _ parser: ScriptParser
    ) -> Result<ParsedScript, ScriptFailure> {
        do {
            return .success(try parser.parse(script))
        } catch {
            return .failure(error)
        }
    }

    /// The settings of the configuration and the flags.
    private func lintSettings(_ options: LintOptions) throws -> LintSettings {
        var settings = LintSettings()
        var faults: [Finding] = []
        for rule in configuration.lint.rules {
            guard LintRule.named(rule.name) != nil else {
                faults.append(unknownRule(rule.name, at: rule.location))
                continue
            }
            settings.severities[rule.name] = .some(Finding.Severity(rawValue: rule.level.rawValue))
        }
        for name in options.rules + options.allowed where LintRule.named(name) == nil {
            faults.append(unknownRule(name, at: nil))
        }
        guard faults.isEmpty else { throw ConfigurationFailure(findings: faults) }
        settings.only = Set(options.rules)
        settings.allowed = Set(options.allowed)
        settings.server =
            options.serverVersion ?? configuration.lint.serverVersion ?? options.liveVersion
            ?? LintSettings.oldestServer
        settings.waitsForEver = configuration.lockTimeout == .zero
        return settings
    }

    private func unknownRule(_ name: String, at location: Location?) -> Finding {
        Finding(
            rule: "unknown-rule", severity: .error, message: "there is no rule `\(name)`",
            location: location,
            remedy: nearestRule(to: name).map { "did you mean `\($0)`?" }
                ?? "see the rules: tidemark lint --rules")
    }
}

/// A path without `./` and doubled slashes, to be compared.
func normalized(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
        if part == "..", let last = parts.last, last != ".." {
            parts.removeLast()
        } else {
            parts.append(part)
        }
    }
    return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
}
