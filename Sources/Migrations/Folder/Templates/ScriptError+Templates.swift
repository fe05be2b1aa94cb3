import SQLText

/// Why a template could not be rendered. The messages hold names, never values.
extension ScriptError {
    static func undefined(_ name: String, at position: SourcePosition) -> ScriptError {
        ScriptError(
            code: "template-undefined-variable",
            message: "the placeholder \(name) has no value", position: position,
            remedy: "give one: --var \(name)=VALUE, or variables: in tidemark.yml")
    }

    static func syntax(_ message: String, at position: SourcePosition) -> ScriptError {
        ScriptError(code: "template-syntax", message: message, position: position)
    }

    static func unsupported(_ what: String, at position: SourcePosition) -> ScriptError {
        ScriptError(
            code: "template-unsupported",
            message: "Tidemark does not render \(what)", position: position,
            remedy: "render the file with its own tool, and give tidemark the result")
    }
}
