import Catalog
import Findings
import SchemaDiff

/// Renders a report for a pull-request comment or a step summary on GitHub.
///
/// The verdict and what came of each check come first; then what is wrong, the gravest first. It never takes more than
/// `limit` bytes of UTF-8: what does not fit is counted in its last line. It begins with a comment that readers do not
/// see, by which a workflow finds its own comment again.
///
/// - Parameter limit: GitHub takes 65,536 characters in a comment and 1 MiB in a step summary.
public func renderMarkdown(_ report: CheckReport, limit: Int = 65_536) -> String {
    var page = MarkdownPage(limit: limit)
    page.write(head(of: report))
    for section in report.sections {
        let objects = section.objects.gravestFirst
        guard section.hasDetails else { continue }
        var heading = "\n### \(markdownSentence(section.name))\n"
        if !objects.isEmpty { heading += "\n" + legend(section) + "\n" }
        for remark in section.remarks { heading += "\n> \(markdownSentence(remark))\n" }
        page.write(heading)
        for finding in section.errors {
            page.write(render(finding), leavingOut: .findings(1))
        }
        // A reader sees at once what is grave; the rest opens with a click.
        let isShort = objects.count <= 5
        for object in objects {
            let isOpen = isShort || object.severity == .security
            page.write(render(object, isOpen: isOpen), leavingOut: .object(object))
        }
        for finding in section.otherFindings {
            page.write(render(finding), leavingOut: .findings(1))
        }
        page.write(section.traces.markdown)
    }
    return page.finish()
}

/// The beginning, which always fits.
private func head(of report: CheckReport) -> String {
    let mark =
        switch report.verdict {
        case .passed: "✅"
        case .failed: "❌"
        case .unchecked: "⚠️"
        }
    var text = "<!-- tidemark check -->\n## \(mark) Tidemark: \(report.headline)\n\n"
    text += report.context.map { "\($0.label) \(markdownCode($0.value, limit: 200))" }
        .joined(separator: " · ")
    if let point = report.point { text += "\n\n**\(point)**" }
    text += "\n\n|  | check | result |\n|:-:|---|---|\n"
    for section in report.sections {
        let sign =
            switch section.state {
            case .passed: "✅"
            case .failed: "❌"
            case .skipped: "➖"
            }
        text += "| \(sign) | \(markdownSentence(shortened(section.name, to: 60)))"
        text += " | \(markdownSentence(shortened(section.words, to: 300))) |\n"
    }
    return text
}

private func legend(_ section: CheckReport.Section) -> String {
    severityCounts(section.differences).map { severity, count in
        "\(severity.mark) \(renderNumber(count)) \(severity.rawValue)"
    }.joined(separator: " · ")
        + " — in diffs, `-` is what is expected and `+` what the database has"
}

private func render(_ finding: Finding) -> String {
    let mark =
        switch finding.severity {
        case .error: "❌"
        case .warning: "⚠️"
        case .note: "ℹ️"
        }
    var text = "\n\(mark) "
    if let location = finding.location { text += "\(markdownCode(location.description)) " }
    text += "**\(markdownSentence(finding.rule))**: \(markdownSentence(finding.message))\n"
    if !finding.evidence.isEmpty {
        text += "\n" + markdownBlock(capped(finding.evidence.flatMap(splitLines), at: 30))
    }
    if let remedy = finding.remedy { text += "\nNext: \(markdownSentence(remedy))\n" }
    return text
}

/// A table of the differences, and the changed lines of longer texts; both bounded, so that one object never takes all
/// the room.
private func render(_ object: ObjectDrift, isOpen: Bool) -> String {
    var text = isOpen ? "\n<details open>" : "\n<details>"
    text += "<summary>\(object.severity.mark) \(escapeXML(object.name.kind.words)) "
    text += "<code>\(escapeXML(renderVisible(object.name.identity)))</code> — "
    text += "\(renderSeverities(object.differences))</summary>\n\n"
    text += "|  | where | expected | in the database |\n|:-:|---|---|---|\n"
    var blocks = ""
    var room = 120
    for (difference, _) in object.gravestFirst.prefix(mostRows) {
        let severity = difference.severity
        text += "| \(severity.mark) \(severity.rawValue) | \(place(difference))"
        if let origin = difference.originSentence {
            text += "<br>\(markdownCode(origin, limit: 160))"
        }
        text += " | "
        switch difference.change {
        case .missing: text += "present | **missing** |\n"
        case .unexpected: text += "absent | **present** |\n"
        case .rendering: text += "the same | _version rendering_ |\n"
        case .unknown: text += "_only its hash is known_ | **changed** |\n"
        case .values(let expected, let actual):
            text += "\(value(expected)) | \(value(actual)) |\n"
        case .lines(let diff):
            text += "_\(diff.sum)_ | _see below_ |\n"
            guard room > 0 else { continue }
            let lines = capped(renderDiff(diff, context: 3), at: min(80, room))
            room -= lines.count
            blocks += "\n\(place(difference)):\n\n" + markdownBlock(lines, language: "diff")
        }
    }
    let rest = object.differences.count - mostRows
    if rest > 0 { text += "\n… \(renderCount(rest, "more difference"))\n" }
    return text + blocks + "\n</details>\n"
}

private let mostRows = 60

private func place(_ difference: Difference) -> String {
    let place = difference.place
    return place.isEmpty
        ? "the whole \(difference.object.kind.words)" : markdownCode(place, limit: 120)
}

private func value(_ value: String?) -> String {
    value.map { markdownCode($0, limit: 160) } ?? "_none_"
}

private func splitLines(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
}

/// The first lines, and how many more there are.
private func capped(_ lines: [String], at limit: Int) -> [String] {
    let shown = lines.map { shortened($0.replacing("\t", with: "    "), to: 240) }
    guard shown.count > limit else { return shown }
    return shown.prefix(limit) + ["… \(renderCount(shown.count - limit, "more line"))"]
}

extension CheckReport.Section {
    /// What makes it fail, before the differences.
    var errors: [Finding] { findings.filter { $0.severity == .error } }
    /// What there is to know besides, behind them.
    var otherFindings: [Finding] { findings.filter { $0.severity != .error } }

    /// What was left out of the comparison.
    var remarks: [String] {
        census.entries.map { "Not compared: \($0.sentence)" }
            + (ignored.isEmpty ? [] : [renderIgnored(ignored)])
    }
}
