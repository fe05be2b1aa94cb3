import Proving
import Testing

/// `docs/lint.md` has the section that each rule gives.
///
/// `TIDEMARK_RECORD=1 swift test --filter LintDocumentationTests` writes them anew.
struct LintDocumentationTests {
    @Test func thePageHasEveryRule() throws {
        let path = "docs/lint.md"
        let page = try Checkout.text(of: path)
        let start = try #require(page.firstRange(of: "<!-- rules -->\n"))
        let end = try #require(page.firstRange(of: "<!-- /rules -->"))
        if Checkout.isRecording {
            try Checkout.write(
                page[..<start.upperBound] + LintRule.allMarkdown + page[end.lowerBound...], to: path
            )
            return
        }
        #expect(page[start.upperBound..<end.lowerBound] == LintRule.allMarkdown)
    }
}
