import Findings
import Migrations
import Testing
import Tidemark
import TidemarkTesting

/// `redo` applies again what it reverted: all of it, nothing else, and nothing is reverted that cannot be.
@Suite(.database)
struct RedoTests {
    @Test func otherPendingOnesStayPending() async throws {
        let project = try Project(DownTests.three)
        try project.remove("sql/02_b.sql")
        try await project.up()
        try project.write(["sql/02_b.sql": "create table b ();"])
        let results = try await project.redo()
        #expect(results.map { $0.outcomes.map(\.id.description) } == [["03_c"], ["03_c"]])
        #expect(
            try await project.states()
                == ["01_a": .applied, "02_b": .outOfOrder, "03_c": .applied])
        #expect(try await project.tables() == ["a", "c"])
    }

    @Test func whatRanLateTakesTheOthersAlong() async throws {
        let project = try Project(DownTests.three)
        try project.remove("sql/02_b.sql")
        try await project.up()
        try project.write(["sql/02_b.sql": "create table b ();"])
        try await project.up { $0.allowOutOfOrder = true }
        let results = try await project.redo(2)
        #expect(
            results.map { $0.outcomes.map(\.id.description) } == [
                ["02_b", "03_c"], ["02_b", "03_c"],
            ])
        #expect(try await project.states().values.allSatisfy { $0 == .applied })
    }

    @Test(arguments: [
        ("sql/01_a.sql", "create table a (n int);", "edited"),
        ("sql/03_c.sql", "create table c (n int;", "unclosed-parenthesis"),
        ("sql/03_c.sql", "create table c (n int); commit;", "transaction-control"),
    ])
    func theWayUpIsLookedAtFirst(_ file: String, _ text: String, _ rule: String) async throws {
        let project = try Project(DownTests.three)
        try await project.up()
        try project.write([file: text])
        let failure = await refusal { try await project.redo() }
        #expect(failure?.findings.map(\.rule) == [rule])
        #expect(failure?.databaseState == "nothing was changed")
        #expect(try await project.tables() == ["a", "b", "c"])
        #expect(try await project.events() == ["apply", "apply", "apply"])
    }

    @Test func withoutItsFileNothingIsReverted() async throws {
        let project = try Project(DownTests.three)
        try await project.up()
        try project.remove("sql/03_c.sql")
        let failure = await refusal { try await project.redo() }
        #expect(failure?.findings.map(\.rule) == ["missing"])
        #expect(try await project.tables() == ["a", "b", "c"])
    }

    @Test func aDownThatStoppedPartWayIsFinishedAndAppliedAgain() async throws {
        let project = try Project([
            "sql/01_a.sql": "create table a (n int);\ncreate index i on a (n);",
            "down/01_a_down.sql": "drop index concurrently i;\nselect 1/0;\ndrop table a;",
        ])
        try await project.up()
        try await project.down(allowDataLoss: true)
        #expect(try await project.history() == ["01_a": "partial 1/3"])
        try project.write(["down/01_a_down.sql": "drop index concurrently i;\ndrop table a;"])
        let results = try await project.redo()
        #expect(results.compactMap(\.failure).isEmpty)
        #expect(try await project.states() == ["01_a": .applied])
    }
}
