import Testing
import TidemarkTesting

/// `protected: true`: a question on a terminal, `--yes` elsewhere.
@Suite(.database) struct ProtectedTests {
    private func shell() throws -> Shell {
        let files = ["tidemark.yml": "environments:\n  prod:\n    protected: true\n"]
        return try Shell(twoMigrations.merging(files) { old, _ in old }, database: .current)
    }

    private func isApplied() async throws -> Bool {
        try await TestDatabase.current.query("select to_regclass('people')") != [[nil]]
    }

    @Test func offATerminalItNeedsYes() async throws {
        let shell = try shell()
        let refused = try await shell.tidemark("up", "--env", "prod")
        #expect(refused.code == 2, refused.said)
        #expect(refused.err.contains("prod is protected"), refused.said)
        #expect(refused.err.contains("--yes"), refused.said)
        #expect(refused.err.contains("state: nothing was changed"), refused.said)
        #expect(try await !isApplied())
        let accepted = try await shell.tidemark("up", "--env", "prod", "--yes")
        #expect(accepted.code == 0, accepted.said)
        #expect(try await isApplied())
    }

    @Test(arguments: [
        "down", "redo", "baseline 00", "repair --mark-applied 00",
    ])
    func everyCommandThatChangesAsks(_ line: String) async throws {
        let ended = try await shell().bash("tidemark \(line) --env prod")
        #expect(ended.code == 2, ended.said)
        #expect(ended.err.contains("[protected]"), ended.said)
    }

    @Test(arguments: ["status", "plan", "history", "doctor", "up --dry-run", "down --dry-run"])
    func lookingIsFree(_ line: String) async throws {
        let ended = try await shell().bash("tidemark \(line) --env prod")
        #expect(ended.code == 0, ended.said)
    }

    @Test(arguments: [
        ("y\n", true), ("yes\n", true), ("n\n", false), ("\n", false), ("\u{4}", false),
    ])
    func onATerminalItAsks(_ keys: String, _ goesOn: Bool) async throws {
        let ended = try await shell().terminal("tidemark up --env prod", keys: keys)
        #expect(ended.out.contains("prod is protected. Go on with up? [y/N]"), ended.said)
        #expect(ended.code == (goesOn ? 0 : 2), ended.said)
        #expect(try await isApplied() == goesOn)
    }

    @Test func ctrlCAtTheQuestionIs130() async throws {
        let ended = try await shell().terminal("tidemark up --env prod", keys: "\u{3}")
        #expect(ended.code == 130, ended.said)
        #expect(try await !isApplied())
    }
}
