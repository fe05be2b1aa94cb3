/// The types of a routine's arguments, as far as a list in parentheses tells them.
///
/// Without the schemas of types, which a statement may leave out.
public struct ArgumentTypes: Sendable, Hashable {
    /// What each may be: the first word of `a integer` is a name, and that of `double precision` is none.
    let choices: [Set<String>]

    /// Whether both can be the same list.
    public func fits(_ other: ArgumentTypes) -> Bool {
        choices.count == other.choices.count
            && zip(choices, other.choices).allSatisfy { !$0.isDisjoint(with: $1) }
    }

    /// Reads the list behind a routine's name: `public.total(integer, text)`; nil where there is none.
    public init?(ofIdentity text: String) {
        var cursor = TokenCursor(TokenList(text, standardConformingStrings: true))
        guard cursor.takeName() != nil, let range = cursor.takeParentheses() else { return nil }
        self.init(cursor.tokens, range, countsOut: true)
    }

    /// - Parameters:
    ///   - range: the list with its parentheses.
    ///   - countsOut: whether OUT arguments tell one routine from another, as those of procedures do.
    init(_ tokens: TokenList, _ range: Range<Int>, countsOut: Bool) {
        var choices: [Set<String>] = []
        for item in split(tokens, range) {
            var indexes = item[...]
            let modes: [StaticString] = ["in", "out", "inout", "variadic"]
            func mode(_ index: Int?) -> StaticString? {
                index.flatMap { index in modes.first { tokens.isWord(index, $0) } }
            }
            // PostgreSQL takes the mode before the name and behind it.
            var isOut = false
            if let first = mode(indexes.first), indexes.count > 1 {
                isOut = "\(first)" == "out"
                indexes = indexes.dropFirst()
            } else if let second = mode(indexes.dropFirst().first), indexes.count > 2 {
                isOut = "\(second)" == "out"
                indexes = indexes.dropFirst(2)
            }
            guard !isOut || countsOut else { continue }
            let whole = typeName(tokens, indexes)
            let unnamed = typeName(tokens, indexes.dropFirst())
            choices.append(Self.ends.contains(unnamed) ? [whole] : [whole, unnamed])
        }
        self.choices = choices
    }

    /// What is no type without the word before it.
    private static let ends: Set<String> = [
        "", "[]", "precision", "varying", "with time zone", "without time zone", "precision[]",
        "varying[]", "with time zone[]", "without time zone[]",
    ]
}

/// The tokens of each item of a list, without defaults.
private func split(_ tokens: TokenList, _ range: Range<Int>) -> [[Int]] {
    var items: [[Int]] = []
    var item: [Int] = []
    var isDefault = false
    var index = range.lowerBound + 1
    while index < range.upperBound - 1 {
        let isNested =
            tokens.kind(index) == .openParenthesis || tokens.kind(index) == .openBracket
        let next = isNested ? tokens.afterParentheses(index) : index + 1
        if tokens.isSymbol(index, ",") {
            items.append(item)
            item = []
            isDefault = false
        } else {
            let begins =
                tokens.isWord(index, "default") || tokens.isSymbol(index, "=")
                || tokens.isSymbol(index, ":=")
            isDefault = isDefault || begins
            if !isDefault { item += index..<next }
        }
        index = next
    }
    return item.isEmpty && items.isEmpty ? [] : items + [item]
}

/// The type that these tokens name, in the server's words, without schema and length.
private func typeName(_ tokens: TokenList, _ indexes: ArraySlice<Int>) -> String {
    var words: [String] = []
    var depth = 0
    var isArray = false
    for index in indexes {
        switch tokens.kind(index) {
        case .openParenthesis: depth += 1
        case .closeParenthesis: depth -= 1
        case .openBracket:
            isArray = true
            depth += 1
        case .closeBracket: depth -= 1
        case .dot where depth == 0: _ = words.popLast()
        case .word where depth == 0:
            if tokens.isWord(index, "array"), !words.isEmpty {
                isArray = true
            } else {
                words.append(parseIdentifier(tokens.text(index)) ?? "")
            }
        case _ where depth == 0:
            // A name in quotes is never short for a type of the server.
            words.append(parseIdentifier(tokens.text(index)).map(quoted) ?? tokens.text(index))
        default: continue
        }
    }
    let name = words.joined(separator: " ")
    return (serverNames[name] ?? name) + (isArray && !name.isEmpty ? "[]" : "")
}

private func quoted(_ name: String) -> String {
    serverNames[name] == nil ? quoteIdentifier(name) : "\"\(name)\""
}

/// Other spellings of types, by which the server does not answer (manual 8, table 8.1).
private let serverNames = [
    "int": "integer", "int4": "integer", "int8": "bigint", "int2": "smallint",
    "float": "double precision", "float8": "double precision", "float4": "real",
    "bool": "boolean", "decimal": "numeric", "dec": "numeric", "varchar": "character varying",
    "char varying": "character varying", "char": "character", "bpchar": "character",
    "varbit": "bit varying", "timestamp": "timestamp without time zone",
    "timestamptz": "timestamp with time zone", "time": "time without time zone",
    "timetz": "time with time zone",
]
