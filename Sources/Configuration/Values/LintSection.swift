public import Findings

/// What a project wants of `lint`.
public struct LintSection: Sendable, Hashable {
    /// What a rule's findings are.
    public enum Level: String, Sendable, Hashable, CaseIterable {
        /// Nothing: the rule does not run.
        case off
        /// Worth knowing.
        case note
        /// Probably not what was meant.
        case warning
        /// The check says no.
        case error
    }

    /// A rule by name, with the level that it gets.
    ///
    /// Whether there is such a rule is checked by who runs the rules.
    public struct Rule: Sendable, Hashable {
        /// The rule's name.
        public let name: String
        /// Its level.
        public let level: Level
        /// Where it is written.
        public let location: Location
    }

    /// The keys of the section.
    static let keys = ["rules", "server-version"]

    /// The rules that are named.
    public var rules: [Rule] = []
    /// The oldest major release that the migrations have to run on; nil where it is not said.
    public var serverVersion: Int?

    /// Nothing is said.
    public init() {}
}
