import SQLText
import Testing

/// What statements make, drop and rename, told from their tokens.
@Suite struct NameChangeTests {
    /// The names that a statement makes, as `space schema.name › part`, with `~` where it may have been there.
    static func made(_ sql: String) -> [String] {
        NameChange.read(sql).compactMap { change in
            guard case .makes(let element, let isAnew) = change else { return nil }
            return (isAnew ? "" : "~") + words(element)
        }
    }

    static func words(_ element: NamedElement) -> String {
        let space =
            switch element.space {
            case .relation: "relation"
            case .type: "type"
            case .routine: "routine"
            case .other(let words): words
            }
        let part = element.part.map { " › \($0.kind) \($0.name)" } ?? ""
        return "\(space) \(element.name)\(part)"
    }

    @Test(
        arguments: [
            ("create table a (id int primary key, note text)", "a; › column id; › column note"),
            (
                "/* why */ create table if not exists App.\"B c\" (x numeric(1,2) default f(1, 2), check (x > 0))",
                "~app.\"B c\"; › column x"
            ),
            (
                "create unlogged table a (id int constraint a_id check (id > 0), constraint a_u unique (id), "
                    + "like b including all, exclude using gist (id with =), foreign key (id) references b)",
                "a; › column id; › constraint a_id; › constraint a_u"
            ),
            (
                "create table a (\"check\" int, exclude int, \"a,b\" text)",
                "a; › column check; › column exclude; › column a,b"
            ),
            ("create table a as select 1 as x", "a"),
            ("create table a partition of b (x default 1) for values in (1)", "a"),
            ("create foreign table a (x int options (n 'y')) server s", "a; › column x"),
            ("create temp table a (x int)", ""),
            ("create local temporary table a (x int)", ""),
            (
                "create unique index concurrently if not exists i on only a using gin (x)",
                "~a › index i"
            ),
            ("create index on a (x)", ""),
            ("create index \"I\" on app.a (x)", "app.a › index I"),
            ("create or replace view v as select 1", "~v"),
            ("create recursive view v (n) as select 1", "v"),
            ("create materialized view if not exists app.m as select 1", "~app.m"),
            ("create sequence s", "s"),
            (
                "create constraint trigger t after insert or update of x on app.a from b for each row execute function f()",
                "app.a › trigger t"
            ),
            (
                "create or replace trigger t before update on a execute function f()",
                "~a › trigger t"
            ),
            ("create policy p on a for select using (x in (select y from b))", "a › policy p"),
            ("create policy \"may read on weekdays\" on a", "a › policy may read on weekdays"),
            ("create rule r as on insert to a do instead nothing", "a › rule r"),
            ("create statistics s on x, y from a", "a › statistics s"),
            ("create statistics other.s on x, y from a", ""),
            (
                "alter table a add x int, add column if not exists y int, add constraint c check (x > 0)",
                "a › column x; ~a › column y; a › constraint c"
            ),
            (
                "alter table only app.a add column x int constraint c references b (id) not null",
                "app.a › column x; › constraint c"
            ),
            ("alter table a add check (x > 0), add primary key (x), add unique (x)", ""),
            ("alter table a add constraint k primary key using index i", "a › constraint k"),
            ("alter table a alter x set default 1, owner to b", ""),
            ("do $$ begin create table a (x int); end $$", ""),
            ("select 'create table a ()'", ""),
            ("insert into a values (1)", ""),
            ("", ""),
        ] as [(String, String)])
    func relations(_ sql: String, _ expected: String) {
        #expect(Self.made(sql) == Self.expanded(expected, "relation"), "\(sql)")
    }

    /// `a; › column x` as `relation a` and `relation a › column x`.
    static func expanded(_ list: String, _ space: String) -> [String] {
        var object = ""
        return list.isEmpty
            ? []
            : list.components(separatedBy: "; ").map { item in
                let mark =
                    item.hasPrefix("~") || (item.hasPrefix("› ") && object.hasPrefix("~"))
                    ? "~" : ""
                if item.hasPrefix("› ") {
                    return "\(mark)\(space) \(object.drop { $0 == "~" }) \(item)"
                }
                object = item.components(separatedBy: " › ")[0]
                return "\(mark)\(space) \(item.drop { $0 == "~" })"
            }
    }

    @Test(
        arguments: [
            ("create type mood as enum ('a', 'b')", ["type mood"]),
            (
                "create type app.pair as (x int, \"Y\" text)",
                ["type app.pair", "type app.pair › attribute x", "type app.pair › attribute Y"]
            ),
            (
                "create domain d as text constraint d_c check (value <> '') not null",
                ["type d", "type d › constraint d_c"]
            ),
            ("alter type app.pair add attribute z int cascade", ["type app.pair › attribute z"]),
            ("alter type mood add value 'c'", []),
            ("alter domain d add constraint e check (true)", ["type d › constraint e"]),
            ("create schema if not exists app authorization joe", ["~SCHEMA app"]),
            ("create schema authorization joe", ["SCHEMA joe"]),
            ("create extension if not exists \"uuid-ossp\"", ["~EXTENSION \"uuid-ossp\""]),
            ("create user joe password 'x'", ["ROLE joe"]),
            ("create user mapping for joe server s", []),
            ("create event trigger e on ddl_command_end execute function f()", ["EVENT TRIGGER e"]),
            (
                "create text search configuration app.c (copy = simple)",
                ["TEXT SEARCH CONFIGURATION app.c"]
            ),
            ("create trusted procedural language l", ["LANGUAGE l"]),
            ("create cast (a as b) without function", []),
            ("create operator class c for type int using btree as storage int", []),
        ] as [(String, [String])])
    func others(_ sql: String, _ expected: [String]) {
        #expect(Self.made(sql) == expected, "\(sql)")
    }

    @Test(
        arguments: [
            (
                "create function f(a int, b double precision default 1)",
                "f(integer, double precision)", true
            ),
            ("create function f(int, text)", "f(integer, text)", true),
            (
                "create or replace function app.f(in a varchar(10), out b int, variadic c int[])",
                "app.f(character varying, integer[])", true
            ),
            ("create function f()", "f()", true),
            (
                "create function f(a timestamptz(3), time with time zone)",
                "f(timestamp with time zone, time with time zone)", true
            ),
            ("create function f(a orders)", "f(public.orders)", true),
            (
                "create function f(a public.orders[], b \"Odd\")",
                "f(public.orders[], public.\"Odd\")", true
            ),
            ("create function f(a \"char\")", "f(\"char\")", true),
            ("create function f(a char(3))", "f(character)", true),
            ("create function f(a text = 'x, y', b int = (1 + 2))", "f(text, integer)", true),
            ("create procedure f(in a int, out b text)", "f(integer, text)", true),
            ("create aggregate f(*) (sfunc = g, stype = int)", "f(*)", true),
            ("create function f(int)", "f(bigint)", false),
            ("create function f(int)", "f(integer, integer)", false),
            ("create function f(int[])", "f(integer)", false),
            ("create function f(char)", "f(\"char\")", false),
            ("create function f(varbit)", "f(character varying)", false),
            ("create function f(time with time zone)", "f(timestamp with time zone)", false),
            ("create function f(out a int)", "f(integer)", false),
        ] as [(String, String, Bool)])
    func argumentsAreComparedByType(_ sql: String, _ identity: String, _ fits: Bool) throws {
        guard case .makes(let element, _)? = NameChange.read(sql).first else {
            Issue.record("\(sql) makes nothing")
            return
        }
        let arguments = try #require(element.arguments)
        #expect(arguments.fits(try #require(ArgumentTypes(ofIdentity: identity))) == fits, "\(sql)")
    }

    @Test func dropsAndRenamesAreRead() {
        func read(_ sql: String) -> [String] {
            NameChange.read(sql).map { change in
                switch change {
                case .makes(let element, _): "makes " + Self.words(element)
                case .drops(let element): "drops " + Self.words(element)
                case .dropsPart(let kind, let name): "drops \(kind) \(name)"
                case .renames(let old, let new): "\(Self.words(old)) → \(Self.words(new))"
                case .renamesPart(let kind, let old, let new): "\(kind) \(old) → \(new)"
                }
            }
        }
        #expect(
            read("drop table if exists a, app.b cascade") == [
                "drops relation a", "drops relation app.b",
            ])
        #expect(read("drop function f(int), g") == ["drops routine f", "drops routine g"])
        #expect(read("drop index concurrently if exists app.i") == ["drops index app.i"])
        #expect(read("drop policy if exists p on a") == ["drops relation a › policy p"])
        #expect(
            read("alter table a drop column if exists x, drop constraint c, drop y") == [
                "drops relation a › column x", "drops relation a › constraint c",
                "drops relation a › column y",
            ])
        #expect(read("alter table if exists a rename to b") == ["relation a → relation b"])
        #expect(
            read("alter table a rename x to y") == ["relation a › column x → relation a › column y"]
        )
        #expect(read("alter table a set schema app") == ["relation a → relation app.a"])
        #expect(read("alter index i rename to j") == ["index i → j"])
        #expect(
            read("alter policy p on a rename to q") == [
                "relation a › policy p → relation a › policy q"
            ])
        #expect(read("alter type mood rename value 'a' to 'b'").isEmpty)
        #expect(read("alter function f(int) rename to g") == ["routine f → routine g"])
    }
}

extension String {
    fileprivate func components(separatedBy mark: String) -> [String] {
        split(separator: mark, omittingEmptySubsequences: false).map(String.init)
    }
}
