import Catalog
import JSONText
import Reports
import SchemaDiff
import Testing

/// The line of the snapshot that a difference points at.
@Suite struct SnapshotLineTests {
    /// What stands on the line that each difference of the shop points at, by the difference's path.
    static let lines = [
        ("enum public.order_state › values", #""values": ["open", "paid", "shipped"]"#),
        ("table public.customers › comment", #""comment": "People who buy.","#),
        ("table public.customers › rowSecurity", #""rowSecurity": true,"#),
        (
            "table public.customers › column email › notNull",
            #"{"column": "email", "notNull": true, "type": "text"},"#
        ),
        (
            "table public.customers › policy customers_own › using",
            #""using": "(id = (current_setting('app.customer'::text))::bigint)""#
        ),
        ("table public.orders › options.fillfactor", #""options": {"fillfactor": "90"},"#),
        (
            "table public.orders › column total › type",
            #"{"column": "total", "notNull": true, "type": "numeric(12,2)"}"#
        ),
        // What the snapshot does not have, on the line of the nearest that it has.
        ("table public.orders › column legacy_total", "{"),
        (
            "table public.orders › index orders_customer_idx",
            #""indexes": [{"index": "orders_customer_idx", "keys": ["customer"], "method": "btree"}]"#
        ),
        ("schema public › grants.PUBLIC", "{"),
        // The first line that differs of a longer text.
        ("function public.total(bigint) › body", #""\tif sum < 0 then","#),
        ("view public.open_orders › definition", #""   FROM public.orders","#),
    ]

    @Test(arguments: lines)
    func pointsAt(path: String, text: String) throws {
        let difference = try #require(Shop.drift.differences.first { $0.path == path })
        let object = try #require(Shop.expected[difference.object])
        let line = try #require(findLine(of: difference, in: object.snapshotText))
        let there = object.snapshotText.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(there[line - 1].drop { $0 == " " } == text)
    }

    @Test func theKeyOfAMapMayHoldDots() {
        let text = """
            {
              "role": "app",
              "settings": {
                "app.mode": "a",
                "work_mem": "1"
              }
            }
            """
        func line(_ property: String) -> Int? {
            findLine(
                of: Difference(
                    object: ObjectName(.role, "app"), property: property, direction: .changed,
                    severity: .breaking), in: text)
        }
        #expect(line("settings.app.mode") == 4)
        #expect(line("settings.work_mem") == 5)
        #expect(line("settings.other") == 3)
        #expect(line("nothing") == 1)
    }

    @Test func escapesInNamesAreRead() {
        let text =
            "{\n  \"table\": \"t\",\n  \"columns\": [\n    {\"column\": \"a\\\\\\\"}]\\u00e9\"},\n"
            + "    {\"column\": \"b\"}\n  ]\n}\n"
        func line(_ column: String) -> Int? {
            findLine(
                of: Difference(
                    object: ObjectName(.table, "t"), part: PartName(.column, column),
                    property: "type", direction: .changed, severity: .breaking), in: text)
        }
        #expect(line("a\\\"}]é") == 4)
        #expect(line("b") == 5)
        #expect(line("c") == 1)
    }

    @Test(arguments: ["", "[]", "{", "nonsense", "\"text\"", "{\"a\": }"])
    func whatIsNoObjectHasNoLines(_ text: String) {
        let difference = Difference(
            object: ObjectName(.table, "t"), property: "a", direction: .changed,
            severity: .breaking)
        #expect(findLine(of: difference, in: text) == nil)
    }
}
