/// Keys with the values that follow them; a key without one has the empty text.
func pairs(_ elements: [[UInt8]]) -> [(String, String)] {
    stride(from: 0, to: elements.count, by: 2).map { index in
        (
            String(decoding: elements[index], as: UTF8.self),
            index + 1 < elements.count ? String(decoding: elements[index + 1], as: UTF8.self) : ""
        )
    }
}

/// The options of a text search dictionary, `key = 'value', …`, as the server keeps them: keys quoted where needed,
/// values as literals or bare numbers (tsearchcmds.c, `serialize_deflist`).
func definitions(_ text: [UInt8]) -> [(String, String)] {
    var index = 0

    func skip(_ bytes: String) {
        while index < text.count, bytes.utf8.contains(text[index]) { index += 1 }
    }

    /// A quoted run in which the quote is doubled, and in E'' a backslash escapes; else everything up to a space, comma or sign.
    func take() -> String {
        var taken: [UInt8] = []
        var escapes = false
        if index + 1 < text.count, text[index] == UInt8(ascii: "E"),
            text[index + 1] == UInt8(ascii: "'")
        {
            escapes = true
            index += 1
        }
        guard index < text.count else { return "" }
        let quote = text[index]
        if quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") {
            index += 1
            while index < text.count {
                if text[index] == quote {
                    index += 1
                    guard index < text.count, text[index] == quote else { break }
                } else if escapes, text[index] == UInt8(ascii: "\\") {
                    index += 1
                    guard index < text.count else { break }
                }
                taken.append(text[index])
                index += 1
            }
        } else {
            while index < text.count, !" ,=".utf8.contains(text[index]) {
                taken.append(text[index])
                index += 1
            }
        }
        return String(decoding: taken, as: UTF8.self)
    }

    var members: [(String, String)] = []
    while index < text.count {
        let start = index
        let key = take()
        skip(" =")
        members.append((key, take()))
        skip(" ,")
        if index == start { break }
    }
    return members
}

/// The name of a function as `regproc` writes it, without the schema where that is `pg_catalog`.
///
/// Whether the server writes it there depends on what other functions of that name it has. Nil for `-`, which is none.
func routineName(_ text: Span<UInt8>) -> [UInt8]? {
    let name = array(text)
    guard name != [UInt8(ascii: "-")] else { return nil }
    let schema = Array("pg_catalog.".utf8)
    return name.starts(with: schema) ? Array(name.dropFirst(schema.count)) : name
}
