import Catalog

/// Both sides of an object whole, as the snapshot would have them; on a narrow screen what changed stands one under
/// the other.
///
/// A sentence instead where they take more bytes than there is room for.
func renderSides(_ sides: ObjectSides, room: Int) -> String {
    let title =
        switch (sides.expected, sides.actual) {
        case (nil, nil): ""
        case (nil, _?): "The object in the database"
        case (_?, nil): "The expected object"
        case (_?, _?): "Both sides"
        }
    guard !title.isEmpty else { return "" }
    let isSplit = sides.expected != nil && sides.actual != nil
    var text = """
        <details class="sides"><summary>\(title)</summary>
        <div class="split\(isSplit ? "" : " single")" role="group" tabindex="0" aria-label="\(title)">

        """
    if isSplit {
        text +=
            "<div class=\"row titles\"><span>expected</span><span>in the database</span></div>\n"
    }
    let diff = LineDiff(
        from: lines(sides.expected?.snapshotText), to: lines(sides.actual?.snapshotText))
    for run in DiffRun.cut(diff.lines) {
        switch run {
        case .kept(let line):
            let shown = escapeXML(line.text)
            text += "<div class=\"row kept\">"
            text += cell("", line.old, shown) + cell("", line.new, shown) + "</div>\n"
        case .changed(let rows):
            for row in rows {
                let (old, new) = row.marked
                text += "<div class=\"row\">"
                text += cell("old", row.old?.old, old) + cell("new", row.new?.new, new) + "</div>\n"
            }
        }
    }
    text += "</div>\n</details>\n"
    guard text.utf8.count <= room else {
        return "<p class=\"sides\">\(title): left out, because the page would be too large.</p>\n"
    }
    return text
}

private func lines(_ text: String?) -> [String] {
    (text ?? "").split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        .map(String.init)
}

private func cell(_ style: String, _ number: Int?, _ text: String) -> String {
    guard let number else { return "<span class=\"line none\"></span>" }
    return
        "<span class=\"line \(style)\"><span class=\"n\">\(number)</span><code>\(text)</code></span>"
}
