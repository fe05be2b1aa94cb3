public import SQLText

/// Why a template could not be rendered.
public struct TemplateError: Error, Sendable, Hashable, CustomStringConvertible {
    /// A stable kebab-case name: `template-undefined-variable`, `template-unknown-function`,
    /// `template-unsupported`, `template-syntax`.
    public var code: String
    /// One sentence for people, without a final full stop; it holds names, never values.
    public var message: String
    /// Where the placeholder or the action begins.
    public var position: SourcePosition
    /// What to type.
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

    static func undefined(_ name: String, at position: SourcePosition) -> TemplateError {
        TemplateError(
            code: "template-undefined-variable",
            message: "The placeholder \(name) has no value", position: position,
            remedy: "give one: --var \(name)=VALUE, or variables: in tidemark.yml")
    }

    static func syntax(_ message: String, at position: SourcePosition) -> TemplateError {
        TemplateError(code: "template-syntax", message: message, position: position)
    }

    static func unsupported(_ what: String, at position: SourcePosition) -> TemplateError {
        TemplateError(
            code: "template-unsupported",
            message: "Tidemark does not render \(what)", position: position,
            remedy: "render the file with its own tool, and give tidemark the result")
    }
}
