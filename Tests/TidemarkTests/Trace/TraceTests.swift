import Findings
import Migrations
import PostgresSession
import SQLText
import Synchronization
import Testing
import Tidemark
import TidemarkTesting

/// What a server shows of each statement, against the table of what migrations do to locks and files.
@Suite(.database)
struct TraceTests {
    @Test(arguments: TraceCase.all)
    func aStatementShowsWhatItDoes(_ one: TraceCase) async throws {
        let project = try Project(["sql/01_a.sql": "\(one.before)\n\(one.statement);\n"])
        guard try await project.serverMajor() >= one.since else { return }
        _ = try await project.database.execute(one.setup)
        let plan = try await project.rehearse()
        #expect(plan.failure?.findings.map(\.message) == nil)
        let facts = try #require(plan.rehearsal?.statements.last?.facts)
        #expect(facts.shownLocks == one.locks.sorted())
        #expect(facts.shownRewrites == one.rewrites)
        #expect(facts.shownTruncated == one.truncated)
        #expect(facts.shownScans == one.scans)
        #expect(facts.shownBuilds == one.builds)
        #expect(facts.shownReused == one.reused)
        #expect(facts.shownRows == one.rows)
        if let proof = one.proof {
            #expect(facts.proofs.contains { $0.contains(proof) }, "\(facts.proofs)")
        } else {
            #expect(facts.proofs.isEmpty)
        }
    }

    @Test func aScriptsOwnMessageLevelChangesNothing() async throws {
        let project = try Project([
            "sql/01_a.sql": """
            do $$ begin raise notice 'first'; end $$;
            set client_min_messages = warning;
            do $$ begin raise notice 'hidden'; raise warning 'second'; end $$;
            alter table t alter n type bigint;
            select set_config('client_min_messages', 'error', false);
            alter table t alter n type int;
            reset client_min_messages;
            do $$ begin raise notice 'third'; end $$;
            alter table t alter n set not null;
            """
        ])
        _ = try await project.database.execute("create table t (n int)")
        let heard = Mutex<[String]>([])
        let plan = try await project.rehearse { event in
            if case .notice(_, let notice) = event {
                heard.withLock { $0.append(notice.message) }
            }
        }
        #expect(plan.failure?.findings.map(\.message) == nil)
        #expect(heard.withLock(\.self) == ["first", "second", "third"])
        let facts = (plan.rehearsal?.statements ?? []).compactMap(\.facts)
        #expect(facts.map(\.shownRewrites) == [[], [], ["t"], [], ["t"], [], []])
        #expect(facts.last?.shownScans == ["t verify"])
    }

    @Test func whatTheMigrationMadeKeepsNobodyWaiting() async throws {
        let project = try Project([
            "sql/01_a.sql": "create table a (id int primary key);\nalter table a add n serial;",
            "sql/02_b.sql": "alter table a alter n type bigint;",
        ])
        let plan = try await project.rehearse()
        let facts = (plan.rehearsal?.statements ?? []).compactMap(\.facts)
        #expect(facts.map { $0.made.contains("public.a") } == [true, true, false])
        // All of a rehearsal is one transaction; by itself the second migration would lock the table.
        #expect(facts.map(\.shownLocks) == [[], [], ["a: AccessExclusiveLock"]])
        #expect(facts[1].rewrites == ["public.a"])
        #expect(facts[2].shownRewrites == ["a"])
        #expect(facts[2].held.isEmpty)
    }

    @Test func aLockIsHeldThroughWhatFollows() async throws {
        let project = try Project([
            "sql/01_a.sql":
                "alter table t add c int;\nalter table t add check (id > 0);\ninsert into t values (1);"
        ])
        _ = try await project.database.execute("create table t (id int)")
        let plan = try await project.rehearse()
        let facts = (plan.rehearsal?.statements ?? []).compactMap(\.facts)
        #expect(facts[0].held.isEmpty)
        #expect(facts[1].held.map(\.relation) == ["public.t"])
        #expect(facts[1].locks.isEmpty)
        #expect(facts[1].shownScans == ["t verify"])
        #expect(facts[2].shownRows == ["t +1 ~0 -0"])
    }

    @Test func whatWasUndoneIsNotCounted() async throws {
        let project = try Project([
            "sql/01_a.sql": """
            savepoint s; alter table t alter n type bigint; rollback to s;
            alter table t add c int;
            do $$ begin
              begin alter table t alter n type bigint; raise exception 'no'; exception when others then null; end;
            end $$;
            alter table t add d int;
            """
        ])
        _ = try await project.database.execute("create table t (n int)")
        let plan = try await project.rehearse()
        let facts = (plan.rehearsal?.statements ?? []).compactMap(\.facts)
        #expect(plan.failure?.findings.map(\.message) == nil)
        // The DO block rewrote the table and then undid it: the time went all the same.
        #expect(facts.map(\.shownRewrites) == [["t"], [], ["t"], []])
    }

    @Test func anEarlierTransactionIsNotCounted() async throws {
        let project = try Project([
            "sql/01_a.sql": "create table t (n int);\ninsert into t select generate_series(1, 9);",
            "sql/02_b.sql": "select count(*) from t;\nalter table t add c int;",
            "sql/03_c.sql": "alter table t drop c;\ninsert into t values (1);\ndrop table t;",
        ])
        let facts = try await project.traced().traces.suffix(3).compactMap(\.facts)
        #expect(facts.map(\.shownScans) == [[], [], []])
        #expect(facts.map(\.shownRows) == [[], ["t +1 ~0 -0"], []])
    }

    @Test func eachOfManyMigrationsBeginsAnew() async throws {
        var files = ["sql/001_t.sql": "create table t (n int);\ninsert into t values (1);"]
        for number in 1...30 {
            files["sql/\(100 + 2 * number)_a.sql"] = "select count(*) from t;"
            files["sql/\(101 + 2 * number)_b.sql"] = "alter table t add c\(number) int;"
        }
        let facts = try await Project(files).traced().traces.dropFirst(2).compactMap(\.facts)
        let expected = (1...30).flatMap { _ in [["t query"], []] }
        #expect(facts.map(\.shownScans) == expected)
    }

    @Test func theIsolationLevelMayComeFirst() async throws {
        let project = try Project([
            "sql/01_a.sql": """
            lock table t;
            set transaction isolation level serializable;
            insert into t select count(*) from t;
            """
        ])
        _ = try await project.database.execute("create table t (n int)")
        let outcome = try await project.traced()
        #expect(outcome.failure?.findings.map(\.message) == nil)
        #expect(outcome.traces.map(\.number) == [3])
        #expect(outcome.traces.first?.facts?.shownRows == ["t +1 ~0 -0"])
    }

    @Test func namesAreQuotedAndFoundInEverySchema() async throws {
        let project = try Project([
            "sql/01_a.sql": "alter table \"S 1\".\"T\" alter n type bigint;"
        ])
        _ = try await project.database.execute(
            """
            create schema "S 1"; create table "S 1"."T" (n int); create table "T" (n int);
            """)
        let plan = try await project.rehearse()
        let facts = try #require(plan.rehearsal?.statements.first?.facts)
        #expect(facts.rewrites == ["\"S 1\".\"T\""])
        #expect(facts.lock(on: "\"S 1\".\"T\"") == .accessExclusive)
    }

    @Test func theLogGrowsWithWhatIsWritten() async throws {
        let project = try Project([
            "sql/01_a.sql": "alter table t add c int;\nalter table t alter n type bigint;"
        ])
        _ = try await project.database.execute(
            "create table t (n int); insert into t select generate_series(1, 20000)")
        let plan = try await project.rehearse()
        let bytes = (plan.rehearsal?.statements ?? []).compactMap { $0.facts?.walBytes }
        #expect(bytes.count == 2)
        // Other sessions of the server write too, so nothing is said of the first.
        #expect(bytes[1] > 500_000)
    }
}
