import PostgresSession
import SQLText
import Testing
import TidemarkTesting

/// The shapes beside what the server says of the same statements.
@Suite("Statement shapes, beside the server", .server(["max_logical_replication_workers": "0"]))
struct ShapeServerTests {
    @Test("43: transaction blocks") func transactionBlocks() async throws {
        let session = try await TestDatabase.current.connect()
        for statement in TransactionCases.objects.split(separator: ";") {
            try await session.execute(String(statement))
        }
        let major = session.serverVersion / 10_000
        for text in TransactionCases.forbidden where TransactionCases.firstVersion(text) <= major {
            // Without a slot the server refuses these two before it looks at the block (55000).
            let needsSlot = text.contains("failover") || text.contains("two_phase")
            let state = try await stateInBlock(text, session)
            #expect(state == "25001" || (needsSlot && state == "55000"), "\(text): \(state ?? "-")")
        }
        let controls = ["commit", "rollback"]
        for text in TransactionCases.allowed where !controls.contains(text) {
            #expect(try await stateInBlock(text, session) != "25001", "\(text)")
        }
    }

    /// The SQLSTATE that the statement fails with inside a block, nil when it does not.
    private func stateInBlock(_ text: String, _ session: Session) async throws -> String? {
        try await session.execute("begin")
        var state: String?
        do {
            try await session.execute(text)
        } catch {
            state = error.sqlState
        }
        try await session.execute("rollback")
        return state
    }

    @Test("command tags") func commandTags() async throws {
        let session = try await TestDatabase.current.connect()
        for text in Self.statements {
            guard let tag = try await session.execute(text).last?.commandTag else {
                Issue.record("no tag: \(text)")
                continue
            }
            let words = tag.split(separator: " ").filter { $0.first?.isNumber != true }
            let command = StatementShape(text).command
            #expect(words.joined(separator: " ") == command, "\(text)")
        }
    }

    private static let statements = [
        "create schema s", "create table s.t (a int primary key, b text)", "create role r",
        "create user u", "create group g", "alter user u set work_mem = '1MB'",
        "create temp table if not exists tt (a int)", "create unlogged table un (a int)",
        "create unique index concurrently i on s.t (b)",
        "create or replace view v as select 1 as a",
        "create recursive view rv (n) as select 1", "create sequence q", "create temp sequence tq",
        "create type e as enum ('a')", "create type ct as (a int)", "alter type e add value 'b'",
        "create domain d as int", "create function f() returns int language sql as 'select 1'",
        "create or replace function f() returns int language sql begin atomic select 1; end",
        "create procedure pr() language sql as 'select 1'", "call pr()",
        "create aggregate ag (int) (sfunc = int4pl, stype = int)",
        "create function tf() returns trigger language plpgsql as 'begin return new; end'",
        "create trigger tr before insert on s.t for each row execute function tf()",
        "create constraint trigger ctr after insert on s.t for each row execute function tf()",
        "create function ef() returns event_trigger language plpgsql as 'begin end'",
        "create event trigger et on ddl_command_end execute function ef()",
        "alter event trigger et disable", "drop event trigger et",
        "create policy po on s.t using (true)", "alter policy po on s.t rename to po2",
        "drop policy po2 on s.t", "create rule ru as on update to s.t do also nothing",
        "drop rule ru on s.t", "create statistics st on a, b from s.t", "drop statistics st",
        "create materialized view mv as select 1 as a with no data",
        "refresh materialized view mv", "drop materialized view mv",
        "create collation co from \"C\"", "create text search configuration tc (copy = simple)",
        "alter text search configuration tc rename to tc2", "drop text search configuration tc2",
        "create foreign data wrapper fw", "create server se foreign data wrapper fw",
        "create user mapping for u server se", "drop user mapping for u server se",
        "create foreign table ft (a int) server se", "drop foreign table ft", "drop server se",
        "drop foreign data wrapper fw", "create publication pu", "drop publication pu",
        "create cast (e as text) with inout",
        "create operator class oc for type int4 using btree as operator 1 <",
        "alter default privileges grant select on tables to r", "grant r to u", "revoke r from u",
        "grant select on s.t to r", "revoke all on table s.t from r",
        "comment on table s.t is 'x'", "insert into s.t values (1, 'x')", "update s.t set b = 'y'",
        "with x as (select 1 as a) update s.t set b = 'z' from x where x.a = s.t.a",
        "with d as (delete from s.t returning *) insert into s.t select * from d",
        "merge into s.t using (select 1) as src (a) on t.a = src.a when matched then update set b = 'm'",
        "delete from s.t", "truncate s.t", "select 1", "values (1)", "table s.t", "(select 1)",
        "with x as (select 1) select * from x", "explain select 1", "show work_mem",
        "set work_mem = '1MB'", "reset work_mem", "set constraints all immediate",
        "prepare ps as select 1", "deallocate ps", "deallocate all", "begin",
        "savepoint a", "rollback to a", "release a", "lock table s.t",
        "declare cu cursor for select 1", "fetch cu", "move cu", "close cu", "commit",
        "start transaction", "rollback", "begin work", "end", "begin", "abort",
        "listen ch", "notify ch", "unlisten ch", "do $$ begin end $$", "analyze s.t", "vacuum s.t",
        "reindex table s.t", "cluster s.t using t_pkey", "checkpoint", "discard temp",
        "discard plans", "discard all", "load 'plpgsql'", "alter table s.t rename to t2",
        "alter index s.i rename to i2", "alter sequence q increment 2", "alter view v owner to r",
        "alter function f() owner to r", "alter schema s owner to r", "alter system reset work_mem",
        "drop index concurrently s.i2", "drop view v, rv", "drop table s.t2", "drop owned by r",
        "reassign owned by u to r", "drop user u", "drop group g", "drop domain d cascade",
    ]
}
