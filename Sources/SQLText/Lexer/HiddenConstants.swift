/// A statement of somebody else as it may be shown: on one line, without comments, with `…` in the place
/// of every string and number, and cut after about `limit` characters.
///
/// What never ends, as in a text that was cut, is a constant up to its end. A backslash in a string ends
/// the text, since whether it escapes a quote depends on a setting that is not known here.
public func hidingConstants(in sql: String, limit: Int = 100) -> String {
    var text = ""
    var end = 0
    for token in tokens(of: sql) {
        if token.offset > end, !text.isEmpty { text += " " }
        end = token.offset + token.text.utf8.count
        switch token.kind {
        case .string, .number:
            text += "…"
            if token.text.utf8.contains(UInt8(ascii: "\\")) { return text }
        default: text += token.text
        }
        guard text.count <= limit else { return text.prefix(limit - 1) + "…" }
    }
    return text
}
