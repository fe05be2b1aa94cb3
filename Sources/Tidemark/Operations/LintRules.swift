public import Findings
import Configuration
public import Migrations
import Proving
public import Reports

/// The rules of `lint`, to be shown.
public struct LintRuleText: Sendable, Hashable {
    /// The rule's name.
    public let id: String
    /// The severity by default; nil where it is off.
    public let severity: Finding.Severity?
    /// What is wrong, in one line.
    public let title: String
    /// Why it matters, as plain text.
    public let reason: String
    /// What the documentation says of it, in Markdown.
    public let markdown: String

    /// Every rule, in the order of the documentation.
    public static var all: [LintRuleText] {
        LintRule.all.map {
            LintRuleText(
                id: $0.id, severity: $0.severity, title: $0.title, reason: $0.reason,
                markdown: $0.markdown)
        }
    }

    /// What reports say of the rules.
    public static var byName: [String: RuleText] {
        Dictionary(
            uniqueKeysWithValues: all.map {
                ($0.id, RuleText(title: $0.title, reason: $0.reason, markdown: $0.markdown))
            })
    }

    /// The rule that a wrong name probably means.
    public static func nearest(to name: String) -> String? { nearestRule(to: name) }
}

extension LintOutcome {
    /// `3 files: 1 error, 2 warnings`, in one line.
    public var summary: String {
        func amount(_ count: Int, _ word: String) -> String {
            "\(count == 0 ? "no" : String(count)) \(word)\(count == 1 ? "" : "s")"
        }
        let found = Finding.Severity.allCases.reversed().compactMap { severity -> String? in
            let count = findings.count { $0.severity == severity }
            return count == 0 ? nil : amount(count, severity.rawValue)
        }
        return amount(files.count, "file") + ": "
            + (found.isEmpty ? "nothing found" : found.joined(separator: ", "))
    }
}

extension Survey {
    /// The migrations that `up` would still run.
    public var pendingIDs: Set<MigrationID> {
        Set(statuses.filter { [.pending, .outOfOrder, .interrupted].contains($0.state) }.map(\.id))
    }
}

extension Folder {
    /// The scripts that are not as a revision of git has them.
    ///
    /// - Throws: `ConfigurationFailure` where git cannot say.
    public func changed(since revision: String) async throws -> LintScope {
        do {
            let paths = Set(try await readChangedFiles(since: revision).map(normalized))
            return .only(
                Set(
                    migrations.filter { migration in
                        migration.up.map { paths.contains(normalized($0.path)) } ?? false
                    }.map(\.id)))
        } catch let error as ChangedFilesError {
            throw ConfigurationFailure(findings: [
                Finding(
                    rule: "no-revision", severity: .error, message: error.message,
                    remedy: "name a revision that `git rev-parse` knows, or give --all")
            ])
        }
    }
}
