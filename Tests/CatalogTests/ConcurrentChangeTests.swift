import Catalog
import PostgresSession
import Synchronization
import Testing
import TidemarkTesting

/// Changes of the schema beside the read: what comes out is a state that there was, or the word that the schema is changing.
///
/// One session goes back and forth between two states, each time in one transaction, and another reads.
@Suite(.database) struct ConcurrentChangeTests {
    /// What both states have; the many tables make the reader use two sessions, and slices.
    private static func schema(_ role: String, tables: Int) -> String {
        """
        create role \(role)_one;
        create schema app;
        create table app.a (id integer primary key, n integer, note text default 'x');
        create table app.b (x integer, constraint b_positive check (x > 0));
        create index b_idx on app.b (x);
        create view app.v as select id, note from app.a;
        create function app.f() returns integer language sql return 1;
        create policy p on app.a to \(role)_one using (id > 0);
        create type app.mood as enum ('calm');
        create table app.c (m app.mood default 'calm', check (m = 'calm'));
        do $$ begin
            for number in 1..\(tables) loop
                execute format('create table app.t%s (id integer primary key, x text check (x <> %L))', number, number);
            end loop;
        end $$;
        """
    }

    private static func there(_ role: String) -> String {
        """
        begin;
        alter table app.b rename column x to y;
        alter role \(role)_one rename to \(role)_two;
        alter table app.a alter column n type bigint;
        create or replace view app.v as select id, note || '!' as note from app.a;
        drop policy p on app.a;
        create policy p on app.a to \(role)_two using (id > 1);
        create or replace function app.f() returns integer language sql return 2;
        drop index app.b_idx;
        create index b_idx on app.b (y desc);
        alter type app.mood rename value 'calm' to 'busy';
        create table app.extra (id integer primary key, x integer default 7);
        comment on table app.b is 'There.';
        commit
        """
    }

    private static func back(_ role: String) -> String {
        """
        begin;
        drop table app.extra;
        comment on table app.b is null;
        alter type app.mood rename value 'busy' to 'calm';
        alter table app.a alter column n type integer;
        create or replace view app.v as select id, note from app.a;
        drop index app.b_idx;
        alter table app.b rename column y to x;
        create index b_idx on app.b (x);
        create or replace function app.f() returns integer language sql return 1;
        alter role \(role)_two rename to \(role)_one;
        drop policy p on app.a;
        create policy p on app.a to \(role)_one using (id > 0);
        commit
        """
    }

    /// - Parameter tables: with more than 400 of them the reader takes a second session.
    @Test(arguments: [0, 450]) func aReadIsOneStateAndNoMixture(tables: Int) async throws {
        let database = TestDatabase.current
        let role = roleName("changing")
        try await database.execute(Self.schema(role, tables: tables))
        let here = try await read()
        try await database.execute(Self.there(role))
        let there = try await read()
        try await database.execute(Self.back(role))
        #expect(try await read() == here)
        #expect(there != here)

        // How long a read takes here and now, so that some fit between two changes.
        let start = ContinuousClock.now
        _ = try await read()
        let pause = (ContinuousClock.now - start) * 6
        let isOver = Flag()
        async let changes = change(role, pause: pause, until: isOver)
        async let mostLocked = mostTablesLocked(until: isOver)
        var states: [ContentHash: Int] = [:]
        var refusals = 0
        let session = try await database.connect(applicationName: Self.reader)
        let reader = CatalogReader(session) {
            try? await database.connect(applicationName: Self.reader)
        }
        let end = ContinuousClock.now + (isLongRun ? .seconds(30) : .seconds(3))
        while ContinuousClock.now < (states.isEmpty ? end + .seconds(60) : end) {
            do {
                states[try await reader.read().rootHash, default: 0] += 1
            } catch CatalogError.changing {
                refusals += 1
            }
        }
        isOver.set()
        await session.close()
        #expect(try await changes > 0)
        // Slices have 200 tables.
        #expect(try await mostLocked <= 210)
        #expect(
            Set(states.keys).isSubset(of: [here.rootHash, there.rootHash]),
            "\(states.count) states, \(refusals) refusals")
        #expect(!states.isEmpty, "\(refusals) refusals, and nothing was read")
        try await database.execute("drop table app.a cascade; drop role \(role)_one")
    }

    /// Goes back and forth, and gives how many times; a wait for a lock of more than five seconds, or a deadlock, is an error.
    private func change(
        _ role: String, pause: Duration, until isOver: Flag
    ) async throws -> Int {
        let session = try await TestDatabase.current.connect()
        try await session.execute("set lock_timeout = '5s'")
        var random = TestRandom(seed: testSeed)
        var count = 0
        while !isOver.isSet {
            for statements in [Self.there(role), Self.back(role)] {
                try await session.execute(statements)
                try await Task.sleep(for: pause * Double.random(in: 0...1, using: &random))
            }
            count += 1
        }
        await session.close()
        return count
    }

    private static let reader = "reader of catalogs"

    /// How many tables one of the reading sessions had locked at a time, as far as looking again and again shows.
    private func mostTablesLocked(until isOver: Flag) async throws -> Int {
        let session = try await TestDatabase.current.connect()
        var most = 0
        while !isOver.isSet {
            let count = try await session.query(
                """
                select coalesce(max(number), 0) from (
                    select count(distinct l.relation) as number
                    from pg_locks l
                    join pg_stat_activity a on a.pid = l.pid
                    join pg_class c on c.oid = l.relation
                    where a.application_name = '\(Self.reader)' and a.datname = current_database()
                        and c.oid >= 16384 and c.relkind in ('r', 'v')
                    group by l.pid
                ) x
                """
            ).scalar
            most = max(most, count.flatMap { Int($0) } ?? 0)
            try await Task.sleep(for: .milliseconds(3))
        }
        await session.close()
        return most
    }
}

/// Something that is so from some moment on.
private final class Flag: Sendable {
    private let state = Atomic(false)

    var isSet: Bool { state.load(ordering: .relaxed) }

    func set() { state.store(true, ordering: .relaxed) }
}

/// A change that waits for the read while the read waits for the change: the read gives way.
@Suite(.database) struct GivingWayTests {
    @Test func aTableThatIsLockedIsNotWaitedForLong() async throws {
        let database = TestDatabase.current
        try await database.execute("create table t (id integer, check (id > 0))")
        let other = try await database.connect()
        try await other.execute("begin; lock table t in access exclusive mode")
        let session = try await database.connect()
        let start = ContinuousClock.now
        await #expect(throws: CatalogError.changing) { try await CatalogReader(session).read() }
        #expect(ContinuousClock.now - start < .seconds(20))
        #expect(await session.transactionStatus == .idle)
        try await other.execute("rollback")
        #expect(try await CatalogReader(session).read().names(.table) == ["public.t"])
        await session.close()
        await other.close()
    }
}
