/// What there is to say of a rule besides its findings, for formats that list the rules.
public struct RuleText: Sendable, Hashable {
    /// What it finds, in one line without a final full stop.
    public var title: String
    /// Why that matters, as plain text.
    public var reason: String
    /// The documentation of the rule, in Markdown.
    public var markdown: String

    /// Makes a text.
    public init(title: String, reason: String, markdown: String) {
        self.title = title
        self.reason = reason
        self.markdown = markdown
    }
}
