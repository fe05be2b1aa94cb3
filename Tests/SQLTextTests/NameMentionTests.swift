import SQLText
import Testing

/// The names in statements, and the statements inside them.
@Suite struct NameMentionTests {
    @Test(
        arguments: [
            ("comment on table App.\"Pe ople\" is 'people'", "app", "Pe ople", 17, false),
            (
                "alter table people add constraint c check (people.age > 1)", nil, "people", 12,
                false
            ),
            ("create view v as select people.id from people", nil, "people", 24, true),
            ("grant select on app.people, app.other to someone", "app", "other", 28, false),
            ("/* people */ drop table x, people -- people", nil, "people", 27, false),
        ] as [(String, String?, String, Int, Bool)])
    func whereANameStands(
        sql: String, schema: String?, name: String, offset: Int, isReference: Bool
    ) throws {
        let wanted = QualifiedName(schema: schema, name: name)
        let found = NameMention.all(in: sql).filter { $0.offset(of: wanted) != nil }
        let first = try #require(found.first)
        #expect(first.offset(of: wanted) == offset)
        #expect(first.isReference == isReference)
    }

    @Test func anotherSchemaIsAnotherName() {
        let wanted = QualifiedName(schema: "app", name: "people")
        let found = NameMention.all(in: "drop table other.people, people")
        #expect(found.compactMap { $0.offset(of: wanted) } == [25])
    }

    @Test(arguments: [
        (
            "do $body$ begin drop table a; if true then\nalter table b drop c; end if; end $body$",
            ["drop table a", "alter table b drop c"]
        ),
        (
            "do $$ begin execute 'drop table ' || quote_ident('a'); execute 'comment on table b is null'; end $$",
            [
                "execute 'drop table ' || quote_ident('a')", "drop table ",
                "execute 'comment on table b is null'", "comment on table b is null",
            ]
        ),
        ("create function f() returns void language plpgsql as $$ begin drop table a; end $$", []),
        ("comment on table a is 'nothing to see'", []),
        ("do 'begin drop table a; end'", ["drop table a"]),
    ])
    func statementsInside(sql: String, expected: [String]) {
        let found = EmbeddedStatement.all(in: sql)
        #expect(found.map(\.text) == expected)
        for one in found {
            let there = Array(sql.utf8)[one.offset..<one.offset + one.text.utf8.count]
            #expect(String(decoding: there, as: UTF8.self) == one.text)
        }
    }
}
