/// What `pg_get_indexdef` says, taken apart.
struct IndexText {
    var isUnique = false
    var method = ""
    var keys: [String] = []
    var include: [String] = []
    var nullsNotDistinct = false
    var condition: String?

    /// Takes a definition apart; the names of index and table are dropped.
    init(_ text: Span<UInt8>) {
        var scanner = DefinitionScanner(text)
        isUnique = scanner.takeWord("CREATE") && scanner.takeWord("UNIQUE")
        scanner.skip(pastWord: "USING")
        method = scanner.takeUntil(UInt8(ascii: "("))
        keys = scanner.takeList()
        if scanner.takeWord("INCLUDE") { include = scanner.takeList() }
        if scanner.takeWord("NULLS") {
            nullsNotDistinct = true
            scanner.skip(pastWord: "DISTINCT")
        }
        if scanner.takeWord("WITH") { _ = scanner.takeList() }
        if scanner.takeWord("WHERE") { condition = scanner.rest }
    }
}

/// The definition of a constraint without the states that are properties of their own, and without the options of its
/// index.
func constraintDefinition(_ text: Span<UInt8>) -> String {
    var definition = DefinitionScanner(text).withoutOptions()
    let states = [
        " NOT VALID", " NOT ENFORCED", " ENFORCED", " INITIALLY DEFERRED", " DEFERRABLE",
        " NO INHERIT",
    ]
    while let state = states.first(where: definition.hasSuffix) {
        definition.removeLast(state.utf8.count)
    }
    return definition
}

/// Reads what the server deparses: words at depth 0 and lists in parentheses, quotes respected.
private struct DefinitionScanner {
    private let text: [UInt8]
    private var index = 0

    init(_ span: Span<UInt8>) {
        text = array(span)
    }

    var rest: String { String(decoding: text[index...], as: UTF8.self) }

    /// Takes a word and the spaces around it, when it is next.
    mutating func takeWord(_ word: String) -> Bool {
        skipSpaces()
        guard text[index...].starts(with: word.utf8) else { return false }
        index += word.utf8.count
        skipSpaces()
        return true
    }

    /// Goes on behind a word that stands outside quotes and parentheses.
    mutating func skip(pastWord word: String) {
        while index < text.count {
            if text[index...].starts(with: word.utf8), index > 0, text[index - 1] == 0x20 {
                index += word.utf8.count
                skipSpaces()
                return
            }
            step()
        }
    }

    /// The text without a `WITH (…)` outside quotes and parentheses.
    consuming func withoutOptions() -> String {
        let mark = Array(" WITH (".utf8)
        while index < text.count {
            if text[index...].starts(with: mark) {
                let start = index
                index += mark.count - 1
                step()
                return String(decoding: text[..<start] + text[index...], as: UTF8.self)
            }
            step()
        }
        return String(decoding: text, as: UTF8.self)
    }

    mutating func takeUntil(_ byte: UInt8) -> String {
        let start = index
        while index < text.count, text[index] != byte { index += 1 }
        return String(decoding: text[start..<index], as: UTF8.self)
            .trimmed
    }

    /// Takes a list in parentheses, its elements parted by commas at its own depth.
    mutating func takeList() -> [String] {
        guard index < text.count, text[index] == UInt8(ascii: "(") else { return [] }
        index += 1
        var elements: [String] = []
        var start = index
        while index < text.count, text[index] != UInt8(ascii: ")") {
            if text[index] == UInt8(ascii: ",") {
                elements.append(String(decoding: text[start..<index], as: UTF8.self).trimmed)
                start = index + 1
            }
            step()
        }
        elements.append(String(decoding: text[start..<index], as: UTF8.self).trimmed)
        index = min(index + 1, text.count)
        skipSpaces()
        return elements
    }

    /// Goes over one byte, a quoted run, or everything in a pair of parentheses.
    private mutating func step() {
        let byte = text[index]
        index += 1
        switch byte {
        case UInt8(ascii: "'"), UInt8(ascii: "\""):
            // A backslash escapes only in E'' strings, which the server writes for strings with backslashes.
            let escapes =
                byte == UInt8(ascii: "'") && index > 1 && text[index - 2] == UInt8(ascii: "E")
            while index < text.count, text[index] != byte {
                index += escapes && text[index] == UInt8(ascii: "\\") ? 2 : 1
            }
            index = min(index + 1, text.count)
        case UInt8(ascii: "("):
            while index < text.count, text[index] != UInt8(ascii: ")") { step() }
            index = min(index + 1, text.count)
        default: break
        }
    }

    private mutating func skipSpaces() {
        while index < text.count, text[index] == 0x20 { index += 1 }
    }
}

extension String {
    /// The text without spaces at its ends.
    fileprivate var trimmed: String {
        var text = self[...]
        while text.first == " " { text.removeFirst() }
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}

/// The bytes of a span.
func array(_ span: Span<UInt8>) -> [UInt8] {
    unsafe span.withUnsafeBufferPointer { unsafe Array($0) }
}

/// The text of a span.
func string(_ span: Span<UInt8>) -> String {
    String(decoding: array(span), as: UTF8.self)
}
