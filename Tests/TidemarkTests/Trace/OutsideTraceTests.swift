import Findings
import Migrations
import PostgresSession
import SQLText
import Synchronization
import Testing
import Tidemark
import TidemarkTesting

/// Statements that cannot run in a transaction, as a second session sees them.
@Suite(.database)
struct OutsideTraceTests {
    private static let table =
        "create table t (id int primary key, n int); insert into t values (1, 1);"

    @Test func anIndexBuiltConcurrentlyWaitsForOlderTransactions() async throws {
        let project = try Project(["sql/01_a.sql": "create index concurrently t_n on t (n);"])
        _ = try await project.database.execute(Self.table)
        let other = try await project.database.connect()
        try await other.execute("begin; insert into t values (2, 2)")
        async let outcome = project.traced()
        try await project.untilSomeoneWaits()
        try await Task.sleep(for: .milliseconds(100))
        try await other.execute("commit")
        let facts = try #require(try await outcome.traces.first?.facts)
        #expect(facts.isSampled)
        #expect(facts.lock(on: "public.t") == .shareUpdateExclusive)
        #expect(facts.shownBuilds == ["t_n on t"])
        #expect(facts.shownScans.isEmpty)
        #expect(facts.rewrites.isEmpty)
        #expect(facts.leftovers.isEmpty)
        #expect(facts.made.contains("public.t_n"))
        let wait = try #require(facts.waits.first { $0.blockers.contains(other.backendPID) })
        #expect(try #require(wait.waited) >= .milliseconds(50))
        await other.close()
    }

    @Test func aFailedBuildLeavesAnInvalidIndex() async throws {
        let project = try Project([
            "sql/01_a.sql": "create unique index concurrently t_n on t (n);"
        ])
        _ = try await project.database.execute(Self.table + "insert into t values (2, 1);")
        let outcome = try await project.traced()
        #expect(outcome.failure != nil)
        let trace = try #require(outcome.traces.first)
        #expect(trace.commandTag == nil)
        #expect(trace.facts?.leftovers == ["public.t_n"])
    }

    @Test func reindexConcurrentlyBuildsAnew() async throws {
        let project = try Project(["sql/01_a.sql": "reindex table concurrently t;"])
        _ = try await project.database.execute(Self.table)
        let facts = try #require(try await project.traced().traces.first?.facts)
        #expect(facts.builds.map(\.table) == ["public.t"])
        #expect(facts.reused.isEmpty)
    }

    @Test func vacuumFullRewrites() async throws {
        let project = try Project(["sql/01_a.sql": "vacuum full t;"])
        _ = try await project.database.execute(Self.table)
        let facts = try #require(try await project.traced().traces.first?.facts)
        #expect(facts.shownRewrites == ["t"])
        #expect(facts.shownBuilds == ["t_pkey on t"])
        #expect(facts.truncated.isEmpty)
    }

    @Test func aProcedureThatCommitsIsCounted() async throws {
        let project = try Project([
            "sql/01_a.sql": """
            create procedure fill() language plpgsql as $$ begin
              for i in 10..14 loop insert into t values (i); commit; end loop;
            end $$;
            -- tidemark: transaction none
            call fill();
            """
        ])
        _ = try await project.database.execute(Self.table)
        let outcome = try await project.traced()
        #expect(outcome.failure?.findings.map(\.message) == nil)
        let trace = try #require(outcome.traces.last)
        #expect(trace.commandTag == "CALL")
        #expect(trace.facts?.shownRows == ["t +5 ~0 -0"])
        #expect(trace.facts?.isSampled == true)
    }

    @Test func theMessageLevelIsGivenBack() async throws {
        let project = try Project([
            "sql/01_a.sql": """
            set client_min_messages = warning;
            create index concurrently t_n on t (n);
            do $$ begin raise notice 'hidden'; raise warning 'told'; end $$;
            """
        ])
        _ = try await project.database.execute(Self.table)
        let heard = Mutex<[String]>([])
        let outcome = try await project.traced { event in
            if case .notice(_, let notice) = event {
                heard.withLock { $0.append(notice.message) }
            }
        }
        #expect(outcome.failure == nil)
        #expect(heard.withLock(\.self) == ["told"])
    }
}

extension Project {
    /// Applies everything, looking at each statement.
    func traced(
        observe: @escaping @Sendable (RunEvent) -> Void = { _ in }
    ) async throws -> RunResult {
        try await with(observe: observe) { operation, folder in
            var options = UpOptions()
            options.allowExisting = true
            options.traces = true
            return try await operation.up(folder, options)
        }
    }

    /// Plans everything, runs it and rolls back.
    func rehearse(
        observe: @escaping @Sendable (RunEvent) -> Void = { _ in }
    ) async throws -> PlanResult {
        try await with(observe: observe) { operation, folder in
            try await operation.plan(
                folder, .up, to: .all, allowOutOfOrder: false, allowExisting: true, execute: true)
        }
    }

    func serverMajor() async throws -> Int {
        Int(try await column("show server_version_num").first?.flatMap { $0 } ?? "0").map {
            $0 / 10_000
        } ?? 0
    }

    /// Until a session of this database waits for a lock.
    func untilSomeoneWaits() async throws {
        for _ in 0..<1_000 {
            let waiting = try await column(
                """
                select count(*) from pg_locks l join pg_stat_activity a using (pid)
                where not l.granted and a.datname = current_database()
                """)
            if waiting != ["0"] { return }
            try await Task.sleep(for: .milliseconds(10))
        }
    }
}
