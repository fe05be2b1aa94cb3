/// Reads what a CREATE, an ALTER or a DROP does to names.
struct NameChangeReader {
    var changes: [NameChange] = []
    var cursor: TokenCursor
    var tokens: TokenList { cursor.tokens }

    init(_ tokens: TokenList) {
        cursor = TokenCursor(tokens)
    }

    mutating func read() {
        if cursor.take("create") {
            readCreate()
        } else if cursor.take("alter") {
            readAlter()
        } else if cursor.take("drop") {
            readDrop()
        }
    }

    /// Steps over the words of a kind whose objects are named alone, and tells its space.
    mutating func takeSpace() -> NamedElement.Space? {
        for (words, space) in spaces
        where words.enumerated().allSatisfy({ tokens.isWord(cursor.index + $0, $1) }) {
            cursor.index += words.count
            return space
        }
        return nil
    }

    /// Steps over the word of a kind of part that is named with its table.
    mutating func takePartKind() -> String? {
        for kind in ["trigger", "policy", "rule"] as [StaticString] where cursor.take(kind) {
            return "\(kind)"
        }
        return nil
    }

    /// Reads `name ON table`, with more between them for a trigger and a rule.
    mutating func takePart(_ kind: String) -> NamedElement? {
        guard let name = cursor.takeIdentifier() else { return nil }
        let found =
            kind == "rule" && cursor.take("as")
            ? cursor.skip(to: "to") && cursor.take("to")
            : cursor.skip(to: "on") && cursor.take("on")
        guard found, let table = cursor.takeName() else { return nil }
        return NamedElement(.relation, table).with(kind, name)
    }

    /// Reads a routine's list of arguments where one comes next.
    mutating func takeArguments(countsOut: Bool) -> ArgumentTypes? {
        cursor.takeParentheses().map { ArgumentTypes(tokens, $0, countsOut: countsOut) }
    }
}

/// Kinds of objects by their words, the longer ones first.
///
/// What is named by more than a name (casts, operators and
/// their classes, transforms, user mappings) is not among them.
private let spaces: [([StaticString], NamedElement.Space)] = [
    (["foreign", "data", "wrapper"], .other("FOREIGN DATA WRAPPER")),
    (["text", "search", "configuration"], .other("TEXT SEARCH CONFIGURATION")),
    (["text", "search", "dictionary"], .other("TEXT SEARCH DICTIONARY")),
    (["text", "search", "parser"], .other("TEXT SEARCH PARSER")),
    (["text", "search", "template"], .other("TEXT SEARCH TEMPLATE")),
    (["event", "trigger"], .other("EVENT TRIGGER")),
    (["access", "method"], .other("ACCESS METHOD")),
    (["foreign", "table"], .relation),
    (["materialized", "view"], .relation),
    (["table"], .relation), (["view"], .relation), (["sequence"], .relation),
    (["type"], .type), (["domain"], .type),
    (["function"], .routine), (["procedure"], .routine), (["aggregate"], .routine),
    (["routine"], .routine),
    (["schema"], .other("SCHEMA")), (["extension"], .other("EXTENSION")),
    (["language"], .other("LANGUAGE")), (["procedural", "language"], .other("LANGUAGE")),
    (["collation"], .other("COLLATION")), (["conversion"], .other("CONVERSION")),
    (["publication"], .other("PUBLICATION")), (["subscription"], .other("SUBSCRIPTION")),
    (["server"], .other("SERVER")), (["role"], .other("ROLE")), (["user"], .other("ROLE")),
    (["group"], .other("ROLE")),
]
