import Catalog
import JSONText
import Reports
import SchemaDiff
import Testing

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Every format of some reports, held against the files of `Golden`; `TIDEMARK_RECORD=1` writes them anew.
///
/// `scripts/check-reports` gives the same files to those who read them: a schema, an XML parser, a browser.
@Suite struct GoldenTests {
    struct Case: CustomTestStringConvertible {
        let name: String
        let report: CheckReport
        var testDescription: String { name }
    }

    static let cases = [
        Case(name: "drifted", report: Shop.check),
        Case(name: "hostile", report: Hostile.check),
        Case(
            name: "passed",
            report: CheckReport(
                sections: [
                    CheckReport.Section("status", .passed, summary: "3 applied"),
                    CheckReport.Section(Shop.clean),
                ],
                database: "shop (PostgreSQL 15.18)", expectation: "snapshots/schema",
                toolVersion: "0.4.0", gitCommit: "8c1f0e4b2a5d")),
        Case(
            name: "unchecked",
            report: CheckReport(
                sections: [
                    CheckReport.Section(
                        "status", .skipped("live database not checked"), summary: ""),
                    CheckReport.Section(
                        "drift", .skipped("live database not checked"), summary: ""),
                ],
                toolVersion: "0.4.0")),
    ]

    @Test(arguments: cases)
    func everyFormatIsAsRecorded(_ one: Case) throws {
        let report = one.report
        let narrow = Terminal(
            color: .always, isTerminal: true, columns: 80, environment: ["LANG": "C.UTF-8"])
        let bare = Terminal(
            color: .never, isTerminal: true, columns: 60, environment: ["LANG": "C"])
        let files = [
            ("check.txt", report.text(on: .plain)),
            ("check-80-color.txt", report.text(on: narrow)),
            ("check-60-ascii.txt", report.text(on: bare)),
            ("check.json", report.json.render(.pretty) + "\n"),
            ("check.md", renderMarkdown(report)),
            ("annotations.txt", renderGitHubAnnotations(report)),
            ("check.sarif", renderSARIF(report)),
            ("check.junit.xml", renderJUnit(report)),
            ("check.html", renderHTML(report)),
        ]
        for (file, text) in files { try expectGolden("\(one.name)/\(file)", text) }
    }

    @Test func driftIsAsRecorded() throws {
        let report = DriftReport(Shop.drift, sides: Shop.sides)
        try expectGolden("drifted/drift.txt", report.text(on: .plain))
        try expectGolden("drifted/drift.json", report.json.render(.pretty) + "\n")
        try expectGolden("passed/drift.txt", DriftReport(Shop.clean).text(on: .plain))
    }
}

/// Compares a text with a file under `Golden`.
private func expectGolden(
    _ file: String, _ text: String, _ place: SourceLocation = #_sourceLocation
) throws {
    let folder = #filePath.prefix(upTo: #filePath.lastIndex(of: "/") ?? #filePath.endIndex)
    let path = "\(folder)/Golden/\(file)"
    if ProcessInfo.processInfo.environment["TIDEMARK_RECORD"] == "1" {
        let parent = String(path.prefix(upTo: path.lastIndex(of: "/") ?? path.endIndex))
        try FileManager.default.createDirectory(
            atPath: parent, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(filePath: path))
    }
    let recorded = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
    guard recorded != text else { return }
    let lines = zip(recorded.split(separator: "\n"), text.split(separator: "\n"))
    let first = lines.enumerated().first { $0.element.0 != $0.element.1 }
    Issue.record(
        """
        \(file) is another: TIDEMARK_RECORD=1 swift test --filter GoldenTests records it anew
        first difference in line \((first?.offset ?? -1) + 1):
        - \(first?.element.0 ?? "")
        + \(first?.element.1 ?? "")
        """, sourceLocation: place)
}
