import Catalog
import PostgresSession
import SQLText
import SchemaDiff
import Testing
import TidemarkTesting

/// What stands above the statements of a plan, and what does not.
@Suite(.database) struct HazardTests {
    private static let setup = """
        create table t (a int, b text, c varchar(10), n int); create table p (a int) partition by range (a);
        create table p1 partition of p for values from (0) to (9);
        create policy visible on t using (a > 0); create policy fewer on t as restrictive using (a > 1);
        alter table t enable row level security; create index t_a on t (a); create sequence s;
        create type mood as enum ('low'); create table w (a int); create view v as select a from w;
        """

    @Test(arguments: [
        ("drop policy visible on t", ""),
        ("drop policy fewer on t", "access-widened"),
        ("create policy more on t using (a > 2)", "access-widened"),
        ("create policy less on t as restrictive using (a > 2)", ""),
        ("alter table t disable row level security", "access-widened"),
        ("alter table t force row level security", ""),
        ("grant select on t to public", "access-widened"),
        ("alter table t alter b type int using b::int", "data-dependent rewrite"),
        ("alter table t alter c type varchar(20)", ""),
        ("alter table t alter n type bigint", "rewrite"),
        ("alter table t drop b", "data-loss"),
        ("alter table t add d int", ""),
        ("alter table t alter b set not null", "data-dependent scan"),
        ("create index t_b on t (b)", "index-build"),
        ("create index p_a on p (a)", "index-build"),
        ("alter type mood add value 'high'", "not-transactional"),
        ("alter table p attach partition w for values from (10) to (20)", "data-dependent scan"),
        ("create table p2 partition of p for values from (20) to (30)", ""),
        ("drop sequence s", "data-loss"),
        ("drop index t_a", ""),
    ])
    func eachIsSaidWhereItIs(change: String, hazards: String) async throws {
        let plan = try await plan(change)
        #expect(
            plan.hazards.map(\.rawValue).joined(separator: " ") == hazards, "\(plan.script)")
    }

    @Test(arguments: [
        ("drop index t_a", "AccessExclusiveLock on public.t"),
        ("create index t_b on t (b)", "ShareLock on public.t"),
        ("alter table t alter b set not null", "AccessExclusiveLock on public.t"),
        ("alter table t add constraint c check (a > 0)", "AccessExclusiveLock on public.t"),
        ("create or replace view v as select a + 0 as a from w", "AccessExclusiveLock on public.v"),
        ("create table fresh (a int primary key); create index on fresh (a)", ""),
        ("create function one() returns int language sql return 1", ""),
    ])
    func theLockThatOthersWaitFor(change: String, lock: String) async throws {
        let plan = try await plan(change)
        #expect(
            Set(plan.statements.flatMap(\.locks).map(\.description))
                == Set(lock.isEmpty ? [] : [lock]), "\(plan.script)")
    }

    private func plan(_ change: String) async throws -> ChangePlan {
        let session = try await TestDatabase.current.connect()
        try await session.execute(Self.setup)
        let from = try await CatalogReader(session).read(edges: true)
        try await session.execute(change)
        let to = try await CatalogReader(session).read(edges: true)
        await session.close()
        return try Planner(owner: "postgres").plan(from: from, to: to)
    }
}
