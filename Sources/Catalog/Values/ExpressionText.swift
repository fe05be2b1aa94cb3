/// An expression, or what holds some, as the server deparsed it, in the rendering of PostgreSQL 16 and later.
///
/// Until 15, `XMLSERIALIZE(CONTENT x AS text)` ends there; from 16 on the server writes out that it does not indent
/// (ruleutils.c, `get_rule_expr`): `XMLSERIALIZE(CONTENT x AS text NO INDENT)`.
func canonicalExpression(_ text: Span<UInt8>, serverVersion: Int) -> [UInt8] {
    let bytes = array(text)
    guard serverVersion < 160_000, holdsSerialization(bytes) else { return bytes }
    let tokens = QueryToken.scan(bytes)
    var ends: [Int] = []
    for index in tokens.indices.dropLast()
    where tokens[index].keyword == .serialize && tokens[index + 1].kind == .open {
        let depth = tokens[index].depth
        let end = tokens[(index + 2)...].first { $0.kind == .close && $0.depth == depth }
        if let end { ends.append(end.range.lowerBound) }
    }
    var result: [UInt8] = []
    var copied = 0
    for end in ends.sorted() {
        result += bytes[copied..<end]
        result += " NO INDENT".utf8
        copied = end
    }
    return result + bytes[copied...]
}

/// Whether the name of the function stands anywhere, strings included: almost no text has it.
private func holdsSerialization(_ bytes: [UInt8]) -> Bool {
    let name = Array("XMLSERIALIZE(".utf8)
    guard bytes.count > name.count else { return false }
    for index in 0..<(bytes.count - name.count)
    where bytes[index] == name[0] && bytes[index + 3] == name[3] {
        if bytes[index...].starts(with: name) { return true }
    }
    return false
}
