/// A script that cannot be rendered or cut into statements, found before anything is sent.
public struct ScriptError: Error, Sendable, Hashable, CustomStringConvertible {
    /// A stable name: `unterminated-string`, `unterminated-identifier`, `unterminated-comment`,
    /// `unterminated-dollar-quote`, `unclosed-parenthesis`, `unclosed-body`, `psql-command`,
    /// `psql-variable`, `text-after-copy`, `invalid-utf8` or `nul-byte`; of a template
    /// `template-undefined-variable`, `template-unknown-function`, `template-unsupported` or
    /// `template-syntax`.
    public var code: String
    /// One sentence for people.
    public var message: String
    /// Where it starts: for something never closed, where it was opened.
    public var position: SourcePosition
    /// What to do about it, where that is known.
    public var remedy: String?

    /// Makes an error.
    public init(code: String, message: String, position: SourcePosition, remedy: String? = nil) {
        self.code = code
        self.message = message
        self.position = position
        self.remedy = remedy
    }

    /// `line:column: message`.
    public var description: String { "\(position.line):\(position.column): \(message)" }
}
