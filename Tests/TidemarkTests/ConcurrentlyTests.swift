import Configuration
import Findings
import Migrations
import PostgresSession
import Testing
import Tidemark
import TidemarkTesting

/// Cases 42, 43 and 51 of the reference: what cannot run inside a transaction.
@Suite(.database)
struct ConcurrentlyTests {
    @Test func case42AloneAfterAComment() async throws {
        let project = try Project([
            "sql/00_a.sql": "create table a (id int);",
            "sql/01_i.sql": "/* first */ -- a comment\ncreate index concurrently i on a (id);",
        ])
        let result = try await project.up()
        #expect(result.failure == nil)
        #expect(try await validIndexes(project) == ["i"])
        #expect(try await project.events() == ["apply", "start", "apply"])
    }

    @Test func case42MixedAndTwice() async throws {
        let project = try Project([
            "sql/00_a.sql": """
            create table a (id int, b int);
            insert into a values (1, 1);
            set lock_timeout = '2s';
            create index concurrently i on a (id);
            create unique index concurrently on a (b);
            insert into a values (2, 2);
            drop index concurrently i;
            insert into a values (3, 3);
            """
        ])
        let result = try await project.up()
        #expect(result.failure == nil)
        #expect(result.outcomes.map(\.statements) == [8])
        #expect(try await validIndexes(project) == ["a_b_idx"])
        #expect(try await project.column("select count(*) from a") == ["3"])
        #expect(
            try await project.events() == [
                "progress", "start", "progress", "start", "progress", "progress", "start",
                "progress",
                "apply",
            ])
        #expect(
            try await project.column(
                "select statements_done from tidemark.event where kind <> 'start' order by id")
                == ["3", "4", "5", "6", "7", "8"])
    }

    @Test func case43EveryFormOfTheListRuns() async throws {
        let project = try Project([
            "sql/00_a.sql": """
            create table a (id int primary key);
            create table p (id int) partition by range (id);
            create table p1 partition of p for values from (0) to (10);
            create index i on a (id);
            reindex index concurrently i;
            reindex (concurrently) table a;
            vacuum a;
            vacuum (full, analyze) a;
            cluster a using i;
            cluster;
            alter table p detach partition p1 concurrently;
            create extension if not exists plpgsql;
            create materialized view m as select 1 as n;
            create unique index on m (n);
            refresh materialized view concurrently m;
            reindex table a;
            reindex schema public;
            analyze;
            """
        ])
        let result = try await project.up()
        #expect(result.failure?.findings.map(\.message) == nil)
        #expect(try await project.tables() == ["a", "p", "p1"])
        #expect(try await project.history() == ["00_a": "applied"])
    }

    @Test func case43ADatabaseIsMadeAndDropped() async throws {
        let name = "made_\(UInt32.random(in: 0...UInt32.max))"
        let project = try Project([
            "sql/00_a.sql": "create database \(name);",
            "down/00_a_down.sql": "drop database \(name);",
        ])
        #expect(try await project.up().failure == nil)
        #expect(
            try await project.column("select count(*) from pg_database where datname = '\(name)'")
                == ["1"])
        // What happens to its rows cannot be counted from here.
        let refused = await refusal { try await project.down() }
        #expect(refused?.findings.map(\.rule) == ["rows-not-counted"])
        #expect(try await project.down(allowDataLoss: true).failure == nil)
        #expect(
            try await project.column("select count(*) from pg_database where datname = '\(name)'")
                == ["0"])
    }

    @Test func case43WhatTheListLacksGetsASegmentOfItsOwn() async throws {
        let project = try Project([
            "sql/00_a.sql": """
            create table p (id int) partition by range (id);
            create table p1 partition of p for values from (0) to (10);
            create index i on p (id);
            insert into p values (1);
            reindex table p;
            insert into p values (2);
            """
        ])
        let result = try await project.up()
        #expect(result.failure == nil)
        #expect(result.outcomes.map(\.statements) == [6])
        #expect(try await project.column("select count(*) from p") == ["2"])
        #expect(try await project.events() == ["progress", "start", "progress", "apply"])
    }

    @Test func setTransactionTooLateIsAFailureAndNotRunOutside() async throws {
        let project = try Project([
            "sql/00_a.sql": """
            create table a (id int);
            set transaction isolation level serializable;
            insert into a values (1);
            """
        ])
        let result = try await project.up()
        #expect(result.failure?.server?.sqlState == "25001")
        #expect(ExitStatus(result) == .failed)
        #expect(try await project.tables().isEmpty)
    }

    @Test func case51UniqueIndexOnDuplicatesGoesAndResumes() async throws {
        let project = try Project([
            "sql/00_a.sql": """
            create table a (id int);
            insert into a values (1), (1);
            create unique index concurrently if not exists i on a (id);
            insert into a values (3);
            """
        ])
        let result = try await project.up()
        let failure = try #require(result.failure)
        #expect(failure.server?.sqlState == "23505")
        #expect(failure.failedStatement?.number == 3)
        #expect(failure.findings[0].location?.line == 3)
        #expect(failure.databaseState.hasPrefix("statements 1 to 2 of 4 of 00_a are applied"))
        #expect(ExitStatus(result) == .partial)
        #expect(try await project.history() == ["00_a": "partial 2/4"])
        #expect(
            try await project.column("select count(*) from pg_index where not indisvalid") == ["0"])
        #expect(try await project.states() == ["00_a": .interrupted])

        _ = try await project.database.execute(
            "delete from a where ctid = (select min(ctid) from a)")
        let second = try await project.up()
        #expect(second.failure == nil)
        #expect(second.outcomes.map(\.statements) == [2])
        #expect(second.outcomes.map(\.resumedAfter) == [2])
        #expect(try await validIndexes(project) == ["i"])
        #expect(try await project.column("select array_agg(id order by id) from a") == ["{1,3}"])
        #expect(try await project.history() == ["00_a": "applied"])
    }

    @Test func case51FirstStatementThatFailsLeavesNothing() async throws {
        let project = try Project([
            "sql/00_a.sql": "create table a as select 1 as id from generate_series(1, 2);",
            "sql/01_i.sql": "create unique index concurrently on a (id);",
        ])
        let result = try await project.up()
        #expect(result.failure?.server?.sqlState == "23505")
        #expect(
            try await project.column("select count(*) from pg_index where not indisvalid") == ["0"])
        #expect(try await project.history() == ["00_a": "applied", "01_i": "failed"])
        #expect(try await project.states()["01_i"] == .pending)
    }

    @Test func case51AfterAStatementTimeout() async throws {
        let project = try Project([
            "sql/00_a.sql": "create table a (id int); insert into a values (1);",
            "sql/01_i.sql": "create index concurrently i on a (id);",
        ])
        try await project.up { $0.target = .count(1) }
        let blocker = try await project.database.connect()
        try await blocker.execute("begin; lock table a in row exclusive mode")
        let result = try await project.up([.concurrentlyStatementTimeout: "300ms"])
        #expect(result.failure?.server?.sqlState == "57014")
        #expect(result.failure?.code == .failed)
        try await blocker.execute("commit")
        #expect(try await project.up().failure == nil)
        #expect(try await validIndexes(project) == ["i"])
        await blocker.close()
    }

    @Test func anInvalidIndexOfAKilledRunIsRebuilt() async throws {
        let project = try Project([
            "sql/00_a.sql": "create table a (id int); insert into a values (1), (1);",
            "sql/01_i.sql": "create unique index concurrently if not exists i on a (id);",
        ])
        try await project.up { $0.target = .count(1) }
        let session = try await project.database.connect()
        _ = try? await session.execute("create unique index concurrently i on a (id)")
        try await session.execute(
            """
            insert into tidemark.event (kind, direction, version, name, statements_done, \
            statements_total, run_id, tool_version) \
            values ('start', 'up', '01', 'i', 0, 1, 'x', '0');
            delete from a where ctid = (select min(ctid) from a)
            """)
        #expect(try await project.history()["01_i"] == "partial 0/1?")
        #expect(try await project.up().failure == nil)
        #expect(try await validIndexes(project) == ["i"])
        await session.close()
    }

    @Test(arguments: ["before", "invalid", "done"])
    func anUnnamedIndexOfAKilledRunIsFound(_ moment: String) async throws {
        let project = try Project([
            "sql/00_a.sql": "create table a (id int); create index other on a (id);",
            "sql/01_i.sql": "create unique index concurrently on a (id);\ncreate table b ();",
        ])
        try await project.up { $0.target = .count(1) }
        let session = try await project.database.connect()
        let before = try await session.query("select 'other'::regclass::oid").rows[0][0] ?? ""
        if moment == "invalid" {
            try await session.execute("insert into a values (1), (1)")
            _ = try? await session.execute("create unique index concurrently on a (id)")
            try await session.execute("delete from a")
        } else if moment == "done" {
            try await session.execute("create unique index concurrently on a (id)")
        }
        try await session.query(
            """
            insert into tidemark.event (kind, direction, version, name, statements_done, \
            statements_total, run_id, tool_version, note) \
            values ('start', 'up', '01', 'i', 0, 2, 'x', '0', $1)
            """, ["indexes before: \(before)"])
        let result = try await project.up()
        #expect(result.failure?.findings.map(\.message) == nil)
        #expect(result.outcomes.map(\.statements) == [moment == "done" ? 1 : 2])
        #expect(try await validIndexes(project) == ["a_id_idx", "other"])
        #expect(
            try await project.column("select count(*) from pg_index where not indisvalid") == ["0"])
        await session.close()
    }

    @Test func aDetachThatWasCutOffIsFinished() async throws {
        let project = try Project([
            "sql/00_a.sql": """
            create table p (id int) partition by range (id);
            create table p1 partition of p for values from (0) to (10);
            """,
            "sql/01_d.sql": "alter table p detach partition p1 concurrently;",
        ])
        try await project.up { $0.target = .count(1) }
        let blocker = try await project.database.connect()
        try await blocker.execute("begin; select * from p")
        let result = try await project.up([.concurrentlyLockTimeout: "200ms", .lockAttempts: "1"])
        #expect(result.failure?.code == .lockNotObtained)
        #expect(
            try await project.column("select inhdetachpending from pg_inherits") == ["t"])
        try await blocker.execute("commit")
        #expect(try await project.up().failure == nil)
        #expect(try await project.column("select count(*) from pg_inherits") == ["0"])
        await blocker.close()
    }

    @Test func inDoubtIsAskedWhereTheCatalogDoesNotTell() async throws {
        let project = try Project([
            "sql/00_a.sql": """
            -- tidemark: transaction none
            create procedure p() language plpgsql as $$ begin
              create table if not exists a (id int); insert into a values (1); commit;
              perform pg_terminate_backend(pg_backend_pid()); end $$;
            call p();
            create table b ();
            """
        ])
        let cut = try await project.up()
        #expect(cut.failure?.code == .connectionLost)
        #expect(ExitStatus(cut) == .partial)
        #expect(cut.failure?.databaseState.contains("not known") == true)
        #expect(try await project.history() == ["00_a": "partial 1/3?"])
        let result = try await project.up()
        let failure = try #require(result.failure)
        #expect(failure.findings.map(\.rule) == ["in-doubt"])
        #expect(failure.findings[0].remedy?.contains("--statements-done 00:2") == true)
        #expect(ExitStatus(result) == .checkFailed)
        #expect(try await project.history() == ["00_a": "partial 1/3?"])
        try await project.repair(.statementsDone(id("00_a"), 2), note: "looked")
        #expect(try await project.up().failure == nil)
        #expect(try await project.tables() == ["a", "b"])
        #expect(try await project.column("select count(*) from a") == ["1"])
    }

    private func validIndexes(_ project: Project) async throws -> [String?] {
        try await project.column(
            """
            select c.relname from pg_index i join pg_class c on c.oid = i.indexrelid \
            where indisvalid and c.relnamespace = 'public'::regnamespace order by 1
            """)
    }
}
