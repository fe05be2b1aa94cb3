import Catalog
import Findings
import JSONText
import Reports
import SchemaDiff
import Testing

/// What readers of a format can take, and that what has no room is counted.
@Suite struct ReportLimitTests {
    /// A drift of many objects, one of them with many differences.
    private static func report(objects: Int, columns: Int = 3) -> CheckReport {
        let body = JSONValue.list((0..<300).map { "line \($0) of a long function body | ` < &" })
        let expected = Catalog(
            objects: (0..<objects).map { number in
                CatalogObject(
                    name: ObjectName(.table, "public.t\(number)"), properties: .none,
                    parts: (0..<(number == 0 ? 400 : columns)).map { column in
                        part(.column, "c\(column)", ["type": "text"])
                    })
            } + [object(.function, "public.f()", ["body": body])])
        let actual = Catalog(
            objects: (0..<objects).map { number in
                CatalogObject(
                    name: ObjectName(.table, "public.t\(number)"),
                    properties: PropertyList(JSONObject([.init(key: "comment", value: "x")])),
                    parts: (0..<(number == 0 ? 400 : columns)).map { column in
                        part(.column, "c\(column)", ["type": "integer"])
                    })
            } + [
                object(
                    .function, "public.f()",
                    ["body": .list((0..<300).map { "another \($0)" })])
            ])
        let drift = Drift(
            expectation: "snapshots/schema", database: "shop", distance: Drift.Distance(),
            differences: Comparison().compare(expected: expected, actual: actual),
            census: Census(), rootHash: actual.rootHash, objectCount: objects + 1)
        return CheckReport(
            sections: [
                CheckReport.Section(drift, sides: Shop.sides(expected: expected, actual: actual))
            ], toolVersion: "0.4.0")
    }

    /// Made once, since it takes seconds.
    private static let great = report(objects: 600, columns: 5)

    @Test(arguments: [8_000, 20_000, 65_536, 200_000])
    func markdownFitsAndCountsTheRest(_ limit: Int) throws {
        let text = renderMarkdown(Self.great, limit: limit)
        #expect(text.utf8.count <= limit)
        #expect(text.utf8.count > limit / 2)
        let shown = text.matches(of: /<details/).count
        let rest = try #require(text.firstMatch(of: /… ([0-9,]+) more objects with/))
        let left = try #require(Int(rest.output.1.replacing(",", with: "")))
        #expect(shown + left == 601)
        #expect(text.matches(of: /<\/details>/).count == shown)
    }

    @Test func markdownOfOneGreatObjectShowsItsBeginning() {
        let text = renderMarkdown(Self.report(objects: 1))
        #expect(text.contains("… 341 more differences"))
        #expect(text.contains("line 0 of a long"))
        #expect(!text.contains("left out because"))
    }

    @Test func annotationsStopWhereGitHubDoes() {
        let report = Self.report(objects: 20)
        let lines = renderGitHubAnnotations(report).split(separator: "\n")
        #expect(lines.count { $0.hasPrefix("::error ") } == 10)
        #expect(lines.count { $0.hasPrefix("::notice ") } == 10)
        #expect(lines.count == 20)
        // 2,000 + 19 × 3 columns and a function, less the nine that are shown.
        #expect(lines[9].hasSuffix("… 449 more errors; the report has them all"))
        #expect(lines[0].contains("file=snapshots/schema/tables/public.t0.json,line="))
    }

    @Test func sarifKeepsTheGravest() throws {
        let value = try JSONValue.parse(renderSARIF(Self.great, limit: 1_000))
        let run = try #require(value["runs"]?[0])
        #expect(run["results"]?.array?.count == 1_000)
        let all = 400 + 599 * 5 + 1 + 600
        let said = run["invocations"]?[0]?["toolExecutionNotifications"]?[0]?["message"]?["text"]
        #expect(said?.string == "\((all - 1_000).formattedWithCommas) more results left out")
        let levels = Set(run["results"]?.array?.compactMap { $0["level"]?.string } ?? [])
        #expect(levels == ["error"])
    }

    @Test func aPageLeavesOutWholeObjectsBeforeItIsTooLarge() {
        let text = renderHTML(Self.great, sidesLimit: 100_000)
        #expect(text.contains("left out, because the page would be too large"))
        #expect(text.matches(of: /<article/).count == 601)
    }

    @Test func terminalLinesFit() {
        for columns in stride(from: 20, through: 140, by: 7) {
            for locale in ["C", "C.UTF-8"] {
                let terminal = Terminal(
                    color: .never, isTerminal: true, columns: columns, environment: ["LANG": locale]
                )
                for drift in [Shop.drift, Shop.clean] {
                    let text = DriftReport(drift).text(on: terminal)
                    // What is not part of the tree may be a sentence of any length.
                    let tree = text.split(separator: "\n").prefix { !$0.contains("tidemark.yml") }
                    for line in tree where !line.hasPrefix("no drift") {
                        #expect(displayWidth(of: String(line)) <= columns, "\(line)")
                    }
                }
            }
        }
    }
}

extension Int {
    /// With commas between thousands.
    fileprivate var formattedWithCommas: String { renderNumber(self) }
}
