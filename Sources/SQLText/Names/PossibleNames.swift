/// What an SQL text may name, as the catalog holds names: the values of its string constants, and what is named inside of
/// strings and of double quotes, such as in lists (`'{a,b}'`), in JSON, and in statements that are put together.
///
/// Comments name nothing, nor does what stands beside a dot: that is a column or something in a schema. Escapes with a
/// backslash are decoded in `U&'…'` alone.
///
/// - Parameter identifiers: whether identifiers outside of strings are names too.
public func possibleNames(in text: String, identifiers: Bool) -> Set<String> {
    var names: Set<String> = []
    collect(from: text, identifiers: identifiers, depth: 0, into: &names)
    return names
}

/// A function that makes one that makes another is as deep as one goes.
private let deepest = 4

private func collect(
    from text: String, identifiers: Bool, depth: Int, into names: inout Set<String>
) {
    let list = TokenList(text, standardConformingStrings: true)
    for index in 0..<list.count {
        let source = list.text(index)
        switch list.kind(index) {
        case .string:
            let value = value(ofString: source)
            names.insert(value)
            if depth < deepest, !isOneWord(value) {
                collect(from: value, identifiers: true, depth: depth + 1, into: &names)
            }
        case .word, .quotedIdentifier:
            guard identifiers, list.kind(index - 1) != .dot, list.kind(index + 1) != .dot else {
                continue
            }
            let isQuoted = list.kind(index) == .quotedIdentifier
            // What never ends is no identifier, and may hold some.
            let name = parseIdentifier(source) ?? String(source.drop { $0 != "\"" }.dropFirst())
            // A word that must be quoted to be a name is a key word here.
            if isQuoted || quoteIdentifier(name) == name { names.insert(name) }
            if isQuoted, depth < deepest, !isOneWord(name) {
                collect(from: name, identifiers: true, depth: depth + 1, into: &names)
            }
        default: continue
        }
    }
}

/// Whether a text is a name as it stands, with its capitals.
private func isOneWord(_ text: String) -> Bool { text.utf8.allSatisfy(\.continuesIdentifier) }

/// What stands between the quotes of a string constant, or up to the end where it has none.
private func value(ofString source: String) -> String {
    let bytes = Array(source.utf8)
    if bytes.first == 0x24, let tag = bytes.dropFirst().firstIndex(of: 0x24) {
        let inside = bytes[(tag + 1)...]
        let isClosed = inside.count > tag && inside.suffix(tag + 1) == bytes[...tag]
        return String(decoding: isClosed ? inside.dropLast(tag + 1) : inside, as: UTF8.self)
    }
    guard let open = bytes.firstIndex(of: 0x27) else { return source }
    let inside = bytes[(open + 1)...]
    let text = undoubled(inside.last == 0x27 ? inside.dropLast() : inside, quote: 0x27)
    return open == 2 ? decodeUnicodeEscapes(text) ?? text : text
}
