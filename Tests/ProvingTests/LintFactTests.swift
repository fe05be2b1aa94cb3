import Migrations
import PostgresSession
import Proving
import SQLText
import Testing
import TidemarkTesting

/// What the rules stand on, seen on a server: the lock, the rewrite, the scan, the error.
@Suite(.database) struct LintFactTests {
    @Test(arguments: LintRule.all.map(\.id))
    func theServerDoesWhatTheRuleSays(_ id: String) async throws {
        let rule = try #require(LintRule.named(id))
        let facts = rule.examples.facts.filter(\.isSeen)
        guard !facts.isEmpty else { return }
        let session = try await TestDatabase.current.connect()
        let isMeant = rule.versions.contains(session.serverVersion / 10_000)
        for text in rule.examples.bad {
            let wrong = try #require(try lint(rule, text).statements.keys.min())
            let seen = try await watch(text, of: rule, session)
            #expect(seen[wrong]?.shows(all: facts) == isMeant, "\(text): \(seen)")
        }
        for text in rule.examples.good {
            let seen = try await watch(text, of: rule, session)
            for (index, statement) in seen {
                #expect(statement.error == nil, "\(text): \(statement)")
                #expect(!statement.shows(all: facts), "\(index) of \(text): \(statement)")
            }
        }
        await session.close()
    }

    /// Runs a script in its transactions in a schema of its own, up to the first statement that fails.
    private func watch(
        _ text: String, of rule: LintRule, _ session: Session
    ) async throws -> [Int: LintObservation] {
        try await session.execute(
            "rollback; drop schema if exists public cascade; create schema public")
        try await session.execute("reset all")
        if !rule.examples.setup.isEmpty { try await session.execute(rule.examples.setup) }
        let script = try example(text, named: "example.sql").script.get()
        var seen: [Int: LintObservation] = [:]
        for segment in script.segments {
            if segment.kind == .transaction { try await session.execute("begin") }
            for index in segment.statements {
                let one = try await LintObservation.of(
                    script.statements[index].statement.text, rule.examples.facts, session)
                seen[index] = one
                guard one.error == nil else { return seen }
            }
            if segment.kind == .transaction { try await session.execute("commit") }
        }
        return seen
    }
}
