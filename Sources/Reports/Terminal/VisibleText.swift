/// A text in which nothing can move the cursor, change colours or reverse the reading direction.
///
/// Names and messages come from files and servers; an escape sequence in one of them must not reach the terminal.
/// Control characters become `\n`, `\t`, `\e` or `\u{…}`; so do the bidirectional overrides and isolates. All else is kept.
public func renderVisible(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isInvisible) else { return text }
    var visible = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
        guard isInvisible(scalar) else {
            visible.append(scalar)
            continue
        }
        let escape =
            switch scalar {
            case "\n": "\\n"
            case "\r": "\\r"
            case "\t": "\\t"
            case "\u{1B}": "\\e"
            default: "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
            }
        visible.append(contentsOf: escape.unicodeScalars)
    }
    return String(visible)
}

private func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x200E, 0x200F, 0x2028, 0x2029, 0x202A...0x202E, 0x2066...0x2069:
        true
    default: false
    }
}
