import Configuration
import Findings
import Migrations
import PostgresSession
import Synchronization
import Testing
import Tidemark
import TidemarkTesting

/// Locks of others: waiting, trying again, giving up, and two runs at once (case 55).
@Suite(.database)
struct LockTests {
    @Test func aSegmentIsTriedAgainFromItsBeginning() async throws {
        let project = try Project([
            "sql/00_a.sql": "create table a (n int); create table log (n int);",
            "sql/01_b.sql": "insert into log values (1); alter table a add column m int;",
        ])
        try await project.up { $0.target = .count(1) }
        let blocker = try await project.database.connect()
        try await blocker.execute("begin; lock table a")
        let retries = Retries()
        let unblocking = Task {
            while retries.texts.withLock({ $0.count }) < 2 {
                try await Task.sleep(for: .milliseconds(20))
            }
            try await blocker.execute("commit")
        }
        let result = try await project.with(
            [.lockTimeout: "100ms", .lockAttempts: "100"],
            observe: { event in
                guard case .retrying(_, let attempt, _, _, let reason) = event else { return }
                retries.texts.withLock { $0.append("\(attempt) \(reason)") }
            }
        ) { operation, folder in try await operation.up(folder, UpOptions()) }
        try await unblocking.value
        #expect(result.failure == nil)
        #expect(result.outcomes.map(\.statements) == [2])
        let first = retries.texts.withLock { $0.first } ?? ""
        #expect(
            first.hasPrefix(
                "2 canceling statement due to lock timeout: process \(blocker.backendPID) "))
        #expect(first.hasSuffix("holds AccessExclusiveLock on public.a"))
        #expect(try await project.column("select count(*) from log") == ["1"])
        #expect(try await project.events() == ["apply", "apply"])
        await blocker.close()
    }

    @Test func aLockThatIsNotObtainedNamesTheStatement() async throws {
        let project = try Project([
            "sql/00_a.sql": "create table a (n int);",
            "sql/01_b.sql": "create table b ();\nalter table a add column m int;",
        ])
        try await project.up { $0.target = .count(1) }
        let blocker = try await project.database.connect()
        try await blocker.execute("begin; lock table a in access share mode")
        let result = try await project.up([.lockTimeout: "50ms", .lockAttempts: "3"])
        let failure = try #require(result.failure)
        #expect(failure.code == .lockNotObtained)
        #expect(failure.server?.sqlState == "55P03")
        #expect(failure.findings[0].location?.line == 2)
        #expect(ExitStatus(result) == .lockNotObtained)
        #expect(try await project.tables() == ["a"])
        #expect(try await project.history()["01_b"] == "failed")
        try await blocker.execute("commit")
        await blocker.close()
        #expect(try await project.up().failure == nil)
    }

    @Test func anOwnBlockIsTriedAgainAsAWhole() async throws {
        let project = try Project([
            "sql/00_a.sql": "create table a (n int); create table log (n int);",
            "sql/01_b.sql": "begin; insert into log values (1); lock table a nowait; commit;",
        ])
        try await project.up { $0.target = .count(1) }
        let blocker = try await project.database.connect()
        try await blocker.execute("begin; lock table a")
        let release = Task {
            try await Task.sleep(for: .milliseconds(150))
            try await blocker.execute("commit")
        }
        #expect(try await project.up([.lockAttempts: "50"]).failure == nil)
        try await release.value
        #expect(try await project.column("select count(*) from log") == ["1"])
        await blocker.close()
    }

    @Test func directivesSetTheTimeLimits() async throws {
        let project = try Project([
            "sql/00_a.sql": """
            -- tidemark: lock-timeout 7s
            -- tidemark: statement-timeout 5min
            create table a as select current_setting('lock_timeout') as l,
              current_setting('statement_timeout') as s;
            """,
            "sql/01_b.sql": """
            -- tidemark: statement-timeout 100ms
            select pg_sleep(10);
            """,
        ])
        let result = try await project.up()
        #expect(try await project.database.query("select * from a")[0] == ["7s", "5min"])
        #expect(result.failure?.server?.sqlState == "57014")
        #expect(result.failure?.code == .failed)
        #expect(result.failure?.findings[0].remedy?.contains("statement-timeout") == true)
    }

    @Test(arguments: [
        ("-- tidemark: nonsense", "unknown directive nonsense"),
        ("-- tidemark:", "unknown directive (none given)"),
        ("-- tidemark: lock-timeout soon", "lock-timeout takes one duration with its unit"),
        ("-- tidemark: transaction maybe", "transaction takes the word none"),
        ("-- tidemark: irreversible", "irreversible takes a reason"),
    ])
    func aWrongDirectiveIsRefused(_ line: String, _ message: String) async throws {
        let project = try Project(["sql/00_a.sql": "create table a ();\n  \(line)\n"])
        let failure = await refusal { try await project.up() }
        #expect(failure?.findings.map(\.message) == [message])
        #expect(failure?.findings.first?.location?.line == 2)
        #expect(try await project.tables().isEmpty)
    }

    @Test func theHolderOfTheRunLockIsNamed() async throws {
        let project = try Project(["sql/00_a.sql": "create table a ();"])
        let holder = try await project.database.connect(applicationName: "tidemark up")
        try await holder.execute("select pg_advisory_lock(1953064037, 1835102827)")
        let failure = await refusal { try await project.up() }
        #expect(failure?.code == .lockNotObtained)
        #expect(failure.map { ExitStatus($0) } == .lockNotObtained)
        let message = failure?.findings.first?.message ?? ""
        #expect(message.contains("process \(holder.backendPID) of user postgres (tidemark up)"))
        #expect(try await project.column("select to_regnamespace('tidemark')") == [nil])
        await holder.close()
        #expect(try await project.up().failure == nil)
    }

    @Test func case55TwoRunsAtOnceApplyEachFileOnce() async throws {
        var files: [String: String] = [:]
        for number in 10..<20 {
            files["sql/\(number)_m.sql"] = "create table t\(number) (n int);"
        }
        files["sql/15_m.sql"] = "create table t15 (n int); create index concurrently on t15 (n);"
        let project = try Project(files)
        try await withThrowingTaskGroup(of: RunResult.self) { group in
            for _ in 0..<4 { group.addTask { try await project.up([.lockWait: "5min"]) } }
            var applied = 0
            for try await result in group {
                #expect(result.failure?.findings.map(\.message) == nil)
                applied += result.outcomes.count
            }
            #expect(applied == 10)
        }
        #expect(
            try await project.column("select count(*) from tidemark.event where kind = 'apply'")
                == ["10"])
    }

    @Test func theWaiterDoesNotBlockConcurrently() async throws {
        let project = try Project([
            "sql/00_a.sql": "create table a (n int); select pg_sleep(0.3);",
            "sql/01_i.sql": "create index concurrently i on a (n);",
        ])
        async let first = project.up([.lockWait: "30s"])
        async let second = project.up([.lockWait: "30s"])
        #expect(try await first.failure == nil)
        #expect(try await second.failure == nil)
        #expect(
            try await project.column(
                "select indisvalid from pg_index where indexrelid = 'i'::regclass") == ["t"])
    }
}

/// What was said about attempts.
private final class Retries: Sendable {
    let texts = Mutex<[String]>([])
}
