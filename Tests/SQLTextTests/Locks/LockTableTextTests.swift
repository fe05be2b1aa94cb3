import SQLText
import Testing

/// What needs no server: names, what is no lock, and text that is no SQL.
@Suite struct LockTableTextTests {
    private func locks(_ text: String) -> [String] {
        LockTable.locks(of: Statement(text: text)).map(\.description)
    }

    @Test(arguments: [
        ("ALTER TABLE Orders ADD x int", "orders"),
        ("alter table \"Orders\" add x int", "\"Orders\""),
        ("alter table \"orders\" add x int", "orders"),
        ("alter table \"two\"\"quotes\" add x int", "\"two\"\"quotes\""),
        ("alter table \"user\" add x int", "\"user\""),
        ("alter table U&\"d\\0061t\\+000061\" add x int", "data"),
        ("alter table Public . \"Orders\" add x int", "public.\"Orders\""),
        ("alter table db.public.orders add x int", "public.orders"),
        ("alter table if exists only orders add x int", "orders"),
        ("alter table only (orders) add x int", "orders"),
        ("/* why */ alter /* a */ table -- b\n orders add x int", "orders"),
        ("alter table straße add x int", "\"straße\""),
    ])
    func namesAreFoldedAndQuoted(_ text: String, _ name: String) {
        #expect(locks(text) == ["AccessExclusiveLock on \(name)"])
    }

    @Test func aRelationIsListedOnceWithItsStrongestLock() {
        #expect(
            locks(
                "alter table a add foreign key (x) references B, add foreign key (y) references b")
                == ["ShareRowExclusiveLock on a", "ShareRowExclusiveLock on b"])
        #expect(
            locks("lock table t, T, \"t\", \"T\" in share mode")
                == ["ShareLock on t", "ShareLock on \"T\""])
        #expect(
            locks("insert into a select * from a join b using (id)")
                == ["RowExclusiveLock on a", "AccessShareLock on b"])
        #expect(
            locks("create table t (a int references p) partition by list (a)")
                == ["ShareRowExclusiveLock on p"])
    }

    @Test func aTableThatReferencesItselfWaitsForNobody() {
        #expect(locks("create table t (id int primary key, up int references t)").isEmpty)
        #expect(locks("create table s.t (up int references s.\"t\")").isEmpty)
    }

    @Test func stringsFollowTheSettingOfTheScript() {
        let text = #"select * from a where x = '\' or y in (select z from b)"#
        let old = Statement(text: text, standardConformingStrings: false)
        #expect(LockTable.locks(of: old).map(\.relation) == ["a"])
        #expect(locks(text).count == 2)
        #expect(locks(#"delete from a where x = 'from b' and y = $$ from c $$"#).count == 1)
    }

    @Test(arguments: [
        "", "begin", "commit", "do $$ begin drop table t; end $$", "call p()",
        "create function f() returns void language sql as 'drop table t'",
        "create procedure p() begin atomic delete from t; end", "create type t as (a int)",
        "create type e as enum ('a')", "alter type e add value 'b' before 'a'",
        "alter type t rename to u", "alter domain d set not null", "create role t",
        "alter default privileges in schema s grant select on tables to r",
        "grant select on table t to r", "revoke all on all tables in schema s from r",
        "drop schema s cascade", "drop type t", "drop function f(t)", "drop owned by r",
        "create extension t", "create event trigger t on ddl_command_end execute function f()",
        "alter event trigger t disable", "set search_path = t", "prepare transaction 't'",
        "execute t", "deallocate t", "vacuum", "vacuum (full, analyze)", "analyze",
        "analyze verbose",
        "cluster", "reindex schema s", "reindex (verbose) database d", "reindex system d",
        "alter table all in tablespace a set tablespace b", "notify t", "listen t", "discard all",
        "comment on database t is ''", "comment on function f(t) is ''",
        "set constraints all deferred",
        "import foreign schema s from server v into t", "create server t foreign data wrapper w",
        "declare t cursor", "explain execute t", "fetch all from t", "close t", "checkpoint",
        "refresh", "copy", "lock", "truncate", "alter table", "alter", "create", "drop",
        "comment on",
        "(", ")", "((", "with", "select * from", "create rule r as on insert to",
    ])
    func nothingIsLockedThatTheTextCannotTell(_ text: String) {
        #expect(locks(text) == [])
    }

    @Test func labelsLockAsCommentsDo() {
        #expect(
            locks("security label for p on column s.t.c is 'x'")
                == ["ShareUpdateExclusiveLock on s.t"])
        #expect(locks("security label on view v is null") == ["ShareUpdateExclusiveLock on v"])
        #expect(locks("security label on role v is null").isEmpty)
    }

    @Test func nestingIsFollowedAsDeepAsAnybodyWrites() {
        func nested(_ depth: Int, _ open: String) -> String {
            "select * from " + String(repeating: open, count: depth) + "t"
                + String(repeating: ") x", count: depth)
        }
        #expect(locks(nested(50, "(select * from ")) == ["AccessShareLock on t"])
        #expect(locks(nested(50, "(")) == ["AccessShareLock on t"])
        #expect(locks(nested(100_000, "(select * from ")).isEmpty)
        #expect(locks(nested(100_000, "(")).isEmpty)
        #expect(locks("select " + String(repeating: "((", count: 50_000)).isEmpty)
    }

    @Test func aStatementMayEndAnywhere() {
        let all = [
            LockCase.alterTable, LockCase.alterOther, LockCase.create, LockCase.dropAndMaintain,
            LockCase.queries, LockCase.concurrent,
        ]
        for lockCase in all.joined() {
            let pieces = tokens(of: lockCase.statement)
            for cut in pieces.indices {
                let start = pieces[cut].offset
                let text = String(decoding: lockCase.statement.utf8.prefix(start), as: UTF8.self)
                let rest = String(decoding: lockCase.statement.utf8.dropFirst(start), as: UTF8.self)
                _ = locks(text)
                _ = locks(rest)
                _ = locks(text + "(" + rest)
                _ = locks(text + ")" + rest)
            }
        }
    }
}
