import Catalog
import JSONText
import SchemaDiff

/// What a difference comes to for a reader: every format shows one of these.
enum Change: Sendable, Hashable {
    /// It is expected and not there.
    case missing
    /// It is there and not expected.
    case unexpected
    /// It is the same, as another version of the server writes it.
    case rendering
    /// It is another, and only the hash of what is expected is known.
    case unknown
    /// Two short values; nil for none.
    case values(expected: String?, actual: String?)
    /// Two texts of several lines.
    case lines(LineDiff)
}

extension Difference {
    /// What it comes to.
    var change: Change {
        guard direction != .rendering else { return .rendering }
        guard let property else {
            switch direction {
            case .missing: return .missing
            case .unexpected: return .unexpected
            case .changed, .rendering: return .unknown
            }
        }
        let isText = Self.texts.contains(property)
        if let old = Self.flat(expected, isText), let new = Self.flat(actual, isText) {
            // A flag at its default is absent, and its default is false.
            let isFlag = expected?.bool != nil || actual?.bool != nil
            let absent = isFlag ? "false" : nil
            return .values(
                expected: expected == nil ? absent : old, actual: actual == nil ? absent : new)
        }
        return .lines(LineDiff(from: Self.lines(expected), to: Self.lines(actual)))
    }

    /// Where on the object it is: `column note › type`; empty for the object itself.
    var place: String {
        [part?.description, property].compactMap(\.self).joined(separator: " › ")
    }

    /// One line: `table public.orders › column note › type: integer → bigint`.
    var sentence: String { "\(path): \(words)" }

    /// What it comes to in a few words, long values shortened.
    package var words: String {
        switch change {
        case .missing: "missing"
        case .unexpected: "not expected"
        case .rendering: "version rendering"
        case .unknown: "changed, and only the hash of what is expected is known"
        case .values(let expected, let actual):
            "\(shortened(expected ?? "–", to: 80)) → \(shortened(actual ?? "–", to: 80))"
        case .lines(let diff): diff.sum
        }
    }

    /// Properties whose lists are texts cut at line ends.
    private static let texts: Set<String> = ["definition", "body", "sqlBody"]
    private static let widest = 72

    /// The value on one line; nil when it takes several.
    private static func flat(_ value: JSONValue?, _ isText: Bool) -> String? {
        switch value {
        case nil: return ""
        case .string(let text)?: return text.utf8.contains(0x0A) ? nil : quotedIfBlank(text)
        case .array?, .object?:
            guard !isText else { return nil }
            let list = lines(value).joined(separator: ", ")
            let isShort = displayWidth(of: list) <= widest && !list.utf8.contains(0x0A)
            return isShort ? quotedIfBlank(list) : nil
        case let value?: return value.render()
        }
    }

    /// A value that cannot be seen gets quotes.
    private static func quotedIfBlank(_ text: String) -> String {
        text.allSatisfy(\.isWhitespace) ? "\"\(text)\"" : text
    }

    private static func lines(_ value: JSONValue?) -> [String] {
        switch value {
        case nil: []
        case .array(let elements)?: elements.flatMap { cut(word($0)) }
        case .object(let object)?: object.members.map { "\($0.key): \(word($0.value))" }
        case let value?: cut(word(value))
        }
    }

    private static func word(_ value: JSONValue) -> String { value.string ?? value.render() }

    private static func cut(_ text: String) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }
}

extension LineDiff {
    /// `2 lines removed, 1 line added`.
    var sum: String {
        let parts = [(removedCount, "removed"), (addedCount, "added")].filter { $0.0 > 0 }
        return parts.map { "\(renderCount($0.0, "line")) \($0.1)" }.joined(separator: ", ")
    }
}

/// The beginning of a text, with `…` where it was cut.
func shortened(_ text: String, to columns: Int) -> String {
    StyledText(text).truncated(to: columns).plain
}
