import Catalog
import Findings
import JSONText
import Reports
import SchemaDiff
import Testing

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

@Suite struct CheckReportTests {
    private func report(_ states: CheckReport.Section.State...) -> CheckReport {
        CheckReport(
            sections: states.enumerated().map { index, state in
                CheckReport.Section("s\(index)", state, summary: "sum")
            }, toolVersion: "1")
    }

    @Test func theVerdict() {
        #expect(report().verdict == .unchecked)
        #expect(report(.skipped("x"), .skipped("y")).verdict == .unchecked)
        #expect(report(.passed, .skipped("y")).verdict == .passed)
        #expect(report(.passed, .failed).verdict == .failed)
        #expect(report(.skipped("x"), .failed).verdict == .failed)
    }

    @Test func aSectionThatFailsWithoutAWordFailsInJUnit() {
        let text = renderJUnit(report(.failed, .passed))
        #expect(text.contains(#"<testsuites name="tidemark check" tests="2" failures="1""#))
        #expect(text.contains(#"<failure message="sum" type="s0">sum</failure>"#))
    }

    @Test func warningsDoNotFailInJUnit() {
        var report = report(.failed)
        report.sections[0].findings = [
            Finding(rule: "w", severity: .warning, message: "m", location: Location(file: "a.sql")),
            Finding(rule: "e", severity: .error, message: "m", location: Location(file: "b.sql")),
        ]
        let text = renderJUnit(report)
        #expect(text.contains(#"tests="2" failures="1""#))
        #expect(text.contains(#"name="a.sql" file="a.sql">"# + "\n      <system-out>"))
        #expect(
            text.contains(
                #"name="b.sql" file="b.sql">"# + "\n      <failure message=\"m\" type=\"e\">"))
    }

    @Test func whatIsNotKnownIsSaid() {
        let difference = Difference(
            object: ObjectName(.table, "public.t"), direction: .changed, severity: .breaking)
        var report = report(.failed)
        report.sections[0].differences = [difference]
        let said = "only the hash of what is expected is known"
        #expect(report.text(on: .plain).contains(said))
        #expect(renderHTML(report).contains(said))
        #expect(renderSARIF(report).contains(said))
        #expect(renderGitHubAnnotations(report).contains(said))
        #expect(renderJUnit(report).contains(said))
        #expect(renderMarkdown(report).contains("only its hash is known"))
    }

    @Test func jsonKeepsBothValues() throws {
        let value = Shop.check.json
        let drift = try #require(value["sections"]?[1])
        #expect(value["verdict"] == "failed")
        #expect(
            drift["severities"]?["security"]?.integer
                == Shop.drift.differences.count { $0.severity == .security })
        let listed = try #require(drift["differences"]?.array)
        #expect(listed.count == Shop.drift.differences.count)
        for (one, difference) in zip(listed, Shop.drift.differences) {
            #expect(one["expected"] == difference.expected ?? .null)
            #expect(one["actual"] == difference.actual ?? .null)
            #expect(one["file"]?.string?.hasPrefix("snapshots/schema/") == true)
            #expect(
                one["line"]?.integer != nil || difference.part == nil && difference.property == nil)
        }
        #expect(value["sections"]?[4]?["reason"] == "no verify scripts")
    }

    /// The keys of the table for `check` in docs/json.md are those that are written, in their order.
    @Test func theKeysAreTheDocumentedOnes() throws {
        let root = #filePath.replacing("/Tests/ReportsTests/CheckReportTests.swift", with: "")
        let page = String(
            decoding: try Data(contentsOf: URL(filePath: "\(root)/docs/json.md")), as: UTF8.self)
        let lines = page.split(separator: "\n").drop { $0 != "### `check`" }.dropFirst()
        let documented = lines.prefix { !$0.hasPrefix("#") }.filter { $0.hasPrefix("| `") }
            .flatMap { row in
                row.split(separator: "|")[0].matches(of: /`([A-Za-z.\[\]]+)`/).map {
                    String($0.output.1)
                }
            }
        let sections = try #require(Shop.check.json["sections"]?.array)
        for section in sections {
            let written =
                (Shop.check.json.object?.keys ?? [])
                + (section.object?.keys ?? []).map { "sections[].\($0)" }
            #expect(documented.filter { written.contains($0) } == written)
            #expect(documented.filter { $0.hasPrefix("sections[]") && !written.contains($0) } == [])
        }
    }
}
