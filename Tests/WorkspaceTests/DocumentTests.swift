import Migrations
import Testing

/// Documents that list what the code has.
@Suite struct DocumentTests {
    @Test(arguments: Layout.allCases)
    func everyLayoutHasItsRow(layout: Layout) throws {
        let order =
            switch layout.order {
            case .numeric: "numeric"
            case .dotted: "dotted"
            case .bytes: "bytes"
            case .plan: "plan"
            }
        let rows = try Repository.text(of: "docs/layouts.md").split(separator: "\n")
            .filter { $0.hasPrefix("| `\(layout.rawValue)` |") }
        #expect(rows.count == 1)
        #expect(rows.first?.split(separator: "|").dropFirst(2).first?.contains(order) == true)
    }
}
