import Catalog
import JSONText
import PostgresSession
import SchemaDiff
import Testing
import TidemarkTesting

/// What versions of the server write in different words is "version rendering" and never "changed"; what says something else is
/// "changed", however little it is.
@Suite struct VersionRenderingTests {
    private func direction(
        _ before: String, _ after: String, _ name: ObjectName = ObjectName(.view, "app.v"),
        _ part: PartName? = nil, _ property: String = "definition"
    ) -> Difference.Direction? {
        func object(_ text: String) -> CatalogObject {
            let properties = PropertyList(
                JSONObject([.init(key: property, value: .string(text))]))
            let part = part.map { CatalogPart(name: $0, properties: properties) }
            return CatalogObject(
                name: name, properties: part == nil ? properties : .none,
                parts: [part].compactMap(\.self))
        }
        let found = Comparison().compare(expected: object(before), actual: object(after))
        return found.first?.direction
    }

    @Test(arguments: [
        // As 15 and 16 write it.
        (
            " SELECT t.id,\n    t.a\n   FROM app.t\n  WHERE (t.a > 1);",
            " SELECT id,\n    a\n   FROM app.t\n  WHERE (a > 1);"
        ),
        (" SELECT id\n   FROM app.t\n  WHERE ((a > 1));", " SELECT id FROM app.t WHERE (a > 1);"),
        ("(a > 0)", "a > 0"), ("((a > 0))", "(a > 0)"), ("f((a))", "f(a)"), ("a = (b)", "a = b"),
        ("a\n= b", "a = b"), ("(lower((note)))", "lower(note)"),
        ("ARRAY[(1), (2)]", "ARRAY[(1), 2]"),
    ])
    func theSameInOtherWords(before: String, after: String) {
        #expect(direction(before, after) == .rendering)
        #expect(direction(after, before) == .rendering)
    }

    @Test(arguments: [
        ("(a + b) * c", "a + (b * c)"), ("a > 0", "a >= 0"), ("'x'::text", "'x'"),
        ("'a b'", "'a  b'"),
        ("f((a, b))", "f(a, b)"), ("(a).b", "a.b"), ("x IN ((SELECT 1))", "x IN (SELECT 1)"),
        ("NOT (a AND b)", "NOT a AND b"), ("a @- b", "a @ -b"), ("E'\\n'", "E '\\n'"),
        ("1.5", "1 .5"),
        ("\"A\"", "a"), ("a = B", "a = b"), ("(a OR b) AND c", "a OR (b AND c)"),
        (" SELECT t.id\n   FROM t,\n    s;", " SELECT id\n   FROM t,\n    s;"), ("('a')", "('b')"),
        ("'é'", "'e\u{301}'"),
    ])
    func somethingElse(before: String, after: String) {
        #expect(direction(before, after) == .changed)
        #expect(direction(after, before) == .changed)
    }

    @Test func whatSomebodyWroteIsComparedByItsBytes() {
        let function = ObjectName(.function, "app.f()")
        #expect(direction("begin  end", "begin end", function, nil, "body") == .changed)
        #expect(direction("RETURN (1)", "RETURN (2)", function, nil, "body") == .changed)
        #expect(direction("RETURN (1 + 1)", "RETURN  (1 + 1)", function, nil, "body") == .rendering)
        #expect(direction("(a)", "((a))", function, nil, "comment") == .changed)
        let table = ObjectName(.table, "app.t")
        #expect(direction("(a)", "((a))", table, PartName(.policy, "p"), "using") == .rendering)
        #expect(direction("(a)", "((a))", table, PartName(.column, "c"), "default") == .rendering)
        #expect(direction("(a)", "((a))", table, PartName(.column, "c"), "type") == .changed)
    }

    @Test func ofSuchDifferencesNothingIsDirty() throws {
        let seen = Comparison().compare(
            expected: CatalogObject(
                name: ObjectName(.view, "app.v"),
                properties: PropertyList(
                    JSONObject([.init(key: "definition", value: "((a))")])), parts: []),
            actual: CatalogObject(
                name: ObjectName(.view, "app.v"),
                properties: PropertyList(
                    JSONObject([.init(key: "definition", value: "(a)")])), parts: []))
        var drift = Drift(
            expectation: "x", database: "y", distance: Drift.Distance(), differences: seen,
            census: Census(), rootHash: ContentHash(""), objectCount: 1)
        #expect(seen.map(\.severity) == [.cosmetic])
        #expect(seen.map(\.direction.rawValue) == ["version rendering"])
        #expect(drift.isClean)
        #expect(drift.renderingCount == 1)
        drift.differences.append(
            Difference(
                object: ObjectName(.view, "app.v"), property: "owner", direction: .changed,
                severity: .security))
        #expect(!drift.isClean)
    }
}

/// A snapshot as 15 wrote it, before anything was known of how 16 and later write the same.
@Suite(.database) struct OldRenderingTests {
    /// What `pg_get_viewdef` of PostgreSQL 15 says of these views.
    private static let recorded = [
        "app.aliased":
            " SELECT q.id,\n    lower(q.note) AS l\n   FROM app.t q\n  ORDER BY q.note;",
        "app.grouped":
            " SELECT t.a,\n    count(*) AS n\n   FROM app.t\n  GROUP BY t.a\n HAVING (count(*) > 1);",
        "app.of_function": " SELECT number.number\n   FROM generate_series(1, 3) number(number);",
        "app.plain":
            " SELECT t.id,\n    t.a\n   FROM app.t\n  WHERE ((t.a > 1) AND (t.note <> 'x'::text));",
    ]

    @Test func isTheSameOnEveryServer() async throws {
        let database = TestDatabase.current
        try await database.execute(
            """
            create schema app;
            create table app.t (id integer, a integer, note text);
            create view app.plain as select id, a from app.t where a > 1 and note <> 'x';
            create view app.aliased as select q.id, lower(q.note) as l from app.t q order by q.note;
            create view app.grouped as select a, count(*) as n from app.t group by a having count(*) > 1;
            create view app.of_function as select number from generate_series(1, 3) number;
            """)
        let session = try await database.connect()
        let live = try await CatalogReader(session).read()
        #expect(Self.differences(live).map(\.direction) == Array(repeating: .rendering, count: 4))
        // What is another view is one all the same.
        try await session.execute(
            "create or replace view app.plain as select id, a from app.t where a > 2 and note <> 'x'"
        )
        let changed = Self.differences(try await CatalogReader(session).read())
        #expect(changed.filter { $0.direction == .changed }.map(\.object.identity) == ["app.plain"])
        #expect(changed.count == 4)
        await session.close()
    }

    /// What differs from the catalog with the recorded texts in it.
    private static func differences(_ live: Catalog) -> [Difference] {
        let objects = live.objects.map { object in
            guard let text = recorded[object.name.identity] else { return object }
            var properties = object.properties.object
            properties["definition"] = .array(
                text.split(separator: "\n", omittingEmptySubsequences: false).map {
                    .string(String($0))
                })
            return CatalogObject(
                name: object.name, properties: PropertyList(properties), parts: object.parts)
        }
        return Comparison().compare(expected: Catalog(objects: objects), actual: live)
    }
}
