import Findings
import Configuration
import Migrations
import PostgresSession
import Synchronization
import Testing
import Tidemark
import TidemarkTesting

/// A signal at every kind of moment: the state is named, the exit code follows, and `up` goes on.
@Suite(.database)
struct InterruptionTests {
    @Test(arguments: [Int32(2), 15])
    func whileAStatementRuns(_ signal: Int32) async throws {
        let project = try Project(["sql/01_a.sql": "create table a ();\nselect pg_sleep(30);"])
        let result = try await up(project, signal, once: "query like '%pg_sleep(30)%'")
        let failure = try #require(result.failure)
        #expect(failure.code == .interrupted)
        #expect(failure.signal == signal)
        #expect(failure.findings[0].location?.line == 2)
        #expect(failure.databaseState == "nothing of 01_a is applied")
        #expect(failure.next == "tidemark up")
        #expect(ExitStatus(result) == (signal == 2 ? .interrupted : .terminated))
        #expect(try await project.tables().isEmpty)
        #expect(try await project.events() == ["interrupt"])
        #expect(try await project.states() == ["01_a": .pending])
    }

    @Test func afterAFileIsPartial() async throws {
        let project = try Project([
            "sql/01_a.sql": "create table a ();", "sql/02_b.sql": "select pg_sleep(30);",
        ])
        let result = try await up(project, 2, once: "query like '%pg_sleep(30)%'")
        #expect(ExitStatus(result) == .partial)
        #expect(result.failure?.databaseState == "nothing of 02_b is applied; 01_a is applied")
        try project.write(["sql/02_b.sql": "select 1;"])
        #expect(try await project.up().outcomes.map(\.id.description) == ["02_b"])
    }

    @Test func betweenTwoStatements() async throws {
        let project = try Project([
            "sql/01_a.sql": "create table a (); create table b ();"
        ])
        let interruption = Interruption()
        let result = try await project.with(
            interruption: interruption,
            observe: { event in
                if case .statement(_, 1, _, _) = event { interruption.interrupt(signal: 15) }
            }
        ) { operation, folder in try await operation.up(folder, UpOptions()) }
        #expect(result.failure?.code == .interrupted)
        #expect(ExitStatus(result) == .terminated)
        #expect(try await project.tables().isEmpty)
        #expect(try await project.history() == ["01_a": "failed"])
    }

    @Test func duringCommit() async throws {
        let project = try Project([
            "sql/01_a.sql": """
            create table a (n int);
            create function slow() returns trigger language plpgsql as
              $$ begin perform pg_sleep(30); return null; end $$;
            create constraint trigger slow after insert on a deferrable initially deferred
              for each row execute function slow();
            insert into a values (1);
            """
        ])
        let result = try await up(project, 2, once: "query ilike 'commit%'")
        #expect(result.failure?.code == .interrupted)
        #expect(ExitStatus(result) == .interrupted)
        #expect(try await project.tables().isEmpty)
        #expect(try await project.events() == ["interrupt"])
    }

    @Test func inAStatementOutsideATransaction() async throws {
        let project = try Project()
        let blocker = try await project.database.connect()
        try await blocker.execute("create table a (n int)")
        try await blocker.execute("begin; insert into a values (1)")
        try project.write([
            "sql/01_a.sql": "create table b (); create index concurrently i on a (n);"
        ])
        let start = ContinuousClock.now
        let result = try await up(
            project, 2,
            once: "query like 'create index concurrently i%' and wait_event_type = 'Lock'")
        #expect(ContinuousClock.now - start < .seconds(60))
        #expect(result.failure?.code == .interrupted)
        #expect(ExitStatus(result) == .partial)
        #expect(try await project.history() == ["01_a": "partial 1/2"])
        try await blocker.execute("commit")
        let second = try await project.up()
        #expect(second.failure == nil)
        #expect(second.outcomes.map(\.resumedAfter) == [1])
        #expect(
            try await project.column(
                "select indisvalid from pg_index where indrelid = 'a'::regclass") == ["t"])
        await blocker.close()
    }

    @Test func whileWaitingForALock() async throws {
        let project = try Project([
            "sql/01_a.sql": "create table a (n int);", "sql/02_b.sql": "alter table a add m int;",
        ])
        try await project.up { $0.target = .count(1) }
        let blocker = try await project.database.connect()
        try await blocker.execute("begin; lock table a")
        let result = try await up(
            project, 2, once: "query like 'alter table a%' and wait_event_type = 'Lock'",
            [.lockTimeout: "1min"])
        #expect(result.failure?.code == .interrupted)
        #expect(ExitStatus(result) == .interrupted)
        try await blocker.execute("commit")
        #expect(try await project.up().failure == nil)
        await blocker.close()
    }

    @Test func betweenTwoAttempts() async throws {
        let project = try Project([
            "sql/01_a.sql": "create table a (n int);", "sql/02_b.sql": "alter table a add m int;",
        ])
        try await project.up { $0.target = .count(1) }
        let blocker = try await project.database.connect()
        try await blocker.execute("begin; lock table a")
        let interruption = Interruption()
        let start = ContinuousClock.now
        let result = try await project.with(
            [.lockTimeout: "50ms", .lockBackoff: "5min..10min"], interruption: interruption,
            observe: { event in
                if case .retrying = event { interruption.interrupt(signal: 2) }
            }
        ) { operation, folder in try await operation.up(folder, UpOptions()) }
        #expect(ContinuousClock.now - start < .seconds(60))
        #expect(result.failure?.code == .interrupted)
        #expect(ExitStatus(result) == .interrupted)
        try await blocker.execute("commit")
        await blocker.close()
    }

    @Test func whileWaitingForAnotherRun() async throws {
        let project = try Project(["sql/01_a.sql": "create table a ();"])
        let holder = try await project.database.connect()
        try await holder.execute("select pg_advisory_lock(1953064037, 1835102827)")
        let interruption = Interruption()
        let failure = await refusal {
            try await project.with(
                [.lockWait: "1min"], interruption: interruption,
                observe: { event in
                    if case .waitingForRunLock = event { interruption.interrupt(signal: 15) }
                }
            ) { operation, folder in try await operation.up(folder, UpOptions()) }
        }
        #expect(failure?.code == .interrupted)
        #expect(failure.map { ExitStatus($0) } == .terminated)
        await holder.close()
    }

    @Test func whileADownCountsRows() async throws {
        let project = try Project([
            "sql/01_a.sql": "create table a ();",
            "down/01_a_down.sql": "drop table a; select pg_sleep(30);",
        ])
        try await project.up()
        let interruption = Interruption()
        let watcher = try await project.database.connect()
        let failure = await refusal {
            let raising = Task {
                try await eventually(watcher, Self.running("query like '%pg_sleep(30)%'"))
                interruption.interrupt(signal: 15)
            }
            defer { raising.cancel() }
            return try await project.with(interruption: interruption) { operation, folder in
                try await operation.planDown(folder, DownOptions())
            }
        }
        #expect(failure?.code == .interrupted)
        #expect(failure.map { ExitStatus($0) } == .terminated)
        #expect(failure?.databaseState == "everything was rolled back")
        #expect(try await project.tables() == ["a"])
        await watcher.close()
    }

    @Test func whenAllIsDoneItChangesNothing() async throws {
        let project = try Project(["sql/01_a.sql": "create table a ();"])
        let interruption = Interruption()
        let result = try await project.with(
            interruption: interruption,
            observe: { event in
                if case .finished = event { interruption.interrupt(signal: 2) }
            }
        ) { operation, folder in try await operation.up(folder, UpOptions()) }
        #expect(result.failure == nil)
        #expect(interruption.isWatching)
    }

    /// Runs `up`, and raises the signal once a session of the database is as the condition says.
    private func up(
        _ project: Project, _ signal: Int32, once condition: String,
        _ keys: [Configuration.Key: String] = [:]
    ) async throws -> RunResult {
        let interruption = Interruption()
        let watcher = try await project.database.connect()
        let raising = Task {
            try await eventually(watcher, Self.running(condition))
            while !Task.isCancelled {
                interruption.interrupt(signal: signal)
                try await Task.sleep(for: .milliseconds(50))
            }
        }
        let result = try await project.with(keys, interruption: interruption) { operation, folder in
            var options = UpOptions()
            options.allowExisting = true
            return try await operation.up(folder, options)
        }
        raising.cancel()
        _ = await raising.result
        await watcher.close()
        return result
    }

    private static func running(_ condition: String) -> String {
        """
        select exists (select from pg_stat_activity where datname = current_database() \
        and pid <> pg_backend_pid() and state = 'active' and \(condition))
        """
    }
}
