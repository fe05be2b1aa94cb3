import SQLText

/// A statement that makes or updates an extension, by its own tokens.
public struct ExtensionStatement: Sendable, Hashable {
    /// What it does.
    public enum Action: Sendable, Hashable {
        /// CREATE EXTENSION.
        case create(schema: String?, version: String?, mayExist: Bool)
        /// ALTER EXTENSION … UPDATE.
        case update(version: String?)
    }

    /// The name of the extension, unquoted.
    public let name: String
    /// What it does.
    public let action: Action

    /// The extension that must be there for it, in the version that it asks for.
    public var wanted: WantedExtension {
        switch action {
        case .create(_, let version, _): WantedExtension(name: name, version: version)
        case .update(let version): WantedExtension(name: name, version: version)
        }
    }

    /// Reads a statement; nil where it is another one.
    public init?(_ sql: String) {
        var words = tokens(of: sql)[...]
        func take(_ expected: String...) -> Bool {
            let next = words.prefix(expected.count)
            guard
                next.count == expected.count,
                zip(next, expected).allSatisfy({
                    $0.kind == .word && $0.text.lowercased() == $1
                })
            else { return false }
            words.removeFirst(expected.count)
            return true
        }
        func value() -> String? {
            guard let token = words.popFirst() else { return nil }
            guard token.kind == .string else { return parseIdentifier(token.text) }
            return token.text.hasPrefix("'")
                ? String(token.text.dropFirst().dropLast()).replacing("''", with: "'") : nil
        }
        if take("create", "extension") {
            let mayExist = take("if", "not", "exists")
            guard let name = value() else { return nil }
            var (schema, version): (String?, String?)
            _ = take("with")
            while true {
                if take("schema") {
                    schema = value()
                } else if take("version") {
                    version = value()
                } else if !take("cascade") {
                    break
                }
            }
            self.name = name
            action = .create(schema: schema, version: version, mayExist: mayExist)
        } else if take("alter", "extension") {
            guard let name = value(), take("update") else { return nil }
            self.name = name
            action = .update(version: take("to") ? value() : nil)
        } else {
            return nil
        }
    }
}
