/// A text as inline code, whatever is in it: nothing in it is markup, nothing invisible, no line ends.
///
/// Inside code GitHub makes no links of `@names` and `#numbers`. A bar would end a table's cell even there, so a text
/// with one is written in entities.
func markdownCode(_ text: String, limit: Int? = nil) -> String {
    let shown = limit.map { shortened(text, to: $0) } ?? renderVisible(text)
    guard !shown.isEmpty else { return "" }
    guard !shown.contains("|") else { return "<code>\(markdownEntities(shown))</code>" }
    let fence = String(repeating: "`", count: longestRun(of: "`", in: shown) + 1)
    let needsRoom = shown.hasPrefix("`") || shown.hasSuffix("`") || shown.allSatisfy { $0 == " " }
    let room = needsRoom ? " " : ""
    return fence + room + shown + room + fence
}

/// A text in which every mark that Markdown or HTML knows is an entity.
private func markdownEntities(_ text: String) -> String {
    text.unicodeScalars.map { scalar in
        let isPlain =
            !scalar.isASCII || scalar.properties.isAlphabetic || scalar == " "
            || scalar.properties.numericType != nil
        return isPlain ? String(scalar) : "&#\(scalar.value);"
    }.joined()
}

/// A sentence in which only code in backticks is markup.
func markdownSentence(_ text: String) -> String {
    let pieces = renderVisible(text).split(separator: "`", omittingEmptySubsequences: false)
    guard pieces.count % 2 == 1 else { return escapedMarkdown(renderVisible(text)) }
    return pieces.enumerated().map { index, piece in
        index % 2 == 0 ? escapedMarkdown(String(piece)) : markdownCode(String(piece))
    }.joined()
}

/// Lines as a block in which nothing is markup.
func markdownBlock(_ lines: [String], language: String = "") -> String {
    let shown = lines.map { renderVisible($0.replacing("\t", with: "    ")) }
    let longest = shown.map { longestRun(of: "`", in: $0) }.max() ?? 0
    let fence = String(repeating: "`", count: max(longest + 1, 3))
    return fence + language + "\n" + shown.map { $0 + "\n" }.joined() + fence + "\n"
}

private func escapedMarkdown(_ text: String) -> String {
    var escaped = ""
    for character in text {
        switch character {
        case "&": escaped += "&amp;"
        case "<": escaped += "&lt;"
        case ">": escaped += "&gt;"
        case "\\", "`", "*", "_", "[", "]", "~", "|", "#": escaped += "\\\(character)"
        // What is between keeps GitHub from telling the person or team of that name.
        case "@": escaped += "@\u{200B}"
        default: escaped.append(character)
        }
    }
    // Without its colon an address is no link.
    return escaped.replacing("://", with: "&#58;//")
}

private func longestRun(of mark: Character, in text: String) -> Int {
    var longest = 0
    var run = 0
    for character in text {
        run = character == mark ? run + 1 : 0
        longest = max(longest, run)
    }
    return longest
}
