import Catalog
import Findings
import SchemaDiff

/// The results of a report as HTML: what can be filtered by, and a section for each check.
struct HTMLResults {
    private let report: CheckReport
    private let objects: [[ObjectDrift]]
    private(set) var sections = ""
    private var anchors: Set<String> = []
    /// The bytes that whole objects may still take.
    private var room: Int

    init(_ report: CheckReport, room: Int) {
        self.report = report
        self.room = room
        objects = report.sections.map(\.objects)
        for index in report.sections.indices { append(index) }
    }

    /// What the results can be filtered by; shown by the script, since it does nothing without it.
    var filters: String {
        let differences = report.sections.flatMap(\.differences)
        let findings = report.sections.flatMap(\.findings)
        guard !differences.isEmpty || !findings.isEmpty else { return "" }
        var text = """
            <div class="filters" id="filters" role="search" hidden>
            <div class="inner">
            <label class="field"><span class="unseen">Search</span>\
            <input type="search" id="search" placeholder="Search names and values" \
            autocomplete="off" spellcheck="false" aria-keyshortcuts="/"></label>

            """
        let kinds = kindCounts
        if kinds.count > 1 {
            text +=
                "<label class=\"field\"><span class=\"unseen\">Kind</span><select id=\"kind\">\n"
            text += "<option value=\"\">All kinds</option>\n"
            for (kind, count) in kinds {
                text +=
                    "<option value=\"\(kind.rawValue)\">\(escapeXML(kind.words)) (\(renderNumber(count)))</option>\n"
            }
            text += "</select></label>\n"
        }
        text += "<div class=\"chips\">\n"
        text += chips(
            severityCounts(differences).map { ($0.severity.rawValue, $0.count) },
            label: "Show only differences")
        text += chips(
            Finding.Severity.allCases.sorted(by: >).map { severity in
                (severity.rawValue, findings.count { $0.severity == severity })
            }.filter { $0.1 > 0 }, label: "Show only findings")
        return text + """
            </div>
            <button type="button" class="quiet" id="expand">Open all</button>
            <p class="shown" id="shown" role="status"></p>
            </div>
            </div>

            """
    }

    private func chips(_ counts: [(String, Int)], label: String) -> String {
        guard !counts.isEmpty else { return "" }
        var text = "<div role=\"group\" aria-label=\"\(label)\">\n"
        for (severity, count) in counts {
            text += """
                <button type="button" class="chip \(severity)" data-severity="\(severity)" \
                aria-pressed="false">\(severity) <b>\(renderNumber(count))</b></button>

                """
        }
        return text + "</div>\n"
    }

    private var kindCounts: [(ObjectKind, Int)] {
        Dictionary(grouping: objects.joined().map(\.name.kind), by: \.self)
            .map { ($0.key, $0.value.count) }.sorted { $0.0 < $1.0 }
    }

    /// Whether no section has anything to show.
    var isEmpty: Bool { !report.sections.contains(where: \.hasDetails) }

    private mutating func append(_ index: Int) {
        let section = report.sections[index]
        guard section.hasDetails else { return }
        sections += """
            <section id="check-\(index)" aria-labelledby="check-\(index)-name" class="check \(section.stateWord)">
            <h2 id="check-\(index)-name">\(sign(section))\(escapeXML(section.name))</h2>
            <p class="summary">\(escapeXML(section.words))</p>

            """
        for finding in section.errors { sections += render(finding) }
        // Where there is little to see, all of it is open.
        let isShort = objects[index].count <= 12
        for severity in Difference.Severity.gravestFirst {
            let group = objects[index].filter { $0.severity == severity }
            guard !group.isEmpty else { continue }
            sections += """
                <div class="group">
                <h3 class="\(severity.rawValue)">\(severity.rawValue.capitalizedFirst) \
                <span>\(severity.meaning)</span></h3>

                """
            for object in group {
                append(object, isOpen: isShort || severity == .security && group.count <= 12)
            }
            sections += "</div>\n"
        }
        for finding in section.otherFindings { sections += render(finding) }
        sections += section.traces.html + remarks(of: section) + "</section>\n"
    }

    private func render(_ finding: Finding) -> String {
        var text = """
            <article class="finding \(finding.severity.rawValue)" data-severity="\(finding.severity.rawValue)">
            <p class="head"><span class="badge \(finding.severity.rawValue)">\(finding.severity.rawValue)</span> \
            <span class="message">\(escapeXML(finding.message))</span></p>

            """
        let place = finding.location.map { "<code>\(escapeXML($0.description))</code> · " } ?? ""
        text += "<p class=\"where\">\(place)\(escapeXML(finding.rule))</p>\n"
        if !finding.evidence.isEmpty {
            let lines = escapeXML(finding.evidence.joined(separator: "\n"))
            text += "<pre tabindex=\"0\">\(lines)</pre>\n"
        }
        if let remedy = finding.remedy {
            text += "<p class=\"next\"><b>Next:</b> \(escapeXML(remedy))</p>\n"
        }
        return text + "</article>\n"
    }

    private mutating func append(_ object: ObjectDrift, isOpen: Bool) {
        let name = object.name
        sections += """
            <article class="object \(object.severity.rawValue)" id="\(anchor(name))" data-kind="\(name.kind.rawValue)">
            <details\(isOpen ? " open" : "")>
            <summary><h4><span class="kind">\(escapeXML(name.kind.words))</span> \
            <code>\(escapeXML(name.identity))</code></h4>
            <span class="counts">
            """
        for (severity, count) in severityCounts(object.differences) {
            sections +=
                "<span class=\"badge \(severity.rawValue)\">\(renderNumber(count)) \(severity.rawValue)</span> "
        }
        sections += "</span></summary>\n<ol class=\"differences\">\n"
        for (difference, location) in object.gravestFirst {
            sections += renderDifference(difference, at: location)
        }
        sections += "</ol>\n"
        if let file = object.sides?.file {
            sections += "<p class=\"file\">Snapshot: <code>\(escapeXML(file))</code></p>\n"
        }
        if let sides = object.sides {
            let whole = renderSides(sides, room: room)
            room = max(room - whole.utf8.count, 0)
            sections += whole
        }
        sections += "</details>\n</article>\n"
    }

    /// A name for links to an object, another one for each.
    private mutating func anchor(_ name: ObjectName) -> String {
        let base = String(
            name.key.map { character in
                character.isASCII && (character.isLetter || character.isNumber || character == ".")
                    ? character : "-"
            })
        var anchor = base
        var number = 2
        while !anchors.insert(anchor).inserted {
            anchor = "\(base)-\(number)"
            number += 1
        }
        return anchor
    }

    private func remarks(of section: CheckReport.Section) -> String {
        var text = ""
        if !section.ignored.isEmpty {
            text +=
                "<details class=\"remarks\"><summary>\(renderIgnored(section.ignored))</summary>\n<ul>\n"
            text += section.ignored.map { "<li>\(escapeXML($0.sentence))</li>\n" }.joined()
            text += "</ul>\n</details>\n"
        }
        guard !section.census.entries.isEmpty else { return text }
        text += "<div class=\"remarks\"><h3>Present and not compared</h3>\n<ul>\n"
        text += section.census.entries.map { "<li>\(escapeXML($0.sentence))</li>\n" }.joined()
        return text + "</ul>\n</div>\n"
    }
}

extension CheckReport.Section {
    /// Whether there is more to show of it than its state and its summary.
    var hasDetails: Bool {
        !findings.isEmpty || !differences.isEmpty || !remarks.isEmpty
            || !traces.lines(.lasting).isEmpty
    }
}
