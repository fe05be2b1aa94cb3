import Migrations
import Testing

/// Documents that list what the code has.
@Suite struct DocumentTests {
    @Test(arguments: Layout.allCases)
    func everyLayoutHasItsRow(layout: Layout) throws {
        let rows = try Repository.text(of: "docs/layouts.md").split(separator: "\n")
            .filter { $0.hasPrefix("| `\(layout.rawValue)` |") }
        #expect(!rows.isEmpty)
    }
}
