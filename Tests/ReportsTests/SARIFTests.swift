import Catalog
import Findings
import JSONText
import Reports
import SchemaDiff
import Testing

@Suite struct SARIFTests {
    private func results(_ report: CheckReport) throws -> [JSONValue] {
        let value = try JSONValue.parse(renderSARIF(report))
        return try #require(value["runs"]?[0]?["results"]?.array)
    }

    private func fingerprints(_ report: CheckReport) throws -> [String] {
        try results(report).compactMap {
            $0["partialFingerprints"]?["primaryLocationLineHash"]?.string
        }
    }

    @Test func fingerprintsTellResultsApart() throws {
        for report in [Shop.check, Hostile.check] {
            let found = try fingerprints(report)
            #expect(found.count == (try results(report).count))
            #expect(Set(found).count == found.count)
        }
    }

    @Test func fingerprintsStayWhenValuesAndLinesChange() throws {
        var report = Shop.check
        let before = try fingerprints(report)
        for index in report.sections.indices {
            for which in report.sections[index].differences.indices {
                report.sections[index].differences[which].actual = "something else"
            }
            for which in report.sections[index].findings.indices {
                report.sections[index].findings[which].location?.line = 99
            }
            report.sections[index].sides = []
        }
        #expect(try fingerprints(report) == before)
    }

    @Test func everyResultNamesARuleThatIsThere() throws {
        let value = try JSONValue.parse(renderSARIF(Hostile.check))
        let run = try #require(value["runs"]?[0])
        let rules = try #require(run["tool"]?["driver"]?["rules"]?.array)
        for result in run["results"]?.array ?? [] {
            let index = try #require(result["ruleIndex"]?.integer)
            #expect(rules[index]["id"] == result["ruleId"])
        }
        #expect(Set(rules.compactMap { $0["id"]?.string }).count == rules.count)
    }

    @Test func pathsAreRelativeReferences() throws {
        let uris = try results(Hostile.check).compactMap {
            $0["locations"]?[0]?["physicalLocation"]?["artifactLocation"]?["uri"]?.string
        }
        #expect(!uris.isEmpty)
        for uri in uris {
            let isPlain = uri.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
            #expect(
                isPlain && !uri.contains("\"") && !uri.contains("<") && !uri.contains("#"), "\(uri)"
            )
        }
        #expect(uris.contains("sql/%250A%3A%3Awarning%3A%3Ax"))
    }
}
