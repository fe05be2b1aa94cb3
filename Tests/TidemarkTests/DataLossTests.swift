import Configuration
import Findings
import Migrations
import PostgresSession
import Testing
import Tidemark
import TidemarkTesting

/// `down` counts what it would destroy, and refuses.
@Suite(.database)
struct DataLossTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let up: String
        let down: String
        let lines: [String]
        var testDescription: String { name }
    }

    static let cases: [Case] = [
        Case(
            name: "DROP TABLE", up: "create table a (n int); insert into a values (1), (2);",
            down: "drop table a;", lines: ["drop table public.a: 2 rows"]),
        Case(
            name: "DROP COLUMN",
            up: "create table a (n int, m int); insert into a values (1, 1), (2, null), (3, 3);",
            down: "alter table a drop column m;", lines: ["drop column public.a.m: 2 rows"]),
        Case(
            name: "TRUNCATE", up: "create table a (n int); insert into a values (1);",
            down: "truncate a;", lines: ["truncate public.a: 1 row"]),
        Case(
            name: "DELETE", up: "create table a (n int); insert into a values (1), (2), (3);",
            down: "delete from a where n > 1;", lines: ["delete public.a: 2 rows"]),
        Case(
            name: "ON DELETE CASCADE",
            up: """
                create table a (id int primary key);
                create table b (a int references a on delete cascade);
                insert into a values (1); insert into b values (1), (1), (1);
                """,
            down: "delete from a;", lines: ["delete public.b: 3 rows", "delete public.a: 1 row"]),
        Case(
            name: "inside DO", up: "create table a (n int); insert into a values (1);",
            down: "do $$ begin execute 'drop table ' || 'a'; end $$;",
            lines: ["drop table public.a: 1 row"]),
        Case(
            name: "DELETE inside a function",
            up: """
                create table a (n int); insert into a values (1), (2);
                create function f() returns void language sql begin atomic delete from a; end;
                """,
            down: "select f();", lines: ["delete public.a: 2 rows"]),
        Case(
            name: "DROP SCHEMA CASCADE",
            up:
                "create schema s; create table s.\"A b\" (n int); insert into s.\"A b\" values (1);",
            down: "drop schema s cascade;", lines: ["drop table s.\"A b\": 1 row"]),
        Case(
            name: "partitions",
            up: """
                create table p (n int) partition by range (n);
                create table p1 partition of p for values from (0) to (10);
                insert into p values (1), (2);
                """,
            down: "drop table p;", lines: ["drop table public.p1: 2 rows"]),
        Case(
            name: "own block", up: "create table a (n int); insert into a values (1);",
            down: "begin; drop table a; commit;", lines: ["drop table public.a: 1 row"]),
        Case(
            name: "TRUNCATE CASCADE after DELETE",
            up: """
                create table a (id int primary key); create table b (a int references a);
                insert into a values (1), (2); insert into b values (1);
                """,
            down: "delete from b; truncate a cascade;",
            lines: ["truncate public.a: 2 rows", "truncate public.b: 1 row"]),
        Case(
            name: "DROP TYPE CASCADE",
            up:
                "create type e as enum ('x'); create table a (n int, e e); insert into a values (1, 'x');",
            down: "drop type e cascade;", lines: ["drop column public.a.e: 1 row"]),
        Case(
            name: "a table whose rows row security hides",
            up: """
                create table a (n int); insert into a values (1);
                alter table a enable row level security; alter table a force row level security;
                """,
            down: "drop table a;", lines: ["drop table public.a: 1 row"]),
    ]

    @Test(arguments: cases)
    func isCountedRefusedAndRunWithPermission(_ item: Case) async throws {
        let project = try Project(["sql/01_a.sql": item.up, "down/01_a_down.sql": item.down])
        try await project.up()
        let before = try await fingerprint(project)
        let failure = await refusal { try await project.down() }
        #expect(failure?.findings.map(\.rule) == ["data-loss"])
        #expect(failure?.findings.first?.evidence == item.lines)
        #expect(failure.map { ExitStatus($0) } == .checkFailed)
        #expect(try await fingerprint(project) == before)
        #expect(try await project.events() == ["apply"])
        let result = try await project.down(allowDataLoss: true)
        #expect(result.failure == nil)
        #expect(result.rowsAtStake.count == item.lines.count)
        #expect(try await project.events() == ["apply", "revert"])
    }

    @Test(arguments: [
        ("create table a (n int);", "drop table a;"),
        (
            "create table a (n int, m int); insert into a (n) values (1);",
            "alter table a drop column m;"
        ),
        ("create table a (n int); insert into a values (1);", "create index on a (n);"),
        ("create table a (n int); insert into a values (1);", "alter table a alter n type bigint;"),
        ("create view a as select 1;", "drop view a;"),
        ("create materialized view a as select 1;", "drop materialized view a;"),
    ])
    func whatDestroysNoRowsNeedsNoPermission(_ up: String, _ down: String) async throws {
        let project = try Project(["sql/01_a.sql": up, "down/01_a_down.sql": down])
        try await project.up()
        #expect(try await project.down().failure == nil)
    }

    @Test func aCountThatFailsRunsNothing() async throws {
        let project = try Project([
            "sql/01_a.sql": "create table a (n int);",
            "down/01_a_down.sql": "drop table a; select 1/0;",
        ])
        try await project.up()
        let failure = await refusal { try await project.down() }
        #expect(failure?.server?.sqlState == "22012")
        #expect(failure.map { ExitStatus($0) } == .failed)
        #expect(try await project.tables() == ["a"])
        #expect(try await project.events() == ["apply"])
    }

    /// The index that the rehearsal cannot build is what the next statement stands on.
    @Test func whatFailsOnlyInOneTransactionRunsWithPermission() async throws {
        let project = try Project([
            "sql/01_a.sql": "create table a (n int);",
            "down/01_a_down.sql": "drop table a;",
            "sql/02_b.sql": "select 1;",
            "down/02_b_down.sql": """
            create unique index concurrently u on a (n);
            alter table a add constraint c unique using index u;
            """,
        ])
        try await project.up()
        let failure = await refusal { try await project.down(.all) }
        #expect(failure?.server?.sqlState == "42704")
        #expect(failure?.next?.contains("--allow data-loss") == true)
        let result = try await project.down(.all, allowDataLoss: true)
        #expect(result.failure == nil)
        let warning = try #require(result.findings.first { $0.rule == "rows-not-counted" })
        #expect(warning.severity == .warning)
        #expect(try await project.tables().isEmpty)
    }

    @Test func deferredChecksOfOneFileDoNotStopTheCountOfTheNext() async throws {
        let project = try Project([
            "sql/01_a.sql": """
            create table a (id int primary key);
            create table b (a int references a deferrable initially deferred);
            """,
            "down/01_a_down.sql": "alter table b drop column a; drop table b, a;",
            "sql/02_b.sql": "insert into a values (1); insert into b values (1);",
            "down/02_b_down.sql": "delete from b; delete from a;",
        ])
        try await project.up()
        let failure = await refusal { try await project.down(.all) }
        #expect(failure?.findings.map(\.rule) == ["data-loss"])
        #expect(try await project.down(.all, allowDataLoss: true).failure == nil)
        #expect(try await project.tables().isEmpty)
    }

    /// Every row of every table.
    private func fingerprint(_ project: Project) async throws -> [String?] {
        let tables = try await project.column(
            """
            select oid::regclass from pg_class where relkind = 'r' \
            and relnamespace::regnamespace::text !~ '^(pg_|information_schema|tidemark)' order by oid
            """)
        var rows: [String?] = []
        for table in tables {
            rows.append(table)
            rows += try await project.column(
                "select t::text from only \(table ?? "") as t order by 1")
        }
        return rows
    }
}
