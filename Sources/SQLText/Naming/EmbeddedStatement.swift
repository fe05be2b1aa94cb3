/// A statement in the body of a DO block, or in a string that begins like one, as EXECUTE takes it.
///
/// The body of a function is not looked into: it runs elsewhere and later.
package struct EmbeddedStatement: Sendable, Hashable {
    /// The source, without semicolon.
    package var text: String
    /// Where it begins in the statement around it, in bytes of UTF-8.
    package var offset: Int

    /// The statements inside another, in their order, those inside them too.
    package static func all(
        in text: String, standardConformingStrings: Bool = true
    ) -> [EmbeddedStatement] {
        let tokens = tokens(of: text, standardConformingStrings: standardConformingStrings)
        let isMaking = tokens.first.map { isWord($0, "create") } ?? false
        guard !isMaking || !tokens.contains(where: { isWord($0, "function", "procedure") }) else {
            return []
        }
        return tokens.filter { $0.kind == .string }.flatMap { string -> [EmbeddedStatement] in
            guard let inside = bodyRange(of: string.text) else { return [] }
            let body = String(decoding: Array(string.text.utf8)[inside], as: UTF8.self)
            let start = string.offset + inside.lowerBound
            return statements(ofBody: body).flatMap { found -> [EmbeddedStatement] in
                var found = found
                let inner = all(in: found.text)
                let base = start + found.offset
                found.offset = base
                return [found]
                    + inner.map { EmbeddedStatement(text: $0.text, offset: $0.offset + base) }
            }
        }
    }

    /// What stands where a statement may begin, and begins like one that does something to names.
    private static func statements(ofBody body: String) -> [EmbeddedStatement] {
        let tokens = tokens(of: body)
        let bytes = Array(body.utf8)
        var found: [EmbeddedStatement] = []
        var index = 0
        while index < tokens.count {
            let begins =
                index == 0 || tokens[index - 1].text == ";"
                || isWord(tokens[index - 1], "begin", "then", "else", "loop")
            guard begins,
                isWord(
                    tokens[index], "create", "alter", "drop", "comment", "grant", "revoke",
                    "insert", "update", "delete", "truncate", "execute", "perform", "select")
            else {
                index += 1
                continue
            }
            let start = tokens[index].offset
            while index < tokens.count, tokens[index].text != ";" { index += 1 }
            let end = index < tokens.count ? tokens[index].offset : bytes.count
            found.append(
                EmbeddedStatement(
                    text: String(decoding: bytes[start..<end], as: UTF8.self), offset: start))
        }
        return found
    }

    /// What is between the quotes; nil for a constant that is no text of SQL, such as `B'01'`.
    private static func bodyRange(of string: String) -> Range<Int>? {
        let bytes = Array(string.utf8)
        guard let first = bytes.firstIndex(where: { $0 == 0x27 || $0 == 0x24 }) else { return nil }
        guard bytes[first] == 0x24 else {
            return first + 1 < bytes.count ? first + 1..<bytes.count - 1 : nil
        }
        guard let second = bytes[(first + 1)...].firstIndex(of: 0x24) else { return nil }
        let tag = second - first + 1
        guard bytes.count >= second + 1 + tag else { return nil }
        return second + 1..<bytes.count - tag
    }

    private static func isWord(_ token: Token, _ words: String...) -> Bool {
        token.kind == .word && words.contains(token.text.lowercased())
    }
}
