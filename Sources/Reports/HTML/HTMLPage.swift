import SQLText

/// Renders a report as one page that needs nothing beside it: no network, no other file.
///
/// Without scripts everything can be read; with them it can be searched and filtered. Its content security policy lets
/// only the page's own style and script run, by their hashes, so that a name or a value can never become either.
///
/// - Parameter sidesLimit: how many bytes both sides of objects may take in all, so that the page of a great drift opens on
///   a phone; those that have no room are left out, and the page says so. The differences are always there.
public func renderHTML(_ report: CheckReport, sidesLimit: Int = 6_000_000) -> String {
    let style = String(decoding: PackageResources.page_css, as: UTF8.self)
    let script = String(decoding: PackageResources.page_js, as: UTF8.self)
    let policy =
        "default-src 'none'; style-src '\(sourceHash(style))'; script-src '\(sourceHash(script))'; "
        + "base-uri 'none'; form-action 'none'"
    let results = HTMLResults(report, room: sidesLimit)
    return """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="\(policy)">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="referrer" content="no-referrer">
        <title>\(title(of: report))</title>
        <style>\(style)</style>
        </head>
        <body>
        <a class="skip" href="#results">Skip to the results</a>
        \(header(of: report))
        \(results.filters)<main id="results" tabindex="-1">
        \(results.sections)\(results.isEmpty ? calm(report) : "")<p class="nothing" id="nothing" hidden>Nothing matches these filters. \
        <button type="button" id="clear">Show everything</button></p>
        </main>
        <footer>
        <p>Made by Tidemark \(escapeXML(report.toolVersion)).</p>
        </footer>
        <script>\(script)</script>
        </body>
        </html>

        """
}

/// What stands where there is nothing to look at.
private func calm(_ report: CheckReport) -> String {
    let words =
        report.verdict == .unchecked
        ? "Every check was skipped." : "Nothing to look at: no differences, no findings."
    return "<p class=\"calm\">\(words)</p>\n"
}

private func title(of report: CheckReport) -> String {
    let pieces = [report.headline, report.database, "Tidemark"].compactMap(\.self)
    return escapeXML(pieces.joined(separator: " – "))
}

private func header(of report: CheckReport) -> String {
    var text = """
        <header class="\(report.verdict.rawValue)">
        <div class="inner">
        <p class="brand">\(logo)Tidemark</p>
        <h1>\(verdictSign(report))\(escapeXML(report.headline))</h1>
        \(report.point.map { "<p class=\"point\">\($0)</p>\n" } ?? "")<dl class="facts">

        """
    for (label, value) in report.context {
        text += "<div><dt>\(escapeXML(label))</dt><dd>\(escapeXML(value))</dd></div>\n"
    }
    text += "</dl>\n<nav aria-label=\"Checks\">\n<ul class=\"checks\">\n"
    for (index, section) in report.sections.enumerated() {
        // A check that has nothing to show stands here alone.
        let (open, close) =
            section.hasDetails ? ("<a href=\"#check-\(index)\">", "</a>") : ("<div>", "</div>")
        text += """
            <li class="\(section.stateWord)">\(open)\(sign(section))\
            <span class="name">\(escapeXML(section.name))</span> \
            <span class="words">\(escapeXML(section.words))</span>\(close)</li>

            """
    }
    return text + "</ul>\n</nav>\n</div>\n</header>"
}

/// A sign that is not told by colour alone, with a word for those who do not see it.
func sign(_ section: CheckReport.Section) -> String {
    let mark =
        switch section.state {
        case .passed: "✓"
        case .failed: "✗"
        case .skipped: "–"
        }
    return "<span class=\"sign\" aria-hidden=\"true\">\(mark)</span>"
        + "<span class=\"unseen\">\(section.stateWord): </span>"
}

private func verdictSign(_ report: CheckReport) -> String {
    let mark =
        switch report.verdict {
        case .passed: "✓"
        case .failed: "✗"
        case .unchecked: "–"
        }
    return "<span class=\"sign\" aria-hidden=\"true\">\(mark)</span>"
}

/// Two waves and the mark above them.
private let logo = """
    <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" fill="none" stroke="currentColor" \
    stroke-width="2.2" stroke-linecap="round"><path d="M3 6h18"/><path d="M3 13q3-3 6 0t6 0 6 0"/>\
    <path d="M3 19q3-3 6 0t6 0 6 0"/></svg>
    """

/// The hash of an inline style or script as a content security policy names it (CSP level 3, §2.3.1).
func sourceHash(_ text: String) -> String {
    let digits = Array(SHA256.hash(Array(text.utf8)))
    let bytes = stride(from: 0, to: digits.count, by: 2).map { index in
        UInt8(digits[index].hexDigitValue ?? 0) << 4 | UInt8(digits[index + 1].hexDigitValue ?? 0)
    }
    return "sha256-" + base64(bytes)
}

private func base64(_ bytes: [UInt8]) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    var text = ""
    for start in stride(from: 0, to: bytes.count, by: 3) {
        let group = bytes[start..<min(start + 3, bytes.count)]
        var bits = 0
        for index in 0..<3 {
            bits = bits << 8 | (index < group.count ? Int(group[start + index]) : 0)
        }
        for index in 0..<4 {
            text.append(index <= group.count ? alphabet[bits >> (18 - 6 * index) & 63] : "=")
        }
    }
    return text
}
