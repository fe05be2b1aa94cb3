public import SQLText

/// The text of a migration that has placeholders, in one of the syntaxes that real folders use.
///
/// Checksums are over the text as it is in the file; values only go to the server.
public struct Template: Sendable, Hashable {
    /// How placeholders are written.
    public enum Syntax: String, Sendable, Hashable, Codable, CaseIterable {
        /// `${NAME}`, with `$${` for a literal `${`: files with `-- tidemark: template env`.
        case environment
        /// Flyway's `${name}`.
        case flyway
        /// goose's `${NAME}`, `$NAME`, `${NAME:-default}` between `ENVSUB ON` and `ENVSUB OFF`.
        case goose
        /// Go's text/template: `{{.name}}`, `{{index .Options "Namespace"}}`, `{{if}}`.
        case go
    }

    /// A name that wants a value.
    public struct Placeholder: Sendable, Hashable {
        /// The name under which the value is given.
        public var name: String
        /// Where it is.
        public var position: SourcePosition
    }

    /// The text as it is in the file.
    public let text: String
    /// How placeholders are written in it.
    public let syntax: Syntax
    /// The position of the first character of `text` in its file.
    public let origin: SourcePosition
    /// For goose: whether an `ENVSUB ON` comes before `text` in its file.
    let isOnFromStart: Bool

    /// Takes `text` for a template of the given syntax without looking for placeholders.
    public init(
        _ text: String, syntax: Syntax, origin: SourcePosition = .start,
        isOnFromStart: Bool = false
    ) {
        self.text = text
        self.syntax = syntax
        self.origin = origin
        self.isOnFromStart = isOnFromStart
    }

    /// Finds out whether a text is a template; nil means that it runs as it is.
    ///
    /// - Parameters:
    ///   - text: The text of one script.
    ///   - layout: The layout of its folder, which says what syntaxes are possible.
    ///   - asksForEnvironment: Whether the file says `-- tidemark: template env`.
    ///   - hasVariables: Whether any variable is given. Flyway's `${x}` inside a literal or a
    ///     function body is text unless one is; outside of them it is a placeholder always.
    ///   - origin: The position of the text in its file.
    ///   - fileBefore: What comes before the text in its file (sections of goose).
    public static func detect(
        in text: String, layout: Layout, asksForEnvironment: Bool = false,
        hasVariables: Bool = false, origin: SourcePosition = .start, fileBefore: String = ""
    ) -> Template? {
        if asksForEnvironment { return Template(text, syntax: .environment, origin: origin) }
        switch layout {
        case .native: return nil
        case .flyway:
            guard text.utf8.contains(UInt8(ascii: "{")) else { return nil }
            let found = hasVariables ? hasDollarBrace(text) : hasDollarBraceOutsideLiterals(text)
            return found ? Template(text, syntax: .flyway, origin: origin) : nil
        case .goose:
            let isOn = gooseSubstitution(in: fileBefore, from: false).isOnAtEnd
            guard isOn || gooseSubstitution(in: text, from: false).isEverOn else { return nil }
            return Template(text, syntax: .goose, origin: origin, isOnFromStart: isOn)
        default:
            return isGoTemplate(text) ? Template(text, syntax: .go, origin: origin) : nil
        }
    }

    /// Replaces every placeholder.
    ///
    /// - Throws: `ScriptError` for the first placeholder without a value and for what is not
    ///   supported, with its place in the file. It never renders a part.
    public func render(_ variables: [String: String]) throws(ScriptError) -> RenderedText {
        switch syntax {
        case .environment, .flyway, .goose:
            var renderer = DollarRenderer(template: self, variables: variables)
            return try renderer.render()
        case .go:
            var parser = GoTemplateParser(template: self)
            let nodes = try parser.parse()
            var renderer = GoTemplateRenderer(template: self, variables: variables)
            return try renderer.render(nodes)
        }
    }
}

extension Template {
    /// The place in the file of a byte of `text`.
    func position(ofByte offset: Int) -> SourcePosition {
        let end = text.utf8.index(text.startIndex, offsetBy: offset, limitedBy: text.endIndex)
        return origin.advanced(over: text.unicodeScalars[..<(end ?? text.endIndex)])
    }
}
