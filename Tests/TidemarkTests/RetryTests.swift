import Configuration
import Findings
import Migrations
import PostgresSession
import Synchronization
import Testing
import Tidemark
import TidemarkTesting

/// Transactions that lost against others: the whole segment runs again, or nothing of it where it
/// commits by itself.
@Suite(.database)
struct RetryTests {
    /// The reasons of retries.
    private final class Reasons: Sendable {
        let texts = Mutex<[String]>([])
    }

    private func up(
        _ project: Project, _ keys: [Configuration.Key: String], _ reasons: Reasons
    ) async throws -> RunResult {
        try await project.with(
            keys,
            observe: { event in
                guard case .retrying(_, _, _, _, let reason) = event else { return }
                reasons.texts.withLock { $0.append(reason) }
            }
        ) { operation, folder in try await operation.up(folder, UpOptions()) }
    }

    /// Whether the run waits for a lock.
    private static let isWaiting = """
        select exists (select from pg_stat_activity where application_name = 'tidemark test' \
        and datname = current_database() and wait_event_type = 'Lock')
        """

    @Test func aDeadlockRunsTheSegmentAgain() async throws {
        let project = try Project([
            "sql/01_a.sql":
                "create table a (n int); create table b (n int); create table log (n int);",
            // The run finds the deadlock, and the other session would not for an hour.
            "sql/02_b.sql": """
            insert into log values (1);
            set deadlock_timeout = '2s';
            alter table a add column m int;
            alter table b add column m int;
            """,
        ])
        try await project.up { $0.target = .count(1) }
        let other = try await project.database.connect()
        let onlooker = try await project.database.connect()
        try await other.execute("set deadlock_timeout = '1h'; begin; lock table b")
        let crossing = Task {
            try await eventually(onlooker, Self.isWaiting)
            try await other.execute("lock table a; insert into a values (1); commit")
        }
        let reasons = Reasons()
        let result = try await up(project, [.lockTimeout: "1min"], reasons)
        try await crossing.value
        #expect(result.failure?.findings.map(\.message) == nil)
        #expect(result.outcomes.map(\.statements) == [4])
        #expect(reasons.texts.withLock { $0.map { $0.prefix(17) } } == ["deadlock detected"])
        #expect(try await project.column("select count(*) from log") == ["1"])
        #expect(try await project.column("select m is null from a") == ["t"])
        #expect(try await project.events() == ["apply", "apply"])
        await other.close()
        await onlooker.close()
    }

    @Test func whatCannotBeSerialisedRunsAgain() async throws {
        let project = try Project([
            "sql/01_a.sql": "create table a (n int); insert into a values (1);",
            "sql/02_b.sql": """
            begin isolation level repeatable read;
            select n from a;
            select pg_advisory_xact_lock(42);
            update a set n = n * 10;
            commit;
            """,
        ])
        try await project.up { $0.target = .count(1) }
        let other = try await project.database.connect()
        try await other.execute("select pg_advisory_lock(42)")
        let crossing = Task {
            try await eventually(other, Self.isWaiting)
            try await other.execute("update a set n = n + 1")
            try await other.execute("select pg_advisory_unlock(42)")
        }
        let reasons = Reasons()
        let result = try await up(project, [.lockTimeout: "1min"], reasons)
        try await crossing.value
        #expect(result.failure?.findings.map(\.message) == nil)
        #expect(
            reasons.texts.withLock { $0 }
                == ["could not serialize access due to concurrent update"])
        #expect(try await project.column("select n from a") == ["20"])
        #expect(try await project.events() == ["apply", "apply"])
        await other.close()
    }

    @Test func whatNeverSerialisesIsNoLock() async throws {
        let project = try Project([
            "sql/01_a.sql": "do $$ begin raise serialization_failure; end $$;"
        ])
        let reasons = Reasons()
        let result = try await up(project, [.lockAttempts: "2"], reasons)
        #expect(reasons.texts.withLock { $0.count } == 1)
        #expect(result.failure?.code == .failed)
        #expect(result.failure?.findings[0].remedy?.isEmpty == false)
        #expect(ExitStatus(result) == .failed)
    }

    @Test func aProcedureThatHasCommittedIsNotRunAgain() async throws {
        let project = try Project([
            "sql/01_a.sql": """
            create table a (n int); create table log (n int);
            create procedure p() language plpgsql as $$ begin
                insert into log values (1); commit; lock table a nowait;
            end $$;
            """,
            "sql/02_b.sql": "-- tidemark: transaction none\ncall p();",
        ])
        try await project.up { $0.target = .count(1) }
        let other = try await project.database.connect()
        try await other.execute("begin; lock table a")
        let reasons = Reasons()
        let result = try await up(project, [:], reasons)
        #expect(result.failure?.server?.sqlState == SQLState.lockNotAvailable)
        #expect(reasons.texts.withLock { $0.isEmpty })
        #expect(try await project.column("select count(*) from log") == ["1"])
        #expect(ExitStatus(result) == .partial)
        await other.close()
    }
}
