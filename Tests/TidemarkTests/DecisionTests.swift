import Configuration
import Findings
import Migrations
import PostgresSession
import Testing
import Tidemark
import TidemarkTesting

/// `baseline` and every kind of `repair`: they change history and nothing else.
@Suite(.database)
struct DecisionTests {
    @Test func baselineRecordsWithoutRunning() async throws {
        let project = try Project([
            "sql/01_a.sql": "create table a ();", "down/01_a_down.sql": "drop table a;",
            "sql/02_b.sql": "create table b ();", "sql/03_c.sql": "create table c ();",
        ])
        _ = try await project.database.execute("create table a (); create table b ()")
        let recorded = try await project.with { operation, folder in
            try await operation.baseline(folder, upTo: id("02_b"))
        }
        #expect(recorded.map(\.description) == ["01_a", "02_b"])
        #expect(try await project.events() == ["baseline", "baseline"])
        #expect(
            try await project.states() == ["01_a": .applied, "02_b": .applied, "03_c": .pending])
        let again = await refusal {
            try await project.with { operation, folder in
                try await operation.baseline(folder, upTo: id("03_c"))
            }
        }
        #expect(again?.findings.map(\.rule) == ["baseline"])
        #expect(try await project.up().outcomes.map(\.id.description) == ["03_c"])
        try project.write(["sql/01_a.sql": "create table a (n int);"])
        #expect(try await project.states()["01_a"] == .edited)
    }

    @Test func acceptEdit() async throws {
        let project = try Project(["sql/01_a.sql": "create table a ();"])
        try await project.up()
        let unfit = await refusal { try await project.repair(.acceptEdit(id("01_a"))) }
        #expect(unfit?.findings.map(\.rule) == ["repair"])
        try project.write(["sql/01_a.sql": "create table a (n int);"])
        #expect(await refusal { try await project.up() } != nil)
        try await project.repair(.acceptEdit(id("01_a")), note: "was run by hand")
        #expect(try await project.states() == ["01_a": .applied])
        #expect(try await project.up().outcomes.isEmpty)
        #expect(
            try await project.column("select note from tidemark.event where kind = 'repair'")
                == ["was run by hand"])
        #expect(
            try await project.column(
                "select count(*) from pg_attribute where attrelid = 'a'::regclass and attnum > 0")
                == ["0"])
    }

    @Test func acceptEditKeepsTheOrderOfApplication() async throws {
        let project = try Project(DownTests.three)
        try await project.up()
        try project.write(["sql/01_a.sql": "create table a (n int);"])
        try await project.repair(.acceptEdit(id("01_a")))
        #expect(try await project.down().outcomes.map(\.id.description) == ["03_c"])
        #expect(try await project.states()["02_b"] == .applied)
    }

    @Test func markAppliedAndMarkReverted() async throws {
        let project = try Project(DownTests.three)
        try await project.repair(.markApplied(id("01_a")))
        #expect(try await project.states()["01_a"] == .applied)
        #expect(await refusal { try await project.repair(.markApplied(id("01_a"))) } != nil)
        try await project.repair(.markReverted(id("01_a")))
        #expect(try await project.states()["01_a"] == .pending)
        #expect(await refusal { try await project.repair(.markReverted(id("01_a"))) } != nil)
        #expect(await refusal { try await project.repair(.markReverted(id("02_b"))) } != nil)
        #expect(try await project.tables().isEmpty)
        #expect(try await project.up { $0.allowExisting = true }.outcomes.count == 3)
    }

    @Test func markRevertedMendsAMissingFile() async throws {
        let project = try Project([
            "sql/01_a.sql": "create table a ();", "sql/02_b.sql": "select 1;",
        ])
        try await project.up()
        try project.remove("sql/01_a.sql")
        #expect(try await project.states()["01_a"] == .missing)
        try await project.repair(.markReverted(id("01_a")))
        #expect(try await project.states()["01_a"] == nil)
        #expect(try await project.up().failure == nil)
    }

    @Test func statementsDoneOfAPartialOne() async throws {
        let project = try Project([
            "sql/01_a.sql": """
            create table a (n int);
            create index concurrently i on a (n);
            select 1/0;
            create table b ();
            """,
            "down/01_a_down.sql": "drop table a, b;",
        ])
        try await project.up()
        #expect(try await project.history() == ["01_a": "partial 2/4"])
        #expect(await refusal { try await project.repair(.statementsDone(id("01_a"), 5)) } != nil)
        try await project.repair(.statementsDone(id("01_a"), 3))
        #expect(try await project.history() == ["01_a": "partial 3/4"])
        #expect(try await project.up().outcomes.map(\.resumedAfter) == [3])
        #expect(try await project.tables() == ["a", "b"])
    }

    @Test func statementsDoneAllAndNone() async throws {
        let files = [
            "sql/01_a.sql":
                "create table a (n int); create index concurrently i on a (n); select 1/0;",
            "down/01_a_down.sql": "drop table a;",
        ]
        let project = try Project(files)
        try await project.up()
        try await project.repair(.statementsDone(id("01_a"), 3))
        #expect(try await project.history() == ["01_a": "applied"])
        #expect(try await project.states() == ["01_a": .applied])
        try project.remove("down/01_a_down.sql")
        #expect(try await project.down().failure == nil)
        #expect(try await project.tables().isEmpty)
        try await project.up()
        try await project.repair(.statementsDone(id("01_a"), 0))
        #expect(try await project.states() == ["01_a": .pending])
    }

    @Test func severalDecisionsAreAllRecordedOrNone() async throws {
        let project = try Project(DownTests.three)
        let failure = await refusal {
            try await project.repair([.markApplied(id("01_a")), .markReverted(id("02_b"))])
        }
        #expect(failure?.findings.map(\.rule) == ["repair"])
        #expect(try await project.column("select to_regnamespace('tidemark')") == [nil])
        let twice = await refusal {
            try await project.repair([.markApplied(id("01_a")), .markReverted(id("01_a"))])
        }
        #expect(twice?.findings.first?.message.contains("named twice") == true)
        try await project.repair([.markApplied(id("01_a")), .markApplied(id("02_b"))])
        #expect(
            try await project.states() == ["01_a": .applied, "02_b": .applied, "03_c": .pending])
    }

    @Test func aDecisionThatCannotBeReadLeavesNothing() async throws {
        let project = try Project([
            "sql/01_a.sql": "create table a ();", "sql/02_b.sql": "select $$;",
        ])
        let failure = await refusal {
            try await project.with { operation, folder in
                try await operation.baseline(folder, upTo: id("02_b"))
            }
        }
        #expect(failure?.findings.map(\.rule) == ["unterminated-dollar-quote"])
        #expect(try await project.column("select to_regnamespace('tidemark')") == [nil])
    }

    @Test func aDecisionKeepsTheDownThatHistoryHas() async throws {
        let project = try Project(DownTests.three)
        try await project.up()
        try project.remove("down/03_c_down.sql")
        try project.write(["sql/03_c.sql": "create table c (n int);"])
        try await project.repair(.acceptEdit(id("03_c")))
        #expect(try await project.down().failure == nil)
        #expect(try await project.tables() == ["a", "b"])
    }

    @Test func decisionsAreRefusedWhereNothingIsWritten() async throws {
        let project = try Project(DownTests.three)
        let readOnly = project.database.conninfo + " options='-c default_transaction_read_only=on'"
        for decide in [Repair.markApplied(id("01_a")), nil] {
            let failure = await refusal {
                try await project.with([.db: readOnly]) { operation, folder in
                    if let decide {
                        try await operation.repair(folder, [decide], note: nil)
                    } else {
                        _ = try await operation.baseline(folder, upTo: id("01_a"))
                    }
                }
            }
            #expect(failure?.findings.map(\.rule) == ["read-only"])
        }
        #expect(try await project.column("select to_regnamespace('tidemark')") == [nil])
    }
}
