/// A text of several lines in which nothing but line ends and tabs is invisible.
func visibleLines(_ text: String) -> String {
    text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { line in
        line.split(separator: "\t", omittingEmptySubsequences: false)
            .map { renderVisible(String($0)) }.joined(separator: "\t")
    }.joined(separator: "\n")
}

/// A text that stands for itself in XML and HTML, in elements and in quoted attributes.
///
/// Control characters, which XML cannot hold at all, are made visible; line ends stay.
func escapeXML(_ text: String) -> String {
    // Nearly all texts are names and code without a mark.
    guard !text.utf8.allSatisfy(isPlain) else { return text }
    var escaped = String.UnicodeScalarView()
    for scalar in visibleLines(text).unicodeScalars {
        switch scalar {
        case "&": escaped.append(contentsOf: "&amp;".unicodeScalars)
        case "<": escaped.append(contentsOf: "&lt;".unicodeScalars)
        case ">": escaped.append(contentsOf: "&gt;".unicodeScalars)
        case "\"": escaped.append(contentsOf: "&quot;".unicodeScalars)
        case "'": escaped.append(contentsOf: "&#39;".unicodeScalars)
        // XML 1.0 has no room for these two.
        case "\u{FFFE}", "\u{FFFF}": escaped.append("\u{FFFD}")
        default: escaped.append(scalar)
        }
    }
    return String(escaped)
}

/// Whether a byte stands for itself in XML whatever is around it.
private func isPlain(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte < 0x7F && byte != UInt8(ascii: "&") && byte != UInt8(ascii: "<")
        && byte != UInt8(ascii: ">") && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "'")
}
