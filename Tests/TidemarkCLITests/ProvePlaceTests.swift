import JSONText
import Testing
import TidemarkTesting

/// Where the findings of `prove` point: at the statement that is wrong, or the line below which one is missing.
@Suite(.database) struct ProvePlaceTests {
    /// A migration on top of a schema, and the findings that it must have, as `file:line:column rule`.
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var up: String
        var down: String
        var findings: [String]
        var evidence: [String] = []

        var testDescription: String { name }
    }

    private static let base = """
        create schema app;
        create type app.state as enum ('open', 'paid');
        create table app.orders (id int primary key, total numeric not null default 0, note text, state app.state);
        create index orders_total_idx on app.orders (total);
        create function app.touch() returns trigger language plpgsql as $$ begin return new; end $$;
        create view app.open_orders as select id from app.orders;
        comment on view app.open_orders is 'Open.';

        """

    static let cases = [
        Case(
            name: "an object is left, and nothing of the DOWN names it",
            up: "select 1;\ncreate table app.extra (x int);\n",
            down: "-- nothing\nselect\n    1;\n\n-- the end\n",
            findings: ["down/01_b_down.sql:3 rollback-leaves"],
            evidence: [
                "leaves table app.extra (made at sql/01_b.sql:2)", "+ DROP TABLE app.extra;",
            ]),
        Case(
            name: "the DOWN is cut off before its COMMIT",
            up: "begin;\ncreate table app.extra (x int);\ncommit;\n",
            down: "begin;\nselect 1;\ncommit;\n",
            findings: ["down/01_b_down.sql:2 rollback-leaves"]),
        Case(
            name: "a function of other arguments is dropped",
            up: "create function app.add(a int, b int) returns int language sql as 'select 1';\n",
            down: "select 1;\ndrop function if exists\n    app.add(bigint);\n",
            findings: ["down/01_b_down.sql:3:5 rollback-leaves"],
            evidence: ["leaves function app.add(integer, integer) (made at sql/01_b.sql:1)"]),
        Case(
            name: "a column is left beside another that is dropped",
            up: "alter table app.orders add mail text, add phone text;\n",
            down: "alter table app.orders\n    drop mail;\ncomment on schema app is null;\n",
            findings: ["down/01_b_down.sql:2 rollback-leaves"],
            evidence: ["leaves table app.orders › column phone (made at sql/01_b.sql:1)"]),
        Case(
            name: "what a DO block has made is left",
            up: "do $$ begin\n  execute 'create table app.extra (x int)';\nend $$;\n",
            down: "select 1;\n",
            findings: ["down/01_b_down.sql:1 rollback-leaves"],
            evidence: ["leaves table app.extra (made at sql/01_b.sql:2)"]),
        Case(
            name: "the DOWN makes a column too many",
            up: "alter table app.orders drop column note;\n",
            down: "alter table app.orders add note text,\n    add memo text;\n",
            findings: ["down/01_b_down.sql:2:9 rollback-leaves"],
            evidence: ["+ ALTER TABLE app.orders DROP COLUMN memo;"]),
        Case(
            name: "the DOWN drops what the UP has not made",
            up: "create index orders_state_idx on app.orders (state);\n",
            down: "drop index app.orders_state_idx;\nalter table app.orders drop state;\n",
            findings: ["down/01_b_down.sql:2:29 rollback-lacks"],
            evidence: ["lacks table app.orders › column state (made at sql/00_a.sql:3)"]),
        Case(
            name: "the DOWN drops it along with what it is on",
            up: "comment on column app.orders.total is 'Sum.';\n",
            down:
                "alter table app.orders drop total;\nalter table app.orders add total numeric not null default 0;\n",
            findings: ["down/01_b_down.sql:1:29 rollback-lacks"],
            evidence: ["lacks table app.orders › index orders_total_idx (made at sql/00_a.sql:4)"]),
        Case(
            name: "the DOWN drops it in a DO block, with CASCADE",
            up: "select 1;\n",
            down: "do $$\nbegin\n  drop view app.open_orders cascade;\nend $$;\n",
            findings: ["down/01_b_down.sql:3:13 rollback-lacks"]),
        Case(
            name: "an index went with its column, and only that comes back",
            up: "alter table app.orders\n    drop total;\n",
            down: "alter table app.orders add total numeric not null default 0;\n",
            findings: ["sql/01_b.sql:2:10 rollback-lacks"],
            evidence: [
                "lacks table app.orders › index orders_total_idx (made at sql/00_a.sql:4)",
                "+ CREATE INDEX orders_total_idx ON app.orders USING btree (total);",
            ]),
        Case(
            name: "a column comes back without its default and NOT NULL, an index not at all",
            up: "alter table app.orders\n    drop total;\n",
            down: "alter table app.orders add total numeric;\n",
            findings: [
                "down/01_b_down.sql:1:28 rollback-changed", "sql/01_b.sql:2:10 rollback-lacks",
            ]),
        Case(
            name: "a view comes back without its comment",
            up: "drop view app.open_orders;\n",
            down: "select 1;\ncreate view app.open_orders as select id from app.orders;\n",
            findings: ["down/01_b_down.sql:2:13 rollback-changed"],
            evidence: ["lacks view app.open_orders › comment: Open. → –"]),
        Case(
            name: "another body than before",
            up:
                "create or replace function app.touch() returns trigger language plpgsql as $$ begin return old; end $$;\n",
            down:
                "create or replace function\n app.touch() returns trigger language plpgsql as $$ begin return null; end $$;\n",
            findings: ["down/01_b_down.sql:2:2 rollback-changed"]),
        Case(
            name: "a comment that is another, beside a later statement on the same object",
            up:
                "comment on view app.open_orders is 'All.';\nalter view app.open_orders alter id set default 1;\n",
            down:
                "comment on view app.open_orders is 'Closed.';\nalter view app.open_orders alter id drop default;\n",
            findings: ["down/01_b_down.sql:1:17 rollback-changed"],
            evidence: ["changed view app.open_orders › comment: Open. → Closed."]),
        Case(
            name: "an enum value stays",
            up: "alter type app.state add value 'gone';\n", down: "select 1;\n",
            findings: ["down/01_b_down.sql:1 rollback-changed"],
            evidence: [
                "changed enum app.state › values: open, paid → open, paid, gone (changed at sql/01_b.sql:1)"
            ]),
        Case(
            name: "what others use is dropped before them",
            up: "create table app.t (x int);\ncreate view app.tv as select x from app.t;\n",
            down: "select 1;\ndrop table\n    app.t;\ndrop view app.tv;\n",
            findings: ["down/01_b_down.sql:2:1 statement-failed"],
            evidence: ["detail: view app.tv depends on table app.t", "+ DROP VIEW app.tv;"]),
        Case(
            name: "a statement in a DO block fails",
            up: "create table app.t (x int);\n",
            down:
                "select 1;\ndo $body$\nbegin\n  if true then\n    drop table app.t; drop table app.tt;\n  end if;\nend $body$;\n",
            findings: ["down/01_b_down.sql:5:23 statement-failed"]),
        Case(
            name: "a query in a DO block fails, whose place the server knows",
            up: "create table app.t (x int);\n",
            down:
                "do $$\ndeclare n int;\nbegin\n  select count(*)\n    into n from app.tt;\nend $$;\n",
            findings: ["down/01_b_down.sql:5:17 statement-failed"]),
        Case(
            name: "a statement in a function fails that the DOWN has made",
            up: "create table app.t (x int);\n",
            down:
                "create function app.undo(n int, t text) returns void language plpgsql as $$\nbegin\n  raise exception 'not so';\nend $$;\nselect app.undo(1, 'a');\n",
            findings: ["down/01_b_down.sql:3:3 statement-failed"]),
        Case(
            name: "a statement in a function of SQL fails that the DOWN has made",
            up: "create table app.t (x int);\n",
            down:
                "create function app.undo() returns int language sql as $$\n  select 1;\n  select 1 / (select count(*)::int from app.t);\n$$;\nselect app.undo();\n",
            findings: ["down/01_b_down.sql:3:3 statement-failed"]),
    ]

    @Test(arguments: cases)
    func eachFaultHasItsPlace(_ one: Case) async throws {
        let shell = try Shell(
            [
                "sql/00_a.sql": Self.base, "down/00_a_down.sql": "drop schema app cascade;\n",
                "sql/01_b.sql": one.up, "down/01_b_down.sql": one.down,
            ], database: nil)
        let ended = try await shell.tidemark("prove", "01", "--format", "json")
        #expect(ended.code == 2, ended.said)
        let found = try ended.json()["migrations"]?[0]?["findings"]?.array ?? []
        let places = found.map { finding in
            let numbers = ["line", "column"].compactMap { finding[$0]?.integer.map { ":\($0)" } }
            return (finding["file"]?.string ?? "") + numbers.joined() + " "
                + (finding["rule"]?.string ?? "")
        }
        #expect(places == one.findings, ended.said)
        let evidence = found.flatMap { ($0["evidence"]?.array ?? []).compactMap(\.string) }
        for line in one.evidence { #expect(evidence.contains(line), ended.said) }
    }

    @Test func everyFormatHasThePlace() async throws {
        let shell = try Shell(
            [
                "sql/00_a.sql": "create table a (x int, y int);\n",
                "down/00_a_down.sql": "drop table a;\n",
                "sql/01_b.sql": "select 1;\n",
                "down/01_b_down.sql": "select 1;\nalter table a\n    drop y;\n",
            ], database: nil)
        let ended = try await shell.bash(
            "GITHUB_ACTIONS=true GITHUB_WORKSPACE=$PWD tidemark prove --report-dir reports")
        #expect(ended.code == 2, ended.said)
        #expect(ended.out.contains("down/01_b_down.sql:3:10: error: 01_b: "), ended.said)
        #expect(
            (ended.out + ended.err).contains(
                "::error file=down/01_b_down.sql,line=3,col=10,title=rollback-lacks::01_b"),
            ended.said)
        func report(_ kind: String) throws -> String {
            try readFile("\(shell.directory.path)/reports/report.\(kind)")
        }
        for kind in ["md", "html", "junit.xml"] {
            #expect(try report(kind).contains("down/01_b_down.sql:3:10"), "\(kind)")
        }
        let sarif = try JSONValue.parse(try report("sarif"))
        let place = sarif["runs"]?[0]?["results"]?[0]?["locations"]?[0]?["physicalLocation"]
        #expect(place?["artifactLocation"]?["uri"]?.string == "down/01_b_down.sql")
        #expect(place?["region"]?["startLine"]?.integer == 3)
        #expect(place?["region"]?["startColumn"]?.integer == 10)
        let junit = try report("junit.xml")
        #expect(junit.contains(#"name="00_a"/>"#), "what is proven passes")
        #expect(
            !junit.contains(#"name="01_b""#), "what is not proven does not pass beside its file")
        let value = try JSONValue.parse(try report("json"))
        let finding = (value["sections"]?[0]?["findings"])?[0]
        #expect(finding?["line"]?.integer == 3)
        #expect(finding?["column"]?.integer == 10)
    }
}
