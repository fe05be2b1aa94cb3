import Configuration
import Findings
import Migrations
import PostgresSession
import Synchronization
import Testing
import Tidemark
import TidemarkTesting

@Suite(.database)
struct DownTests {
    static let three: [String: String] = [
        "sql/01_a.sql": "create table a ();", "down/01_a_down.sql": "drop table a;",
        "sql/02_b.sql": "create table b ();", "down/02_b_down.sql": "drop table b;",
        "sql/03_c.sql": "create table c ();", "down/03_c_down.sql": "drop table c;",
    ]

    @Test func oneThenToAVersionThenAll() async throws {
        let project = try Project(Self.three)
        try await project.up()
        #expect(try await project.down().outcomes.map(\.id.description) == ["03_c"])
        #expect(try await project.tables() == ["a", "b"])
        try await project.up()
        let to = try await project.with { operation, folder in
            try await operation.findApplied("1", folder)
        }
        #expect(try await project.down(to).outcomes.map(\.id.description) == ["03_c", "02_b"])
        #expect(try await project.tables() == ["a"])
        try await project.up()
        #expect(try await project.down(.all).outcomes.count == 3)
        #expect(try await project.tables().isEmpty)
        #expect(
            try await project.states() == ["01_a": .pending, "02_b": .pending, "03_c": .pending])
        #expect(try await project.down().outcomes.isEmpty)
    }

    @Test func theOrderIsThatOfApplicationReversed() async throws {
        var files = Self.three
        let late = files.removeValue(forKey: "sql/01_a.sql")
        files["down/01_a_down.sql"] = nil
        let project = try Project(files)
        try await project.up()
        try project.write([
            "sql/01_a.sql": late ?? "", "down/01_a_down.sql": "drop table a;",
        ])
        try await project.up { $0.allowOutOfOrder = true }
        let result = try await project.down(.all)
        #expect(result.outcomes.map(\.id.description) == ["01_a", "03_c", "02_b"])
    }

    @Test func redoRevertsAndAppliesAgain() async throws {
        let project = try Project(Self.three)
        try await project.up()
        let results = try await project.redo(2)
        #expect(results.map(\.direction) == [.down, .up])
        #expect(
            results.map { $0.outcomes.map(\.id.description) } == [
                ["03_c", "02_b"], ["02_b", "03_c"],
            ])
        #expect(
            try await project.events() == [
                "apply", "apply", "apply", "revert", "revert", "apply", "apply",
            ])
    }

    @Test func redoThatFailsOnTheWayUpSaysSo() async throws {
        let project = try Project(Self.three)
        try await project.up()
        try project.write(["sql/03_c.sql": "create table c (); select 1/0;"])
        let results = try await project.redo()
        #expect(results.count == 2)
        #expect(results[0].failure == nil)
        #expect(results[1].failure?.server?.sqlState == "22012")
        #expect(ExitStatus(results) == .partial)
        #expect(try await project.tables() == ["a", "b"])
    }

    @Test func aPartialDownIsNamedAndResumes() async throws {
        let project = try Project([
            "sql/01_a.sql": "create table a (n int); create index i on a (n); create table b ();",
            "down/01_a_down.sql":
                "drop index concurrently i;\nselect 1;\ndrop index concurrently j;\ndrop table a, b;",
        ])
        try await project.up()
        let result = try await project.down(allowDataLoss: true)
        #expect(result.failure?.code == .failed)
        #expect(try await project.history() == ["01_a": "partial 2/4"])
        #expect(ExitStatus(result) == .partial)
        #expect(
            result.failure?.databaseState.contains("statements 1 to 2 of 4 of 01_a are reverted")
                == true)
        let refused = await refusal { try await project.up() }
        #expect(refused?.findings.map(\.rule) == ["interrupted"])
        try project.write([
            "down/01_a_down.sql": "drop index concurrently i;\nselect 1;\ndrop table a, b;"
        ])
        let second = try await project.down()
        #expect(second.failure == nil)
        #expect(second.outcomes.map(\.resumedAfter) == [2])
        #expect(try await project.tables().isEmpty)
        #expect(try await project.history() == ["01_a": "reverted"])
    }

    @Test func theTextInHistoryServesWhenTheFileIsGone() async throws {
        let project = try Project(Self.three)
        try await project.up()
        try project.remove("down/03_c_down.sql")
        let result = try await project.down()
        #expect(result.failure == nil)
        #expect(result.findings.contains { $0.rule == "down-from-history" })
        #expect(result.outcomes.first?.file == nil)
        #expect(try await project.tables() == ["a", "b"])
    }

    @Test func theTextInHistoryServesWhenBothFilesAreGone() async throws {
        let project = try Project(Self.three)
        try await project.up()
        try project.remove("sql/03_c.sql")
        try project.remove("down/03_c_down.sql")
        #expect(try await project.down().failure == nil)
        #expect(try await project.tables() == ["a", "b"])
    }

    @Test func aDifferentDownIsRunWithAWarning() async throws {
        let project = try Project(Self.three)
        try await project.up()
        try project.write(["down/03_c_down.sql": "drop table if exists c;"])
        let result = try await project.down()
        #expect(result.findings.filter { $0.rule == "down-differs" }.map(\.severity) == [.warning])
        #expect(try await project.tables() == ["a", "b"])
    }

    @Test func aStoredDownWithCopyDataNeedsItsFile() async throws {
        let project = try Project([
            "sql/01_a.sql": "create table a (n int);",
            "down/01_a_down.sql": "copy a from stdin;\n1\n\\.\ndrop table a;",
        ])
        try await project.up()
        try project.remove("down/01_a_down.sql")
        let failure = await refusal { try await project.down(allowDataLoss: true) }
        #expect(failure?.findings.map(\.rule) == ["down-needs-file"])
        #expect(try await project.tables() == ["a"])
    }

    @Test func irreversibleAndMissingDownsAreRefused() async throws {
        let project = try Project([
            "sql/01_a.sql": "create table a ();",
            "sql/02_b.sql": "-- tidemark: irreversible the mails are sent\ncreate table b ();",
            "down/02_b_down.sql": "drop table b;",
            "sql/03_c.sql": "create table c ();",
            "down/03_c_down.sql": "-- tidemark: irreversible no way\nselect 1;",
        ])
        try await project.up()
        let first = await refusal { try await project.down() }
        #expect(first?.findings.map(\.rule) == ["irreversible"])
        #expect(first?.findings.first?.message.contains("no way") == true)
        try project.write(["down/03_c_down.sql": "drop table c;"])
        let two = await refusal { try await project.down(.count(2)) }
        #expect(two?.findings.first?.message.contains("the mails are sent") == true)
        let all = await refusal { try await project.down(.all) }
        #expect(all?.findings.map(\.rule).contains("no-down") == true)
        #expect(try await project.tables() == ["a", "b", "c"])
        #expect(try await project.down().failure == nil)
    }

    @Test func irreversibleWithoutADownGivesItsReason() async throws {
        let project = try Project([
            "sql/01_a.sql": "create table a ();", "down/01_a_down.sql": "drop table a;",
            "sql/02_b.sql": "create table b ();\n  -- tidemark: irreversible the mails are sent\n",
        ])
        try await project.up()
        let said = "02_b cannot be reverted: the mails are sent"
        let first = await refusal { try await project.down(.all) }
        #expect(first?.findings.map(\.rule) == ["irreversible"])
        #expect(first?.findings.first?.message == said)
        let place = Location(file: project.path("sql/02_b.sql"), line: 2, column: 3)
        #expect(first?.findings.first?.location == place)
        #expect(first.map { ExitStatus($0) } == .checkFailed)
        #expect(try await project.plan(.down).refusals == first?.findings)

        // From history, when the checkout no longer has the file.
        try project.remove("sql/02_b.sql")
        let second = await refusal { try await project.down() }
        #expect(second?.findings.map(\.message) == [said])
        let kept = Location(file: "history:02_b", line: 2, column: 3)
        #expect(second?.findings.first?.location == kept)
        #expect(try await project.tables() == ["a", "b"])
    }

    @Test func irreversibleIsFoundInATemplateWithoutItsValues() async throws {
        let project = try Project([
            "sql/01_a.sql": """
            -- tidemark: template env
            create table a as select '${X}' as x;
            -- tidemark: irreversible it was mailed
            """
        ])
        try await project.up(variables: ["X": "two\nlines"])
        let failure = await refusal { try await project.down() }
        #expect(failure?.findings.first?.message == "01_a cannot be reverted: it was mailed")
        #expect(failure?.findings.first?.location?.line == 3)
    }

    @Test func aVersionThatIsNotAppliedIsNoTarget() async throws {
        let project = try Project(Self.three)
        try await project.up { $0.target = .count(1) }
        let failure = await refusal {
            try await project.with { operation, folder in
                try await operation.findApplied("3", folder)
            }
        }
        #expect(failure?.findings.map(\.rule) == ["not-applied"])
    }

    @Test func aDownInAnotherCheckoutIsTheSame() async throws {
        let project = try Project([
            "sql/01_a.sql": "create table a ();", "down/01_a_down.sql": "drop table\r\n a;\r\n",
        ])
        try await project.up()
        try project.write(["down/01_a_down.sql": "drop table\n a;\n"])
        #expect(try await project.down().findings.isEmpty)
    }

    @Test func theCountIsTriedAgainWhenALockIsNotObtained() async throws {
        let project = try Project(Self.three)
        try await project.up()
        let blocker = try await project.database.connect()
        try await blocker.execute("begin; lock table c in access share mode")
        let retries = Mutex(0)
        let unblocking = Task {
            while retries.withLock({ $0 }) < 2 { try await Task.sleep(for: .milliseconds(20)) }
            try await blocker.execute("commit")
        }
        let result = try await project.with(
            [.lockTimeout: "100ms", .lockAttempts: "100"],
            observe: { event in
                if case .retrying = event { retries.withLock { $0 += 1 } }
            }
        ) { operation, folder in
            await operation.down(try await operation.planDown(folder, DownOptions()))
        }
        try await unblocking.value
        #expect(result.failure == nil)
        #expect(try await project.tables() == ["a", "b"])
        await blocker.close()
    }
}
