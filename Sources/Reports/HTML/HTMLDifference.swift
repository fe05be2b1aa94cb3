import Findings
import SchemaDiff

/// One difference: where it is, how grave, and both values.
func renderDifference(_ difference: Difference, at location: Location?) -> String {
    let severity = difference.severity.rawValue
    let place = difference.place.isEmpty ? "the whole object" : difference.place
    var text = """
        <li class="difference" data-severity="\(severity)">
        <p class="where"><span class="badge \(severity)">\(severity)</span> \
        <span class="place">\(escapeXML(place))</span>
        """
    if let line = location?.line { text += " <span class=\"at\">line \(line)</span>" }
    text += "</p>\n"
    switch difference.change {
    case .missing: text += "<p class=\"fact\">Expected, and missing in the database.</p>\n"
    case .unexpected: text += "<p class=\"fact\">In the database, and not expected.</p>\n"
    case .rendering:
        text += "<p class=\"fact\">The same, as another version of the server writes it.</p>\n"
    case .unknown:
        text += "<p class=\"fact\">Changed; only the hash of what is expected is known.</p>\n"
    case .values(let expected, let actual): text += renderValues(expected, actual)
    case .lines(let diff): text += renderLines(diff, label: "Changed lines of \(place)")
    }
    if let origin = difference.originWords, let first = difference.origin?.statement.text {
        text += "<p class=\"fact\">\(escapeXML(origin))"
        if !first.isEmpty { text += ": <code>\(escapeXML(first))</code>" }
        text += "</p>\n"
    }
    return text + "</li>\n"
}

/// Two values side by side, with what differs between them marked; on a phone only short ones stay so.
private func renderValues(_ expected: String?, _ actual: String?) -> String {
    let (old, new) = markedChange(expected, actual)
    let isShort = [expected, actual].allSatisfy { displayWidth(of: $0 ?? "") <= 14 }
    return """
        <dl class="values\(isShort ? " short" : "")">
        <div class="old"><dt>expected</dt><dd>\(old)</dd></div>
        <div class="new"><dt>in the database</dt><dd>\(new)</dd></div>
        </dl>

        """
}

/// The changed lines of a text with a few around them.
private func renderLines(_ diff: LineDiff, label: String) -> String {
    var text =
        "<div class=\"diff\" role=\"group\" tabindex=\"0\" aria-label=\"\(escapeXML(label))\">\n"
    for hunk in diff.hunks(context: 3) {
        if hunk.skipped > 0 {
            text += "<p class=\"gap\">\(renderCount(hunk.skipped, "unchanged line"))</p>\n"
        }
        for run in DiffRun.cut(hunk.lines) {
            switch run {
            case .kept(let kept):
                text += line(kept, "p", "kept", " ", escapeXML(kept.text))
            case .changed(let rows):
                let marked = rows.map(\.marked)
                for (row, (old, _)) in zip(rows, marked) {
                    if let removed = row.old { text += line(removed, "del", "old", "-", old) }
                }
                for (row, (_, new)) in zip(rows, marked) {
                    if let added = row.new { text += line(added, "ins", "new", "+", new) }
                }
            }
        }
    }
    return text + "</div>\n"
}

private func line(
    _ line: LineDiff.Line, _ tag: String, _ style: String, _ mark: String, _ text: String
) -> String {
    "<\(tag) class=\"line \(style)\"><span class=\"n\">\(line.new ?? line.old ?? 0)</span>"
        + "<span class=\"m\">\(mark)</span><code>\(text)</code></\(tag)>\n"
}
