import SQLText
import PostgresSession
import Testing
import TidemarkTesting

@Suite(.database) struct LockModeTests {
    /// Every pair of modes, as two sessions take them.
    @Test func conflictsAreThoseOfTheServer() async throws {
        let first = try await TestDatabase.current.connect()
        let second = try await TestDatabase.current.connect()
        try await first.execute("create table t ()")
        for held in LockMode.allCases {
            try await first.execute("begin; lock table t in \(held.words) mode")
            var refused: [LockMode] = []
            for wanted in LockMode.allCases where await isRefused(wanted, second) {
                refused.append(wanted)
            }
            #expect(held.conflicts == refused, "\(held)")
            try await first.execute("rollback")
        }
        await first.close()
        await second.close()
    }

    private func isRefused(_ mode: LockMode, _ session: Session) async -> Bool {
        var state: String?
        do {
            try await session.execute("begin; lock table t in \(mode.words) mode nowait")
        } catch {
            state = error.sqlState
        }
        _ = try? await session.execute("rollback")
        return state == SQLState.lockNotAvailable
    }
}

extension LockMode {
    /// As LOCK TABLE has it.
    fileprivate var words: String {
        var words = ""
        for character in rawValue.dropLast("Lock".count) {
            if character.isUppercase, !words.isEmpty { words += " " }
            words.append(character)
        }
        return words
    }
}
