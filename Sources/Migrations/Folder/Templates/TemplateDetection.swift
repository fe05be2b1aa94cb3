/// Whether a text is a Go template: `{{` outside quotes, function bodies and comments, or anywhere
/// something that only a template writes (`{{.name`, `{{if `, `{{ index `, `{{- `).
///
/// `'{{1,2},{3,4}}'` is an array, not a template.
func isGoTemplate(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard let first = bytes.firstIndex(ofSequence: [0x7B, 0x7B]) else { return false }
    var place: Int? = first
    while let here = place {
        if isGoAction(bytes[(here + 2)...]) { return true }
        place = bytes.firstIndex(ofSequence: [0x7B, 0x7B], from: here + 1)
    }
    var scan = LiteralScan(bytes)
    return scan.contains { index in
        bytes[index] == 0x7B && index + 1 < bytes.count && bytes[index + 1] == 0x7B
    }
}

/// Whether what follows `{{` can only be an action of a template.
private func isGoAction(_ rest: ArraySlice<UInt8>) -> Bool {
    var rest = rest
    // Go wants a space after the dash; {{-1,2}} is an array of negative numbers.
    if rest.first == UInt8(ascii: "-") {
        guard let space = rest.dropFirst().first, isSpace(space) else { return false }
        return true
    }
    rest = rest.drop(while: isSpace)
    if rest.starts(with: "/*".utf8) { return true }
    if rest.first == UInt8(ascii: ".") {
        guard let next = rest.dropFirst().first else { return false }
        return isLetter(next) || next == UInt8(ascii: "}") || isSpace(next)
    }
    let word = rest.prefix(while: isLetter)
    let keywords = ["if", "else", "end", "index", "range", "with", "template", "define", "block"]
    guard let after = rest.dropFirst(word.count).first,
        keywords.contains(where: { word.elementsEqual($0.utf8) })
    else { return false }
    return isSpace(after) || after == UInt8(ascii: "}")
}

/// Whether `${` occurs at all.
func hasDollarBrace(_ text: String) -> Bool {
    Array(text.utf8).firstIndex(ofSequence: [0x24, 0x7B]) != nil
}

/// Whether `${` occurs where SQL has no use for it.
func hasDollarBraceOutsideLiterals(_ text: String) -> Bool {
    guard hasDollarBrace(text) else { return false }
    let bytes = Array(text.utf8)
    var scan = LiteralScan(bytes)
    return scan.contains { index in
        bytes[index] == 0x24 && index + 1 < bytes.count && bytes[index + 1] == 0x7B
    }
}

/// Where goose substitutes: between `-- +goose ENVSUB ON` and `-- +goose ENVSUB OFF`.
///
/// These two count at the start of any line, in function bodies too: goose's manual puts them there.
///
/// - Returns: The byte ranges that are substituted, and whether it is on after the last line.
func gooseSubstitution(
    in text: String, from start: Bool
) -> (ranges: [Range<Int>], isEverOn: Bool, isOnAtEnd: Bool) {
    var isOn = start
    var ranges: [Range<Int>] = []
    var isEverOn = start
    var offset = 0
    for line in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false) {
        let end = offset + line.count + 1
        if line.starts(with: "--".utf8),
            let marker = GooseMarker(String(Substring(line).dropFirst(2)))
        {
            if marker == .envsubOn { isOn = true }
            if marker == .envsubOff { isOn = false }
            isEverOn = isEverOn || isOn
        } else if isOn, !line.drop(while: isSpace).starts(with: "--".utf8) {
            // goose drops comments between statements; elsewhere they mean nothing to the server.
            ranges.append(offset..<min(end, text.utf8.count))
        }
        offset = end
    }
    return (ranges, isEverOn, isOn)
}

private func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
}

private func isLetter(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == UInt8(ascii: "_")
}
