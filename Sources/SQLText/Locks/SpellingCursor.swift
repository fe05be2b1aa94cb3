/// A place in the tokens of a statement, up to the end of the statement or of a part of it.
///
/// `TokenCursor` makes no string for a token, as it sees every statement of a script; this one has
/// spellings and closing parentheses at hand, for queries nested to any depth, and sees what is planned.
struct SpellingCursor {
    private let tokens: [Token]
    /// What a token is compared by: a word in lower case, a symbol as it is, anything else empty.
    private let spellings: [String]
    /// For a parenthesis or bracket that opens, where it closes; the end of the statement if nowhere.
    private let closings: [Int]
    private(set) var index: Int
    private let end: Int

    init(_ text: String, standardConformingStrings: Bool) {
        tokens = SQLText.tokens(of: text, standardConformingStrings: standardConformingStrings)
        spellings = tokens.map { token in
            switch token.kind {
            case .word: token.text.lowercased()
            case .operator, .punctuation: token.text
            default: ""
            }
        }
        closings = Self.closings(in: spellings)
        index = 0
        end = tokens.count
    }

    private static func closings(in spellings: [String]) -> [Int] {
        var closings = [Int](repeating: spellings.count, count: spellings.count)
        var open: [Int] = []
        for (index, spelling) in spellings.enumerated() {
            switch spelling {
            case "(", "[": open.append(index)
            case ")", "]": if let start = open.popLast() { closings[start] = index }
            default: break
            }
        }
        return closings
    }

    /// The part of `whole` with these positions.
    private init(_ whole: Self, _ part: Range<Int>) {
        (tokens, spellings, closings) = (whole.tokens, whole.spellings, whole.closings)
        (index, end) = (part.lowerBound, part.upperBound)
    }

    var isAtEnd: Bool { index >= end }

    /// The word in lower case or the symbol here; empty at a string, number or quoted name, or the end.
    var spelling: String { isAtEnd ? "" : spellings[index] }

    /// The source of the token here; empty at the end.
    var text: String { isAtEnd ? "" : tokens[index].text }

    /// The word or symbol before this place.
    var spellingBefore: String { index > 0 ? spellings[index - 1] : "" }

    /// Whether a name can start here.
    var isAtIdentifier: Bool {
        guard !isAtEnd else { return false }
        return tokens[index].kind == .word || tokens[index].kind == .quotedIdentifier
    }

    /// Whether these words or symbols stand here.
    func isAt(_ expected: String...) -> Bool { stands(expected) }

    private func stands(_ expected: [String]) -> Bool {
        index + expected.count <= end
            && spellings[index..<index + expected.count].elementsEqual(expected)
    }

    /// Goes past these words or symbols, when they all stand here.
    @discardableResult
    mutating func skip(_ expected: String...) -> Bool {
        guard stands(expected) else { return false }
        index += expected.count
        return true
    }

    /// Goes past one token, or past all of a parenthesis or bracket that opens here.
    mutating func advance() {
        let opens = spelling == "(" || spelling == "["
        index = min((opens ? closings[index] : index) + 1, end)
    }

    /// Goes past one token, a bracket too, so that what is inside is seen next.
    mutating func advanceIntoBrackets() { index = min(index + 1, end) }

    /// Goes past the first such word outside parentheses; false, and to the end, without one.
    @discardableResult
    mutating func skip(past word: String) -> Bool {
        while !isAtEnd {
            if skip(word) { return true }
            advance()
        }
        return false
    }

    /// What is inside the parentheses that open here, and goes past them.
    mutating func takeParentheses() -> Self? {
        guard spelling == "(" else { return nil }
        let inside = index + 1..<min(closings[index], end)
        advance()
        return Self(self, inside)
    }

    /// The rest, cut at each `separator` outside parentheses.
    func split(at separator: String) -> [Self] {
        var parts: [Self] = []
        var cursor = self
        var start = index
        while !cursor.isAtEnd {
            if cursor.spelling == separator {
                parts.append(Self(self, start..<cursor.index))
                start = cursor.index + 1
            }
            cursor.advance()
        }
        if start < end { parts.append(Self(self, start..<end)) }
        return parts
    }

    /// The rest, cut before each of these words outside parentheses, without what is before the first.
    func split(before words: Set<String>) -> [Self] {
        var starts: [Int] = []
        var cursor = self
        while !cursor.isAtEnd {
            if words.contains(cursor.spelling) { starts.append(cursor.index) }
            cursor.advance()
        }
        return zip(starts, starts.dropFirst() + [end]).map { Self(self, $0..<$1) }
    }
}
