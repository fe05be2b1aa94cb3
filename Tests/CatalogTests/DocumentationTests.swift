import Testing
import TidemarkTesting

@testable import Catalog

struct DocumentationTests {
    private static let page =
        #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 }
        + "/docs/catalog.md"

    /// What a query reads is on the page that says what is read.
    @Test func everyKindAndPropertyIsOnThePage() throws {
        let page = try readFile(Self.page)
        for kind in ObjectKind.allCases { #expect(page.contains("`\(kind.rawValue)`")) }
        for kind in PartKind.allCases { #expect(page.contains("`\(kind.rawValue)`")) }
        var count = 0
        for query in CatalogQuery.all {
            let text = String(decoding: query.source, as: UTF8.self)
            for match in text.matches(of: /\ as "([a-zA-Z]+)[":]/) {
                count += 1
                #expect(page.contains("`\(match.1)`"), "\(match.1) of \(query.name)")
            }
        }
        #expect(count > 200)
    }
}
