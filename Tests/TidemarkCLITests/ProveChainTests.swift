import JSONText
import Testing
import TidemarkTesting

/// Several migrations reverted one after the other: which of them is to blame when single verdicts do not add up.
@Suite(.database) struct ProveChainTests {
    /// A chain, what it comes to, and its findings as `file:line:column rule message`, of each the beginning.
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        /// UP and DOWN of each migration.
        var migrations: [(up: String, down: String)]
        var verdicts: [String]
        var verdict: String
        var findings: [String]
        var evidence: [String] = []

        var testDescription: String { name }
    }

    static let cases = [
        Case(
            name: "a DOWN relies on the order of columns, which a later one has changed",
            migrations: [
                ("create table a (x int, y text);\n", "drop table a;\n"),
                ("create table b (n int);\n", "insert into a values (1, 'one');\ndrop table b;\n"),
                ("alter table a drop column x;\n", "alter table a add column x int;\n"),
            ],
            verdicts: ["exact", "exact", "column-order-only"], verdict: "fails",
            findings: [
                "down/01_m_down.sql:1:26 statement-failed all together: 01_m: the DOWN fails: invalid input",
                "down/02_m_down.sql:1:13 rollback-together all together: from the DOWN of 02_m on",
            ],
            evidence: [
                "since 02_m (down/02_m_down.sql:1:13): changed table public.a › columnOrder",
                "order of columns of table public.a: x, y → y, x",
            ]),
        Case(
            name: "a DOWN leaves a view with one column more, and an older one cannot replace it",
            migrations: [
                (
                    "create table post (id int primary key, name text);\ncreate view v as select * from post;\n",
                    "drop view v;\ndrop table post;\n"
                ),
                (
                    "alter table post add score int;\ncreate or replace view v as select id, name from post;\n",
                    "create or replace view v as select id, name from post;\nalter table post drop score;\n"
                ),
                (
                    "alter table post add url text;\n",
                    "alter table post drop url;\ncreate or replace view v as\n  select id, name, name as title from post;\n"
                ),
                ("create table t (x int);\n", "drop table t;\n"),
            ],
            verdicts: ["exact", "exact", "changed", "exact"], verdict: "fails",
            findings: [
                "down/01_m_down.sql:1:1 statement-failed all together: 01_m: the DOWN fails: cannot drop columns"
            ],
            evidence: ["since 02_m (down/02_m_down.sql:2:24): leaves view public.v › column title"]),
        Case(
            name: "a DOWN does another thing once a later one has left rows",
            migrations: [
                ("create table s (k text);\ncreate table t (x int);\n", "drop table s, t;\n"),
                (
                    "create index t_x on t (x);\n",
                    """
                    do $$
                    begin
                      drop index t_x;
                      if exists (select from s) then
                        comment on schema public is 'late';
                      end if;
                    end $$;

                    """
                ),
                ("create table u (x int);\n", "insert into s values ('late');\ndrop table u;\n"),
            ],
            verdicts: ["exact", "exact", "exact"], verdict: "leaves",
            findings: [
                "down/01_m_down.sql:5:23 rollback-together all together: from the DOWN of 01_m on"
            ],
            evidence: ["leaves schema public › comment: – → late"]),
        Case(
            name: "rows alone keep a DOWN from running",
            migrations: [
                ("create table s (k int);\n", "drop table s;\n"),
                (
                    "alter table s add check (k > 0);\n",
                    "alter table s drop constraint s_k_check;\nalter table s add unique (k);\n"
                        + "alter table s drop constraint s_k_key;\n"
                ),
                (
                    "create table u (x int);\n",
                    "insert into s values (1), (1);\ndrop table u;\n"
                ),
            ],
            verdicts: ["exact", "exact", "exact"], verdict: "fails",
            findings: [
                "down/01_m_down.sql:2:1 statement-failed all together: 01_m: the DOWN fails: could not create"
            ],
            evidence: [
                "before it, the schema was what it was there: rows, or what is outside of it, differ"
            ]),
        Case(
            name: "what fails alone is said once",
            migrations: [
                ("create table a (x int);\n", "drop table a;\n"),
                ("create table b (x int);\n", "drop table bb;\n"),
                ("create table c (x int);\n", "drop table c;\n"),
            ],
            verdicts: ["exact", "fails", "exact"], verdict: "fails",
            findings: [
                "down/01_m_down.sql:1:1 rollback-together all together: it stops at 01_m, as above"
            ]),
        Case(
            name: "what a DOWN leaves is told with its migration",
            migrations: [
                ("create table a (x int);\n", "drop table a;\n"),
                ("create table b (x int);\n", "select 1;\n"),
                ("create table c (x int);\n", "drop table c;\n"),
            ],
            verdicts: ["exact", "leaves", "exact"], verdict: "leaves",
            findings: [
                "down/01_m_down.sql:1 rollback-together all together: 00_m to 02_m, reverted one after the other"
            ],
            evidence: ["since 01_m (down/01_m_down.sql:1): leaves table public.b"]),
        Case(
            name: "a second way up comes to something else",
            migrations: [
                (
                    """
                    do $$ begin
                      if exists (select from pg_largeobject_metadata) then
                        create table other (x int);
                      else
                        create table one (x int);
                      end if;
                    end $$;

                    """, "drop table if exists one, other;\n"
                ),
                ("select lo_create(0);\n", "select 1;\n"),
            ],
            verdicts: ["exact", "exact"], verdict: "changed",
            findings: [
                "sql/00_m.sql:5:18 rollback-together all together: 00_m: applied again",
                "sql/00_m.sql:3:18 rollback-together all together: 00_m: applied again",
            ],
            evidence: ["again: lacks table public.one", "again: leaves table public.other"]),
        Case(
            name: "what is granted on the database is there at each step",
            migrations: [
                (
                    """
                    create role prove_chain;
                    do $$ begin
                      execute format('grant create on database %I to prove_chain', current_database());
                      execute format('alter database %I set work_mem = ''9MB''', current_database());
                      execute format('alter role prove_chain in database %I set work_mem = ''8MB''', current_database());
                      execute format('comment on database %I is ''All of it.''', current_database());
                    end $$;

                    """,
                    """
                    do $$ begin
                      execute format('revoke create on database %I from prove_chain', current_database());
                      execute format('alter database %I reset work_mem', current_database());
                      execute format('comment on database %I is null', current_database());
                    end $$;
                    drop role prove_chain;

                    """
                ),
                ("create table a (x int);\n", "drop table a;\n"),
                (
                    "do $$ begin execute format('comment on database %I is ''More.''', current_database()); end $$;\n",
                    "do $$ begin execute format('comment on database %I is ''All of it.''', current_database()); end $$;\n"
                ),
            ],
            verdicts: ["exact", "exact", "exact"], verdict: "exact", findings: []),
    ]

    @Test(arguments: cases)
    func theLinkToBlameIsNamed(_ one: Case) async throws {
        var files: [String: String] = [:]
        for (number, migration) in one.migrations.enumerated() {
            files["sql/0\(number)_m.sql"] = migration.up
            files["down/0\(number)_m_down.sql"] = migration.down
        }
        let shell = try Shell(files, database: nil)
        let ended = try await shell.tidemark("prove", "--format", "json")
        #expect(ended.code == (one.findings.isEmpty ? 0 : 2), ended.said)
        let value = try ended.json()
        let verdicts = (value["migrations"]?.array ?? []).compactMap { $0["verdict"]?.string }
        #expect(verdicts == one.verdicts, ended.said)
        #expect(value["chain"]?["verdict"]?.string == one.verdict, ended.said)
        let found = value["chain"]?["findings"]?.array ?? []
        let told = found.map { finding in
            let numbers = ["line", "column"].compactMap { finding[$0]?.integer.map { ":\($0)" } }
            return (finding["file"]?.string ?? "") + numbers.joined() + " "
                + (finding["rule"]?.string ?? "") + " " + (finding["message"]?.string ?? "")
        }
        #expect(told.count == one.findings.count, ended.said)
        for (text, beginning) in zip(told, one.findings) {
            #expect(text.hasPrefix(beginning), ended.said)
        }
        let evidence = found.flatMap { ($0["evidence"]?.array ?? []).compactMap(\.string) }
        for line in one.evidence { #expect(evidence.contains(line), ended.said) }
    }
}
