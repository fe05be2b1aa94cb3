/// Two values as HTML with the part that differs between them marked; nil stands for no value.
///
/// Nothing is marked where they share too little for that to help.
func markedChange(_ old: String?, _ new: String?) -> (old: String, new: String) {
    guard let old, let new else { return (plain(old), plain(new)) }
    let left = Array(old)
    let right = Array(new)
    var head = zip(left, right).prefix { $0 == $1 }.count
    // A word is marked whole.
    while head > 0, isWord(left, at: head - 1), isWord(left, at: head) || isWord(right, at: head) {
        head -= 1
    }
    var tail = zip(left.dropFirst(head).reversed(), right.dropFirst(head).reversed())
        .prefix { $0 == $1 }.count
    while tail > 0, isWord(left, at: left.count - tail),
        isWord(left, at: left.count - tail - 1) || isWord(right, at: right.count - tail - 1)
    {
        tail -= 1
    }
    let shared = head + tail
    guard 3 * shared >= max(left.count, right.count) else { return (plain(old), plain(new)) }
    return (marked(left, head, tail), marked(right, head, tail))
}

private func plain(_ text: String?) -> String {
    text.map(escapeXML) ?? "<i>none</i>"
}

private func isWord(_ characters: [Character], at index: Int) -> Bool {
    guard characters.indices.contains(index) else { return false }
    let character = characters[index]
    return character.isLetter || character.isNumber || character == "_"
}

private func marked(_ characters: [Character], _ head: Int, _ tail: Int) -> String {
    let middle = characters[head..<(characters.count - tail)]
    let text = middle.isEmpty ? "" : "<mark>\(escapeXML(String(middle)))</mark>"
    return escapeXML(String(characters[..<head])) + text
        + escapeXML(String(characters[(characters.count - tail)...]))
}
