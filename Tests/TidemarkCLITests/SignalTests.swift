import JSONText
import Glibc
import PostgresSession
import Reports
import Testing
import TidemarkTesting

/// Signals at moments when no migration is running yet, or none that can be waited for.
@Suite(.database) struct SignalTests {
    @Test(arguments: [(SIGINT, 130), (SIGTERM, 143), (SIGHUP, 129)] as [(Int32, Int32)])
    func whileItWaitsForAnotherRun(_ signal: Int32, _ code: Int32) async throws {
        let shell = try Shell(twoMigrations, database: .current)
        let text = try await stopped(shell, "tidemark up", by: signal, when: waiting)
        #expect(text.code == code, text.said)
        #expect(text.err.contains("[interrupted]"), text.said)
        #expect(text.err.contains("state: no migration was run"), text.said)
        let json = try await stopped(shell, "tidemark up --format json", by: signal, when: waiting)
        #expect(json.code == code, json.said)
        let value = try json.json()
        #expect(value["exitCode"]?.integer == Int(code), json.said)
        #expect(value["failure"]?["code"]?.string == "interrupted", json.said)
    }

    @Test func aClosedTerminalCancelsTheStatement() async throws {
        let shell = try Shell(["sql/00_a.sql": "select pg_sleep(60);\n"], database: .current)
        let ended = try await stopped(shell, "tidemark up", by: SIGHUP, when: sleeping)
        #expect(ended.code == 129, ended.said)
        #expect(ended.err.contains("stopped by SIGHUP while running 00_a"), ended.said)
        #expect(try await TestDatabase.current.query(sleeping).isEmpty)
    }

    @Test func underNohupAClosedTerminalStopsNothing() async throws {
        let shell = try Shell(["sql/00_a.sql": "select pg_sleep(1);\n"], database: .current)
        let ended = try await stopped(shell, "nohup tidemark up", by: SIGHUP, when: sleeping)
        #expect(ended.code == 0, ended.said)
    }

    private let sleeping = """
        select 1 from pg_stat_activity where datname = current_database() \
        and state = 'active' and query like 'select pg_sleep%'
        """
    private let waiting = """
        select 1 from pg_stat_activity where datname = current_database() \
        and (query like '%pg_try_advisory_lock%' or query like 'select a.pid, a.usename%') \
        and application_name = 'tidemark up'
        """

    /// Runs a line while another run holds the run lock, and sends the signal once a query gives a row.
    private func stopped(
        _ shell: Shell, _ line: String, by signal: Int32, when query: String
    ) async throws -> Ended {
        let session = try await TestDatabase.current.connect(applicationName: "somebody")
        if query == waiting {
            try await session.execute("select pg_advisory_lock(1953064037, 1835102827)")
        }
        async let ended = shell.bash("echo $$ > pid; exec \(line)")
        let limit = ContinuousClock.now + .seconds(120)
        while try await session.query(query).rows.isEmpty {
            try #require(ContinuousClock.now < limit, "\(line) never got so far")
            try await Task.sleep(for: .milliseconds(20))
        }
        let pid = try shell.directory.read("pid").prefix { $0.isNumber }
        kill(try #require(Int32(pid)), signal)
        let result = try await ended
        await session.close()
        return result
    }
}
