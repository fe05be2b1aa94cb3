/// The columns that a text takes on a terminal.
///
/// Counts by what people see as one character: combining marks and joiners add nothing, East Asian wide characters
/// and emoji take two. Control characters count as nothing: make them visible first.
public func displayWidth(of text: String) -> Int {
    // Most of what is printed is ASCII, where a column is a byte.
    let bytes = text.utf8
    if bytes.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return bytes.count }
    return text.reduce(0) { $0 + displayWidth(of: $1) }
}

/// The columns that one character takes: 0, 1 or 2.
func displayWidth(of character: Character) -> Int {
    let scalars = character.unicodeScalars
    guard let first = scalars.first else { return 0 }
    if scalars.count > 1 {
        // An emoji variation selector, a flag, a keycap or a joined family is drawn as one emoji.
        if scalars.contains("\u{FE0F}") { return 2 }
        if first.properties.isEmojiPresentation || first.properties.isEmojiModifierBase {
            return 2
        }
    }
    return scalars.reduce(0) { max($0, displayWidth(of: $1)) }
}

private func displayWidth(of scalar: Unicode.Scalar) -> Int {
    let value = scalar.value
    if value >= 0x20 && value < 0x7F { return 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control, .lineSeparator, .paragraphSeparator:
        // The soft hyphen is a format character that terminals draw.
        return value == 0xAD ? 1 : 0
    default: break
    }
    // Hangul vowels and finals join the consonant before them.
    if (0x1160...0x11FF).contains(value) || (0xD7B0...0xD7FF).contains(value) { return 0 }
    return isWide(value) ? 2 : 1
}

/// Whether a scalar is in `wideRanges`, by bisection.
private func isWide(_ value: UInt32) -> Bool {
    var low = 0
    var high = wideRanges.count
    while low < high {
        let middle = (low + high) / 2
        if wideRanges[middle].upperBound < value { low = middle + 1 } else { high = middle }
    }
    return low < wideRanges.count && wideRanges[low].contains(value)
}
