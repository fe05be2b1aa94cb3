import Catalog
import JSONText
import SQLText
import SchemaDiff
import Testing

/// Renames that are taken back, told from the statements that made them.
@Suite struct TakenBackTests {
    private func catalog(_ tables: [String: [String]], _ values: [JSONValue] = []) -> Catalog {
        let objects = tables.map { name, parts in
            CatalogObject(
                name: ObjectName(.table, name), properties: .none,
                parts: parts.compactMap { PartName(key: $0) }.map {
                    CatalogPart(name: $0, properties: .none)
                })
        }
        let type = CatalogObject(
            name: ObjectName(.enumeration, "app.state"),
            properties: PropertyList(
                JSONObject([JSONObject.Member(key: "values", value: .array(values))])), parts: [])
        return Catalog(objects: objects + (values.isEmpty ? [] : [type]))
    }

    private func takenBack(_ sql: [String], _ from: Catalog, _ to: Catalog) -> [String] {
        Renaming.takingBack(sql.map { Statement(text: $0) }, from: from, to: to).map(\.sql)
    }

    @Test func tablesComeBeforeTheirParts() {
        let back = takenBack(
            [
                "alter table app.people rename name to full_name",
                "alter table people rename to persons",
                "alter index people_pkey rename to persons_pkey",
                "alter table app.persons rename column full_name to whole_name",
            ], catalog(["app.persons": ["column whole_name", "index persons_pkey"]]),
            catalog(["app.people": ["column name", "index people_pkey"]]))
        #expect(
            back == [
                "ALTER TABLE app.persons RENAME TO people",
                "ALTER TABLE app.people RENAME COLUMN whole_name TO name",
            ])
    }

    @Test func whatMovesComesBack() {
        let back = takenBack(
            ["alter table app.a set schema other", "alter table other.a rename to b"],
            catalog(["other.b": []]), catalog(["app.a": []]))
        #expect(
            back == ["ALTER TABLE other.b SET SCHEMA app", "ALTER TABLE app.b RENAME TO a"])
    }

    @Test func whatIsTakenBackAlreadyIsLeftOut() {
        let before = catalog(["app.a": ["column x"]])
        #expect(takenBack(["alter table app.a rename x to y"], before, before).isEmpty)
        // Renamed and dropped.
        let gone = catalog(["app.a": []])
        #expect(takenBack(["alter table app.a rename x to y"], gone, before).isEmpty)
    }

    @Test func valuesOfAnEnumeration() {
        let back = takenBack(
            [
                "alter type app.state rename value 'a' to 'b'",
                "alter type state rename value 'it''s' to 'x'",
            ], catalog([:], ["b", "x"]), catalog([:], ["a", "it's"]))
        #expect(
            back == [
                "ALTER TYPE app.state RENAME VALUE 'x' TO 'it''s'",
                "ALTER TYPE app.state RENAME VALUE 'b' TO 'a'",
            ])
    }
}
