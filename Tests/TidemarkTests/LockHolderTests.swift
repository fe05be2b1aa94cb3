import Configuration
import Findings
import Migrations
import PostgresSession
import SQLText
import Testing
import Tidemark
import TidemarkTesting

/// A lock that was not obtained names who is in the way.
@Suite(.database)
struct LockHolderTests {
    /// One table, and a second migration that wants a lock on it.
    private func prepared(_ second: String) async throws -> Project {
        let project = try Project([
            "sql/01_a.sql": "create table a (n int); insert into a values (1);",
            "sql/02_b.sql": second,
        ])
        try await project.up { $0.target = .count(1) }
        return project
    }

    /// Long enough for the second connection to be there, on a busy machine too.
    private static let watched: [Configuration.Key: String] = [
        .lockTimeout: "1s", .lockAttempts: "4", .lockBackoff: "100ms..200ms",
    ]

    @Test func itIsNamedWithWhatItDoesAndWithoutValues() async throws {
        let project = try await prepared("select 1;\nalter table a add column m int;")
        let other = try await project.database.connect(applicationName: "report")
        try await other.execute("begin")
        try await other.execute(
            "select n, 'hush'  -- why\n from a where n < 4711 and $$hush$$ <> 'x'")
        let result = try await project.up([.lockTimeout: "50ms", .lockAttempts: "1"])
        let failure = try #require(result.failure)
        let holder = try #require(failure.lockHolders.first)
        #expect(failure.lockHolders.count == 1)
        #expect(holder.process == other.backendPID)
        #expect(holder.relation == QualifiedName(schema: "public", name: "a"))
        #expect(holder.mode == .accessShare)
        #expect(!holder.isWaiting)
        let summary =
            "process \(other.backendPID) of user postgres (report), idle in transaction, "
            + "open for \(holder.transactionSeconds ?? -1) s, holds AccessShareLock on public.a"
        let finding = failure.findings[0]
        #expect(finding.message == "canceling statement due to lock timeout: \(summary)")
        #expect(finding.evidence == [summary + ": select n, … from a where n < … and … <> …"])
        #expect(
            finding.remedy?.contains("select pg_terminate_backend(\(other.backendPID))") == true)
        #expect(finding.location?.line == 2)
        let kept = try await project.column("select error from tidemark.event where kind = 'fail'")
        #expect(kept.first??.contains("process \(other.backendPID) of user postgres") == true)
        #expect(kept.first??.contains("select n") == false)
        await other.close()
    }

    @Test func itIsSeenWhileTheStatementWaitsWhereTheTextDoesNotTell() async throws {
        let project = try await prepared(
            "do $$ begin execute 'alter table ' || 'a add column m int'; end $$;")
        let other = try await project.database.connect()
        try await other.execute("begin; lock table a in share mode")
        let failure = try #require(try await project.up(Self.watched).failure)
        let holder = try #require(failure.lockHolders.first)
        #expect(holder.process == other.backendPID)
        #expect(holder.relation?.name == "a")
        #expect(holder.mode == .share)
        await other.close()
    }

    @Test func aLockedRow() async throws {
        let project = try await prepared("update a set n = 3;")
        let other = try await project.database.connect()
        try await other.execute("begin; update a set n = 2")
        let failure = try #require(try await project.up(Self.watched).failure)
        let holder = try #require(failure.lockHolders.first)
        #expect(holder.process == other.backendPID)
        #expect(holder.lockType == "transactionid")
        #expect(holder.summary.hasSuffix("has locked a row of public.a"))
        await other.close()
    }

    @Test func aSnapshotThatConcurrentlyWaitsFor() async throws {
        let project = try await prepared("create index concurrently i on a (n);")
        let other = try await project.database.connect()
        try await other.execute("begin isolation level repeatable read; select 1")
        var keys = Self.watched
        keys[.concurrentlyLockTimeout] = "1s"
        let failure = try #require(try await project.up(keys).failure)
        let holder = try #require(failure.lockHolders.first)
        #expect(holder.process == other.backendPID)
        #expect(holder.lockType == "virtualxid")
        #expect(holder.summary.hasSuffix("is in a transaction that began before"))
        await other.close()
    }

    @Test func aSessionThatWaitsBeforeUsAndWhomItWaitsFor() async throws {
        let project = try await prepared("insert into a values (2);")
        let reader = try await project.database.connect()
        try await reader.execute("begin; select * from a")
        let waiter = try await project.database.connect(applicationName: "waiter")
        let waiting = Task { try await waiter.execute("begin; lock table a") }
        try await eventually(
            reader,
            "select exists (select from pg_locks where pid = \(waiter.backendPID) and not granted)")
        let failure = try #require(
            try await project.up([.lockTimeout: "50ms", .lockAttempts: "1"]).failure)
        let ahead = try #require(failure.lockHolders.first { $0.isWaiting })
        #expect(ahead.process == waiter.backendPID)
        #expect(ahead.mode == .accessExclusive)
        #expect(ahead.waitsFor == [reader.backendPID])
        #expect(
            ahead.summary.hasSuffix(
                "waits for AccessExclusiveLock on public.a behind process \(reader.backendPID)"))
        try await reader.execute("commit")
        _ = try await waiting.value
        await reader.close()
        await waiter.close()
    }

    @Test func aUserWithoutPrivilegesIsToldWhatItMaySee() async throws {
        let role = "r\(UInt32.random(in: 0...UInt32.max))"
        let project = try Project([
            "sql/01_a.sql": "create table a (n int);",
            "sql/02_b.sql": "alter table a add column m int;",
        ])
        _ = try await project.database.execute(
            """
            create role \(role) login; grant create on database "\(project.database.name)" to \(role);
            grant create on schema public to \(role)
            """)
        let login = project.database.connection.setting("user", to: role)
        var keys = Self.watched
        keys[.db] = login.textWithSecrets
        try await project.up(keys) { $0.target = .count(1) }
        let other = try await project.database.connect(applicationName: "report")
        try await other.execute("begin; select 'hush' from a")
        for attempts in ["1", "4"] {
            keys[.lockAttempts] = attempts
            let failure = try #require(try await project.up(keys).failure)
            #expect(failure.code == .lockNotObtained)
            #expect(failure.lockHolders.count == 1)
            let holder = try #require(failure.lockHolders.first)
            #expect(holder.process == other.backendPID)
            #expect(holder.query == nil)
            #expect(holder.state == nil)
            #expect(
                holder.summary
                    == "process \(other.backendPID) of user postgres (report), holds AccessShareLock "
                    + "on public.a")
        }
        await other.close()
        _ = try await project.database.execute("drop owned by \(role) cascade; drop role \(role)")
    }

    @Test func theRehearsalNamesItToo() async throws {
        let project = try await prepared("alter table a add column m int;")
        let other = try await project.database.connect()
        try await other.execute("begin; lock table a")
        let failure = try await project.with([.lockTimeout: "50ms"]) { operation, folder in
            try await operation.plan(
                folder, .up, to: .all, allowOutOfOrder: false, execute: true
            ).failure
        }
        #expect(failure?.lockHolders.first?.process == other.backendPID)
        await other.close()
    }
}

/// A lock without a session.
struct PreparedTransactionTests {
    @Test(.server(["max_prepared_transactions": "2"]), arguments: ["1", "3"])
    func aPreparedTransactionIsNamed(attempts: String) async throws {
        let project = try Project([
            "sql/01_a.sql": "create table a (n int);",
            "sql/02_b.sql": "alter table a add column m int;",
        ])
        try await project.up { $0.target = .count(1) }
        _ = try await project.database.execute(
            "begin; insert into a values (1); prepare transaction 'it''s left'")
        let failure = try #require(
            try await project.up([.lockTimeout: "500ms", .lockAttempts: attempts]).failure)
        let holder = try #require(failure.lockHolders.first)
        #expect(holder.preparedTransaction == "it's left")
        #expect(holder.process == nil)
        #expect(holder.mode == .rowExclusive)
        #expect(failure.findings[0].remedy?.contains("rollback prepared 'it''s left'") == true)
    }
}
