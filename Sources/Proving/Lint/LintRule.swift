package import Findings

/// One static rule: what it looks for in a statement, why that hurts, and what to write instead.
///
/// A rule is a value in a file of its own under `Rules/`, named after its identifier. It sees one statement with what the
/// files so far have made; it asks no server.
package struct LintRule: Sendable {
    /// The stable kebab-case name, as in `allow` directives and in the configuration.
    package let id: String
    /// How much its findings matter unless the configuration says otherwise; nil where it is off.
    package let severity: Finding.Severity?
    /// What is wrong, in one line.
    package let title: String
    /// Why, for the documentation: what PostgreSQL does, and what that does to everybody else.
    package let reason: String
    /// The safe form, for the documentation; SQL with comments.
    package let instead: String
    /// The major releases in which it is so; it does not fire for servers outside.
    package let versions: ClosedRange<Int>
    /// Statements that show it, run by the tests.
    package let examples: LintExamples
    /// The findings of one statement.
    let find: @Sendable (LintContext) -> [Hazard]

    init(
        _ id: String, _ severity: Finding.Severity?, _ title: String,
        versions: ClosedRange<Int> = 1...99,
        reason: String, instead: String, examples: LintExamples,
        find: @escaping @Sendable (LintContext) -> [Hazard]
    ) {
        self.id = id
        self.severity = severity
        self.title = title
        self.versions = versions
        self.reason = reason
        self.instead = instead
        self.examples = examples
        self.find = find
    }

    /// The rule of a name.
    package static func named(_ id: String) -> LintRule? { all.first { $0.id == id } }
}

/// What a rule says of one statement.
package struct Hazard: Sendable, Hashable {
    /// What it does, in one sentence without a final full stop.
    package var message: String
    /// The byte of the statement that it is about; nil for its first word.
    package var offset: Int?
    /// What shows it.
    package var evidence: [String]
    /// What to type instead.
    package var remedy: String?
    /// Less than the rule's severity, where the text does not tell for sure.
    package var severity: Finding.Severity?

    init(
        _ message: String, at offset: Int? = nil, evidence: [String] = [],
        next remedy: String? = nil,
        severity: Finding.Severity? = nil
    ) {
        self.message = message
        self.offset = offset
        self.evidence = evidence
        self.remedy = remedy
        self.severity = severity
    }
}
