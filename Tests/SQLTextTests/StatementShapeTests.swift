import SQLText
import Testing

private func name(_ text: String) -> QualifiedName {
    let parts = text.split(separator: ".").map(String.init)
    return parts.count == 2
        ? QualifiedName(schema: parts[0], name: parts[1]) : QualifiedName(name: text)
}

/// What a statement is and names.
@Suite("Statement shapes") struct StatementShapeTests {
    @Test("43: refused in a transaction block", arguments: TransactionCases.forbidden)
    func forbidden(text: String) {
        guard case .forbidden(let reason) = StatementShape(text).transactionRule else {
            Issue.record("not seen as forbidden")
            return
        }
        #expect(reason.contains("cannot run inside a transaction block"))
    }

    @Test("43: allowed in a transaction block", arguments: TransactionCases.allowed)
    func anywhere(text: String) {
        #expect(StatementShape(text).transactionRule == .anywhere)
    }

    @Test(
        "46, 47: transaction control",
        arguments: [
            ("begin", .begin), ("BEGIN WORK", .begin), ("start transaction read only", .begin),
            ("begin isolation level serializable", .begin),
            ("commit", .commit(chain: false)), ("end", .commit(chain: false)),
            ("END TRANSACTION", .commit(chain: false)),
            ("commit work and chain", .commit(chain: true)),
            ("commit and no chain", .commit(chain: false)), ("rollback", .rollback(chain: false)),
            ("abort", .rollback(chain: false)), ("rollback and chain", .rollback(chain: true)),
            ("savepoint A", .savepoint("a")), ("release savepoint \"A\"", .release("A")),
            ("release a", .release("a")), ("rollback to a", .rollbackToSavepoint("a")),
            ("rollback transaction to savepoint a", .rollbackToSavepoint("a")),
            ("prepare transaction 'x'", .prepareTransaction),
            ("commit prepared 'x'", .commitPrepared), ("rollback prepared 'x'", .rollbackPrepared),
            ("/* x */ commit -- y", .commit(chain: false)),
        ] as [(String, TransactionControl)])
    func control(text: String, expected: TransactionControl) {
        #expect(StatementShape(text).transactionControl == expected)
    }

    @Test(
        "46: no transaction control",
        arguments: [
            "select 1", "do $$ begin commit; end $$", "prepare p as select 1",
            "create function f() returns int language sql begin atomic select 1; end", "savepoints",
            "prepare transaction as select 1",
        ]) func noControl(text: String)
    {
        #expect(StatementShape(text).transactionControl == nil)
    }

    @Test(
        "command, target and relations",
        arguments: [
            (
                "create table s.t (a int references u, b int references s.v(x))", "CREATE TABLE",
                "s.t", ["s.t", "u", "s.v"]
            ),
            (
                "create temp table if not exists t (like u including all) inherits (v, w)",
                "CREATE TABLE", "t", ["t", "u", "v", "w"]
            ),
            (
                "create table t partition of s.p for values in (1)", "CREATE TABLE", "t",
                ["t", "s.p"]
            ),
            (
                "create table t (a text check (a like b), c text default 'x' references u)",
                "CREATE TABLE", "t", ["t", "u"]
            ),
            ("create table t as select * from u where a like b", "CREATE TABLE AS", "t", ["t"]),
            ("create unique index I on only \"S\".T (a)", "CREATE INDEX", "S.t", ["S.t"]),
            ("create or replace view v as select 1", "CREATE VIEW", "v", ["v"]),
            (
                "create materialized view if not exists s.m as select 1",
                "CREATE MATERIALIZED VIEW",
                "s.m", ["s.m"]
            ),
            (
                "create constraint trigger g after insert on s.t from u deferrable for each row execute function f()",
                "CREATE TRIGGER", "s.t", ["s.t", "u"]
            ),
            (
                "create trigger g before update of a on t for each row execute function f()",
                "CREATE TRIGGER", "t", ["t"]
            ),
            ("create policy \"p on x\" on t for select using (true)", "CREATE POLICY", "t", ["t"]),
            ("create rule r as on insert to t do nothing", "CREATE RULE", "t", ["t"]),
            ("drop policy if exists p on t", "DROP POLICY", "t", ["t"]),
            ("drop table a, s.b cascade", "DROP TABLE", nil, ["a", "s.b"]),
            ("drop table if exists a", "DROP TABLE", "a", ["a"]),
            (
                "alter table only s.t add constraint c foreign key (a) references u (b)",
                "ALTER TABLE", "s.t", ["s.t", "u"]
            ),
            (
                "alter table p attach partition c for values in (1)", "ALTER TABLE", "p",
                ["p", "c"]
            ),
            ("truncate only a, b restart identity", "TRUNCATE TABLE", nil, ["a", "b"]),
            ("insert into s.t (a) values (1)", "INSERT", "s.t", ["s.t"]),
            ("update only t set a = 1", "UPDATE", "t", ["t"]),
            ("delete from t using u", "DELETE", "t", ["t"]),
            ("with x as (select 1) update t set a = 1", "UPDATE", "t", ["t"]),
            (
                "with x as (delete from u returning *) insert into t select * from x", "INSERT",
                "t", ["t"]
            ),
            ("with x as (select 1) select * from x", "SELECT", nil, []),
            ("(select 1) union (select 2)", "SELECT", nil, []), ("values (1)", "SELECT", nil, []),
            ("select 1 into t", "SELECT INTO", nil, []),
            ("copy s.t (a) from stdin", "COPY", "s.t", ["s.t"]),
            ("lock table a, only b in share mode", "LOCK TABLE", nil, ["a", "b"]),
            (
                "refresh materialized view concurrently s.m", "REFRESH MATERIALIZED VIEW", "s.m",
                ["s.m"]
            ),
            ("comment on column s.t.c is 'x'", "COMMENT", "s.t", ["s.t"]),
            ("comment on column t.c is 'x'", "COMMENT", "t", ["t"]),
            ("comment on trigger g on s.t is 'x'", "COMMENT", "s.t", ["s.t"]),
            ("grant select (a), insert on table s.t, u to r", "GRANT", nil, ["s.t", "u"]),
            ("grant usage on schema s to r", "GRANT", nil, []),
            ("grant a to b", "GRANT ROLE", nil, []),
            ("revoke all on all tables in schema s from r", "REVOKE", nil, []),
            (
                "create or replace function s.f(a int) returns int as 'x' language sql",
                "CREATE FUNCTION", "s.f", []
            ),
            ("create user u", "CREATE ROLE", "u", []),
            ("create user mapping for u server s", "CREATE USER MAPPING", nil, []),
            (
                "alter default privileges grant select on tables to r", "ALTER DEFAULT PRIVILEGES",
                nil, []
            ),
            (
                "create text search configuration c (copy = simple)",
                "CREATE TEXT SEARCH CONFIGURATION", nil, []
            ),
            ("reindex table s.t", "REINDEX", "s.t", ["s.t"]),
            ("vacuum (full) a (x, y), b", "VACUUM", nil, ["a", "b"]),
            ("explain select 1", "EXPLAIN", nil, []), ("do $$ $$", "DO", nil, []),
            ("set constraints all deferred", "SET CONSTRAINTS", nil, []), ("", "", nil, []),
            ("U&\"d\\0061t\"", "", nil, []), ("frobnicate x", "FROBNICATE", nil, []),
        ] as [(String, String, String?, [String])])
    func names(text: String, command: String, target: String?, relations: [String]) {
        let shape = StatementShape(text)
        #expect(shape.command == command)
        #expect(shape.target == target.map(name))
        #expect(shape.relations == relations.map(name))
    }

    @Test("CREATE INDEX: name, table, flags") func createIndex() {
        let shape = StatementShape("create index concurrently if not exists \"My i\" on s.t(a)")
        #expect(shape.index == QualifiedName(schema: "s", name: "My i"))
        #expect(shape.index?.description == "s.\"My i\"")
        #expect(shape.target == QualifiedName(schema: "s", name: "t"))
        #expect(shape.isConcurrently && shape.ifNotExists)
        let unnamed = StatementShape("create index on t (lower(a))")
        #expect(unnamed.index == nil)
        #expect(unnamed.target == QualifiedName(name: "t"))
        #expect(!unnamed.isConcurrently)
    }

    @Test("DETACH PARTITION, REINDEX, databases, LOCK") func particulars() {
        let detach = StatementShape("alter table s.p detach partition s.c concurrently")
        #expect(detach.target == name("s.p"))
        #expect(detach.partition == name("s.c"))
        #expect(detach.isConcurrently)
        #expect(StatementShape("reindex (verbose) index concurrently i").reindexKind == .index)
        #expect(StatementShape("reindex schema s").reindexKind == .schema)
        #expect(StatementShape("create database \"D d\"").database == "D d")
        #expect(StatementShape("drop database if exists d").database == "d")
        #expect(StatementShape("lock t in row exclusive mode nowait").lockMode == "ROW EXCLUSIVE")
        #expect(StatementShape("lock t").lockMode == "ACCESS EXCLUSIVE")
        #expect(StatementShape("drop index a").index == name("a"))
    }

    @Test(
        "what ALTER TABLE does",
        arguments: [
            (
                "add column if not exists a numeric(10,2) default 1, drop b",
                ["ADD COLUMN", "DROP COLUMN"]
            ),
            (
                "add a int[] default array[1,2], add check (a > 0) not valid",
                ["ADD COLUMN", "ADD CHECK NOT VALID"]
            ),
            ("add constraint c primary key using index i", ["ADD PRIMARY KEY USING INDEX"]),
            (
                "add constraint c foreign key (a) references u not valid",
                ["ADD FOREIGN KEY NOT VALID"]
            ),
            ("add column a int references u", ["ADD COLUMN REFERENCES"]),
            (
                "add constraint c unique (a), validate constraint d",
                ["ADD UNIQUE", "VALIDATE CONSTRAINT"]
            ),
            (
                "alter a type bigint using a::bigint, alter column b set data type text",
                ["ALTER COLUMN TYPE", "ALTER COLUMN TYPE"]
            ),
            (
                "alter a set default 1, alter a drop default, alter a set not null, alter a drop not null",
                [
                    "ALTER COLUMN SET DEFAULT", "ALTER COLUMN DROP DEFAULT",
                    "ALTER COLUMN SET NOT NULL", "ALTER COLUMN DROP NOT NULL",
                ]
            ),
            (
                "alter a set statistics 5, alter a set (n_distinct = 5), alter a set storage plain",
                ["ALTER COLUMN SET STATISTICS", "ALTER COLUMN SET", "ALTER COLUMN SET STORAGE"]
            ),
            ("set (fillfactor = 50), set schema s", ["SET", "SET SCHEMA"]),
            ("enable row level security", ["ENABLE ROW LEVEL SECURITY"]),
            ("disable trigger all", ["DISABLE TRIGGER"]), ("rename to u", ["RENAME"]),
            ("rename a to b", ["RENAME COLUMN"]),
            ("rename constraint a to b", ["RENAME CONSTRAINT"]),
            ("inherit p", ["INHERIT"]), ("no inherit p", ["NO INHERIT"]),
            ("owner to r", ["OWNER TO"]),
            ("drop constraint if exists c cascade", ["DROP CONSTRAINT"]),
        ]) func actions(text: String, expected: [String])
    {
        #expect(StatementShape("alter table t " + text).actions == expected)
    }

    @Test(
        "what takes rows away",
        arguments: [
            ("drop table a, b", ["table a", "table b"]),
            (
                "alter table s.t drop column if exists a, drop \"B\", drop constraint c",
                ["column a of s.t", "column \"B\" of s.t"]
            ),
            ("truncate a, b cascade", ["all rows of a", "all rows of b"]),
            ("delete from only t where true", ["rows of t"]),
            (
                "with d as (delete from t returning 1), e as (delete from u) select * from d",
                ["rows of t", "rows of u"]
            ),
            ("drop schema a, b cascade", ["schema a", "schema b"]),
            ("drop materialized view m", ["materialized view m"]),
            ("drop database d", ["database d"]), ("drop extension x", ["extension x"]),
            ("drop owned by r cascade", ["everything owned by r"]),
            ("drop type e cascade", ["columns of type e"]), ("drop type e", []),
            ("drop view v", []), ("drop index i", []), ("update t set a = 1", []),
        ]) func destruction(text: String, expected: [String])
    {
        #expect(StatementShape(text).destroysRows.map(\.description) == expected)
    }

    @Test("the direction of COPY") func copies() {
        #expect(StatementShape("copy t from stdin").copy == .fromStandardInput)
        #expect(StatementShape("copy (select 1) to stdout").copy == .toStandardOutput)
        #expect(StatementShape("copy t to stdin").copy == .toStandardOutput)
        #expect(StatementShape("copy t from 'f'").copy == nil)
    }

    @Test("a long statement is read as far as needed") func longStatements() {
        let values = String(repeating: "(1, 'abc'), ", count: 10_000)
        #expect(StatementShape("insert into t values \(values)(1, 'x')").target == name("t"))
        let columns = (0..<2_000).map { "column_\($0) integer" }.joined(separator: ", ")
        let shape = StatementShape("create table t (\(columns), a int references u)")
        #expect(shape.relations == [name("t"), name("u")])
    }
}
