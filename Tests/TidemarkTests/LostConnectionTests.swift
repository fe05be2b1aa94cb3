import Configuration
import Findings
import Migrations
import PostgresSession
import Testing
import Tidemark
import TidemarkTesting

/// The connection breaks at COMMIT: history is asked which way it went, and nothing is run twice.
@Suite(.database)
struct LostConnectionTests {
    private static let files = [
        "sql/01_a.sql": "create table a (n int);",
        "sql/02_b.sql": """
        create schema app;
        set search_path = app;
        create table b (n int);
        create index concurrently i on b (n);
        insert into b values (1);
        """,
    ]

    /// The first file is applied; the rest goes through a proxy.
    private func prepared(
        _ files: [String: String] = files
    ) async throws -> (Project, CuttingProxy, [Configuration.Key: String]) {
        let project = try Project(files)
        try await project.up { $0.target = .count(1) }
        let proxy = try CuttingProxy(to: project.database.connection)
        return (project, proxy, [.db: proxy.connection.textWithSecrets])
    }

    @Test func anAnswerThatIsLostIsFoundInHistoryAndTheRunGoesOn() async throws {
        let (project, proxy, keys) = try await prepared()
        proxy.set(.onAnswer("COMMIT"))
        let result = try await project.up(keys)
        #expect(proxy.cuts == 1)
        #expect(result.failure?.findings.map(\.message) == nil)
        #expect(result.outcomes.map(\.statements) == [5])
        #expect(try await project.column("select n from app.b") == ["1"])
        #expect(try await project.events() == ["apply", "progress", "start", "progress", "apply"])
    }

    @Test func aCommitThatDidNotArriveIsAFailureThatChangedNothing() async throws {
        let (project, proxy, keys) = try await prepared()
        proxy.set(.before("commit"))
        let result = try await project.up(keys)
        #expect(proxy.cuts == 1)
        #expect(result.failure?.code == .connectionLost)
        #expect(ExitStatus(result) == .failed)
        #expect(try await project.column("select to_regnamespace('app')") == [nil])
        #expect(try await project.up().failure == nil)
        #expect(try await project.column("select n from app.b") == ["1"])
    }

    @Test func anEventThatWasLostIsWrittenAgain() async throws {
        let (project, proxy, keys) = try await prepared([
            "sql/01_a.sql": "create table a (n int);", "sql/02_v.sql": "vacuum a; vacuum a;",
        ])
        // The event after the first statement: the third transaction of events in this run.
        proxy.set(.before("progress"))
        let result = try await project.up(keys)
        #expect(proxy.cuts == 1)
        #expect(result.failure?.findings.map(\.message) == nil)
        #expect(
            try await project.events() == ["apply", "start", "progress", "start", "apply"])
    }

    @Test func aServerThatDoesNotComeBackLeavesTheOutcomeOpen() async throws {
        let (project, proxy, keys) = try await prepared([
            "sql/01_a.sql": "create table a (n int);", "sql/02_b.sql": "create table b ();",
        ])
        proxy.set(.onAnswer("COMMIT"))
        let interruption = Interruption()
        let stopping = Task {
            while proxy.cuts == 0 { try await Task.sleep(for: .milliseconds(1)) }
            proxy.stop()
            try await Task.sleep(for: .milliseconds(300))
            interruption.interrupt(signal: 2)
        }
        let result = try await project.with(keys, interruption: interruption) { operation, folder in
            try await operation.up(folder, UpOptions())
        }
        try await stopping.value
        // The proxy may have let a new connection through before it stopped.
        guard let failure = result.failure else { return }
        #expect(failure.findings.map(\.rule) == ["outcome-unknown"])
        #expect(failure.next == "tidemark status")
        #expect(ExitStatus(result) == .partial)
        #expect(try await project.up().outcomes.isEmpty)
    }

    @Test func allInOneTransaction() async throws {
        let (project, proxy, keys) = try await prepared([
            "sql/01_a.sql": "create table a (n int);", "sql/02_b.sql": "create table b ();",
            "sql/03_c.sql": "create table c ();",
        ])
        proxy.set(.onAnswer("COMMIT"))
        let result = try await project.up(keys) { $0.singleTransaction = true }
        #expect(result.failure?.findings.map(\.message) == nil)
        #expect(result.outcomes.count == 2)
        #expect(try await project.tables() == ["a", "b", "c"])
    }

    @Test func aDownThatLosesItsAnswer() async throws {
        let (project, proxy, keys) = try await prepared([
            "sql/01_a.sql": "create table a (n int);", "down/01_a_down.sql": "drop table a;",
        ])
        proxy.set(.onAnswer("COMMIT"))
        let result = try await project.down(.all, keys)
        #expect(proxy.cuts == 1)
        #expect(result.failure?.findings.map(\.message) == nil)
        #expect(try await project.tables().isEmpty)
        #expect(try await project.events() == ["apply", "revert"])
    }
}
