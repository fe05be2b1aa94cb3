import Configuration
import FoundationEssentials
import Testing

/// `docs/configuration.md` says of each key what the table of keys says.
///
/// `TIDEMARK_RECORD=1 swift test --filter DocumentationTests` writes the page's table anew.
@Suite struct DocumentationTests {
    private static let path =
        #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 }
        + "/docs/configuration.md"
    private static let marks = ("<!-- keys -->\n", "<!-- /keys -->")

    private var table: String {
        Configuration.Key.all.reduce(
            "| key | what it does | type | default | flag | example |\n|---|---|---|---|---|---|\n"
        ) { text, key in
            let cells = [
                "`\(key)`", key.summary, key.kind.inWords,
                key.defaultText.isEmpty ? "–" : "`\(key.defaultText)`",
                key.flag.isEmpty ? "–" : "`\(key.flag)`", "`\(key): \(key.example)`",
            ]
            return text + "| " + cells.joined(separator: " | ") + " |\n"
        }
    }

    @Test func thePageListsEveryKey() throws {
        let page = try String(
            decoding: Data(contentsOf: URL(filePath: Self.path)), as: UTF8.self)
        let start = try #require(page.firstRange(of: Self.marks.0))
        let end = try #require(page.firstRange(of: Self.marks.1))
        if ProcessInfo.processInfo.environment["TIDEMARK_RECORD"] == "1" {
            let new = page[..<start.upperBound] + table + page[end.lowerBound...]
            try Data(new.utf8).write(to: URL(filePath: Self.path))
            return
        }
        #expect(page[start.upperBound..<end.lowerBound] == table)
    }

    @Test func thePageNamesEveryRule() throws {
        let page = try String(
            decoding: Data(contentsOf: URL(filePath: Self.path)), as: UTF8.self)
        for rule in [
            "config-missing", "config-unreadable", "config-syntax", "config-unsupported",
            "config-duplicate-key", "config-unknown-key", "config-wrong-type", "config-no-value",
            "config-wrong-value", "config-bad-placeholder", "config-unset-variable",
            "config-unknown-environment", "password-in-config", "config-misnamed",
        ] {
            #expect(page.contains("`\(rule)`"), "\(rule)")
        }
    }

    @Test func theExampleOfThePageIsAccepted() throws {
        let page = try String(
            decoding: Data(contentsOf: URL(filePath: Self.path)), as: UTF8.self)
        let start = try #require(page.firstRange(of: "```yaml\n"))
        let rest = page[start.upperBound...]
        let end = try #require(rest.firstRange(of: "```"))
        let text = String(rest[..<end.lowerBound])
        #expect(try parse(text).environmentName == "local")
        let prod = try parse(text, env: "prod", process: ["PROD_DATABASE_URL": "service=p"])
        #expect(prod.isProtected)
        #expect(prod.statementTimeout == .seconds(900))
    }
}
