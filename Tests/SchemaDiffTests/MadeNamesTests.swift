import Catalog
import SchemaDiff
import Testing

/// Which statement is told to have made what differs.
@Suite struct MadeNamesTests {
    /// The number of the statement, and what it made; nil where none is told.
    func origin(
        _ statements: [String], _ key: String, among names: [String] = [],
        direction: Difference.Direction = .changed, property: String? = "x"
    ) throws -> String? {
        var made = MadeNames()
        for (index, text) in statements.enumerated() {
            made.read(
                text, as: Origin.Statement(version: "1", name: "a", number: index + 1, text: text))
        }
        let element = try #require(ElementName(key: key))
        let difference = Difference(
            object: element.object, part: element.part, property: property, direction: direction,
            severity: .data)
        let others = try names.map { try #require(ObjectName(key: $0)) }
        let result = made.withOrigins([difference], among: [element.object] + others)
        return result[0].origin.map { "\($0.statement.number) \($0.element)" }
    }

    @Test func theFirstThatMakesThePartElseTheObject() throws {
        let statements = [
            "create table orders (id int, state text)",
            "alter table orders add column note text", "alter table orders alter note set not null",
            "create unique index concurrently orders_note on public.orders (note)",
            "create policy own on orders using (true)",
        ]
        let table = "table public.orders"
        #expect(try origin(statements, table) == "1 table public.orders")
        #expect(
            try origin(statements, "\(table) › column id") == "1 table public.orders › column id")
        #expect(
            try origin(statements, "\(table) › column note")
                == "2 table public.orders › column note")
        #expect(
            try origin(statements, "\(table) › index orders_note")
                == "4 table public.orders › index orders_note")
        #expect(
            try origin(statements, "\(table) › policy own") == "5 table public.orders › policy own")
        // A constraint that the server named is the table's.
        #expect(
            try origin(statements, "\(table) › constraint orders_pkey") == "1 table public.orders")
        #expect(
            try origin(
                statements, "\(table) › column by_hand", direction: .unexpected, property: nil)
                == nil)
        #expect(try origin(statements, "table public.others") == nil)
    }

    @Test func aNameWithoutASchemaIsTheOnlyObjectsOrNobodys() throws {
        let statements = ["create table t (x int)"]
        #expect(try origin(statements, "table app.t") == "1 table app.t")
        #expect(try origin(statements, "table app.t", among: ["table public.t"]) == nil)
        #expect(try origin(statements, "table app.t", among: ["view public.t"]) == nil)
        #expect(try origin(statements, "table app.t", among: ["function public.t()"]) != nil)
        let both = ["create table t (x int)", "create table app.t (x int)"]
        #expect(try origin(both, "table app.t", among: ["table public.t"]) == "2 table app.t")
        #expect(try origin(both, "table public.t", among: ["table app.t"]) == nil)
    }

    @Test func quotedNamesAreTheirOwn() throws {
        let statements = ["create table \"Orders\" (\"Id\" int)", "create table orders (id int)"]
        #expect(
            try origin(statements, "table public.\"Orders\" › column \"Id\"")
                == "1 table public.\"Orders\" › column \"Id\"")
        #expect(try origin(statements, "table public.orders") == "2 table public.orders")
    }

    @Test func whatIsReplacedIsTheFirstsAndWhatIsMadeAgainTheLasts() throws {
        #expect(
            try origin(
                ["create view v as select 1", "create or replace view v as select 2"],
                "view public.v") == "1 view public.v")
        #expect(
            try origin(
                [
                    "create view v as select 1", "drop view v",
                    "create or replace view v as select 2",
                ],
                "view public.v") == "3 view public.v")
        // Dropped where nobody sees it, as by CASCADE.
        #expect(
            try origin(["create table t (x int)", "create table t (x int)"], "table public.t")
                == "2 table public.t")
        #expect(
            try origin(
                ["create table t (x int)", "create table if not exists t (x int, y int)"],
                "table public.t › column x") == "1 table public.t › column x")
        // Whether the first was dropped is not known.
        #expect(
            try origin(
                ["create view v as select 1", "create or replace view public.v as select 1"],
                "view public.v") == nil)
        #expect(
            try origin(
                ["create table t (x int)", "create table if not exists t (x int, y int)"],
                "table public.t › column y") == "1 table public.t")
        #expect(
            try origin(
                ["create schema s", "create table s.t ()", "drop schema s cascade"], "table s.t")
                == nil)
        #expect(
            try origin(
                ["create table t (x int)", "create index i on t (x)", "drop index public.i"],
                "table public.t › index i") == "1 table public.t")
    }

    @Test func renamesAreFollowed() throws {
        let statements = [
            "create table a (x int)", "alter table a add y int", "alter table a rename to b",
            "alter table b rename column y to z", "alter table b set schema app",
            "create index i on app.b (x)", "alter index app.i rename to j",
        ]
        #expect(try origin(statements, "table app.b") == "1 table app.b")
        #expect(try origin(statements, "table app.b › column z") == "2 table app.b › column z")
        #expect(try origin(statements, "table app.b › index j") == "6 table app.b › index j")
        #expect(try origin(statements, "table public.a") == nil)
    }

    @Test func overloadsAreToldByTheirArguments() throws {
        let statements = [
            "create function f(a int) returns int language sql as 'select 1'",
            "create function f(a text, b int default 1) returns int language sql as $$select 1$$",
            "create or replace function f(int) returns int language sql as 'select 2'",
            "do $$ begin execute 'create function f(date)'; end $$",
        ]
        let names = ["function public.f(text, integer)", "function public.f(date)"]
        #expect(
            try origin(statements, "function public.f(integer)", among: names)
                == "1 function public.f(integer)")
        #expect(
            try origin(statements, "function public.f(text, integer)", among: names)
                == "2 function public.f(text, integer)")
        #expect(try origin(statements, "function public.f(date)", among: names) == nil)
    }

    @Test func whatMayHoldASecretIsShownWithoutConstants() throws {
        var made = MadeNames()
        let text = "create role app login password 'geheim'"
        made.read(text, as: Origin.Statement(version: "1", name: "a", number: 1, text: text))
        let role = ObjectName(.role, "app")
        let difference = Difference(
            object: role, property: "login", direction: .changed, severity: .security)
        let found = made.withOrigins([difference], among: [role])[0].origin?.statement.text
        #expect(found == "create role app login password …")
    }
}
