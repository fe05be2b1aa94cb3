import Catalog
import Findings
import JSONText
import Migrations
import Reports
import SchemaDiff

/// A database whose names and values try to be markup, commands, links and control sequences.
enum Hostile {
    static let name = #"public."<script>document.title='owned'</script>""#
    static let values = [
        #""><img src=x onerror="document.title='owned'">"#, "]]></failure>", "::error::owned",
        "a | b \\| c", "``` and `` and `", "</details></code>**bold** [link](https://test/a/link)",
        "@everyone #1 <!-- -->", "red\u{1B}[31m bell\u{7}", "right\u{202E}tfel", "%0A::warning::x",
        "line one\nline two", "</script><script>document.title='owned'</script>", "é日本👩‍👩‍👧",
        String(repeating: "long ", count: 120), " ", "{{ 7 * 7 }} ${7}",
    ]

    static let expected = Catalog(objects: [
        object(.table, name, [:], part(.column, #""on\"click""#, ["type": "text"])),
        object(.function, "public.f()", ["body": .list(values), "language": "sql"]),
    ])
    static let actual = Catalog(objects: [
        CatalogObject(
            name: ObjectName(.table, name),
            properties: PropertyList(
                JSONObject([.init(key: "comment", value: .string(values[0]))])),
            parts: values.enumerated().map { index, value in
                part(.column, "c\(index) \(value)", ["type": "text", "comment": .string(value)])
            } + [part(.column, #""on\"click""#, ["type": .string(values[3])])]),
        object(.function, "public.f()", ["body": .list(values.reversed()), "language": "sql"]),
    ])

    static var check: CheckReport {
        var drift = Drift(
            expectation: values[0], database: values[5],
            distance: Drift.Distance(behind: 2, ahead: 1),
            differences: Comparison().compare(expected: expected, actual: actual),
            census: Census(entries: [Census.Entry(what: values[0], count: nil, reason: values[3])]),
            rootHash: actual.rootHash, objectCount: 2)
        for index in drift.differences.indices {
            let value = values[index % values.count]
            drift.differences[index].origin = Origin(
                ElementName(drift.differences[index].object),
                Origin.Statement(
                    version: value, name: value, file: "sql/\(value)", number: 1, line: 1,
                    text: value))
        }
        var lint = CheckReport.Section(values[0], .failed, summary: values[11])
        lint.findings = values.map { value in
            Finding(
                rule: "rule-\(value)", severity: .error, message: value,
                location: Location(file: "sql/\(value)", line: 1), evidence: [value], remedy: value)
        }
        lint.subjects = values
        lint.traces.scripts = values.map { value in
            let id = MigrationID(version: value, name: value)
            var trace = StatementTrace(
                id: id, number: 1, file: "sql/\(value)", line: 1, firstLine: value)
            trace.facts = StatementFacts()
            trace.facts?.rewrites = [value]
            return TracedScript(migration: id.description, direction: .up, statements: [trace])
        }
        return CheckReport(
            sections: [
                lint,
                CheckReport.Section(drift, sides: Shop.sides(expected: expected, actual: actual)),
                CheckReport.Section("prove", .skipped(values[11]), summary: ""),
            ],
            database: drift.database, expectation: drift.expectation, toolVersion: "0.4.0")
    }
}
