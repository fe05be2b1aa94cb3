import Catalog
import JSONText
import SchemaDiff
import Testing

@Suite struct ComparisonTests {
    static func table(
        _ name: String, _ properties: JSONObject = JSONObject(), _ parts: [CatalogPart] = []
    ) -> CatalogObject {
        CatalogObject(
            name: ObjectName(.table, name), properties: PropertyList(properties), parts: parts)
    }

    static func column(_ name: String, _ type: String) -> CatalogPart {
        CatalogPart(
            name: PartName(.column, name),
            properties: PropertyList(JSONObject([.init(key: "type", value: .string(type))])))
    }

    func compare(_ expected: [CatalogObject], _ actual: [CatalogObject]) -> [Difference] {
        Comparison().compare(
            expected: Catalog(objects: expected), actual: Catalog(objects: actual))
    }

    @Test func theSameDiffersInNothing() {
        let one = [Self.table("public.a", JSONObject(), [Self.column("x", "integer")])]
        #expect(compare(one, one).isEmpty)
        #expect(compare([], []).isEmpty)
    }

    @Test func objectsAreMissingOrUnexpected() {
        let found = compare(
            [Self.table("public.a"), Self.table("public.b")],
            [Self.table("public.b"), Self.table("public.c")])
        #expect(found.map(\.path) == ["table public.a", "table public.c"])
        #expect(found.map(\.direction) == [.missing, .unexpected])
        #expect(found.map(\.severity) == [.breaking, .data])
    }

    @Test func aPropertyOfAPartNamesBothValues() {
        let found = compare(
            [Self.table("public.a", JSONObject(), [Self.column("x", "integer")])],
            [Self.table("public.a", JSONObject(), [Self.column("x", "bigint")])])
        #expect(found.map(\.path) == ["table public.a › column x › type"])
        #expect(found[0].expected == "integer")
        #expect(found[0].actual == "bigint")
        #expect(found[0].direction == .changed)
        #expect(found[0].severity == .breaking)
    }

    @Test func entriesOfAMapAreComparedOneByOne() {
        let grants = { (value: JSONValue) in JSONObject([.init(key: "grants", value: value)]) }
        let found = compare(
            [Self.table("public.a", grants(["anon": "SELECT", "owner": "ALL"]))],
            [Self.table("public.a", grants(["owner": "ALL", "PUBLIC": "SELECT"]))])
        #expect(
            found.map(\.path) == ["table public.a › grants.PUBLIC", "table public.a › grants.anon"])
        #expect(found.map(\.direction) == [.unexpected, .missing])
        #expect(found.allSatisfy { $0.severity == .security })
    }

    /// To PostgreSQL the two Unicode spellings of `é` are two texts, and two names.
    @Test func textsAreComparedByTheirBytes() {
        let (one, two) = ("caf\u{E9}", "cafe\u{301}")
        let comment = { (text: String) in
            JSONObject([.init(key: "comment", value: .string(text))])
        }
        #expect(
            compare([Self.table("public.a", comment(one))], [Self.table("public.a", comment(two))])
                .map(\.path) == ["table public.a › comment"])
        #expect(
            compare([Self.table("public." + one)], [Self.table("public." + two)]).map(\.direction)
                .sorted { $0.rawValue < $1.rawValue } == [.missing, .unexpected])
        let both = [
            Self.table(
                "public.a", JSONObject(), [Self.column(one, "text"), Self.column(two, "text")])
        ]
        let turned = [
            Self.table(
                "public.a", JSONObject(), [Self.column(two, "text"), Self.column(one, "text")])
        ]
        #expect(compare(both, both).isEmpty)
        #expect(compare(both, turned).map(\.path) == ["table public.a › columnOrder"])
        let grants = { (name: String) in
            JSONObject([.init(key: "grants", value: [name: "SELECT"])])
        }
        let found = compare(
            [Self.table("public.a", grants(one))], [Self.table("public.a", grants(two))])
        #expect(Set(found.map(\.direction)) == [.missing, .unexpected])
    }

    @Test func grantsOnWhatTheServerBringsAreNamedOneByOne() {
        let role = ObjectName(.table, "pg_catalog.pg_authid")
        let open = CatalogObject(
            name: role,
            properties: PropertyList(
                JSONObject([.init(key: "granted", value: ["r": "SELECT (rolpassword)"])])),
            parts: [])
        for (found, direction) in [
            (compare([], [open]), Difference.Direction.unexpected), (compare([open], []), .missing),
        ] {
            #expect(found.map(\.path) == ["table pg_catalog.pg_authid › granted.r"])
            #expect(found.map(\.direction) == [direction])
            #expect(found.map(\.severity) == [.security])
        }
    }

    @Test func columnOrderIsOneCosmeticDifference() {
        let columns = [
            Self.column("a", "text"), Self.column("b", "text"), Self.column("c", "text"),
        ]
        let moved = [columns[1], columns[0], columns[2]]
        let found = compare(
            [Self.table("public.t", JSONObject(), columns)],
            [Self.table("public.t", JSONObject(), moved)])
        #expect(found.map(\.path) == ["table public.t › columnOrder"])
        #expect(found[0].severity == .cosmetic)
        // A column in the middle moves no other.
        let inserted = [columns[0], Self.column("new", "text"), columns[1], columns[2]]
        #expect(
            compare(
                [Self.table("public.t", JSONObject(), columns)],
                [Self.table("public.t", JSONObject(), inserted)]
            ).map(\.path) == ["table public.t › column new"])
    }

    @Test func whereOnlyTheHashIsKnownTheObjectIsChanged() {
        let table = Self.table("public.a")
        let found = Comparison().compare(
            expected: [(table.name, ContentHash("0"))], actual: Catalog(objects: [table]),
            object: { _ in nil })
        #expect(found.map(\.path) == ["table public.a"])
        #expect(found.map(\.direction) == [.changed])
    }

    @Test(arguments: [
        ("table public.a", true), ("table public.a > column x", true),
        ("table public.a › column x › type", true), ("table public.*", true), ("* › type", true),
        ("table public.a › column y", false), ("view public.a", false), ("table public", false),
        ("*x*t*e", true), ("", false),
    ])
    func patterns(pattern: String, matches: Bool) {
        let difference = Difference(
            object: ObjectName(.table, "public.a"), part: PartName(.column, "x"), property: "type",
            direction: .changed, severity: .breaking)
        #expect(DifferencePattern(pattern).matches(difference) == matches)
    }
}
