import PostgresSession
import SQLText
import Testing
import TidemarkTesting

/// The table against what a real server locks, statement by statement, each in a transaction.
@Suite(.database) struct LockTableTests {
    @Test func locksOfAlterTable() async throws { try await check(LockCase.alterTable) }
    @Test func locksOfOtherAlter() async throws { try await check(LockCase.alterOther) }
    @Test func locksOfCreate() async throws { try await check(LockCase.create) }
    @Test func locksOfDropAndUpkeep() async throws { try await check(LockCase.dropAndMaintain) }
    @Test func locksOfQueries() async throws { try await check(LockCase.queries) }

    /// What is predicted is what the server takes, and the server takes nothing more of
    /// ShareUpdateExclusiveLock or stronger, but what belongs to a locked relation or is listed.
    private func check(_ cases: [LockCase]) async throws {
        let session = try await TestDatabase.current.connect()
        try await session.execute(lockFixture)
        let observer = try await LockObserver.of(session)
        for lockCase in cases where session.serverVersion >= lockCase.since * 10_000 {
            let predicted = LockTable.locks(of: Statement(text: lockCase.statement))
            #expect(predicted == lockCase.locks, "\(lockCase)")
            var expected: [String: LockMode] = [:]
            for lock in predicted {
                let relation = try await observer.relation(named: lock.relation, seenBy: session)
                if let relation { expected[relation] = lock.mode }
            }
            try await session.execute("begin")
            do {
                try await session.execute(lockCase.statement)
                let taken = try await observer.locks(of: session.backendPID, seenBy: session)
                compare(taken, expected, lockCase, observer)
            } catch {
                Issue.record(error, "\(lockCase)")
            }
            try await session.execute("rollback")
        }
    }

    private func compare(
        _ taken: [String: LockMode], _ expected: [String: LockMode], _ lockCase: LockCase,
        _ observer: LockObserver
    ) {
        for (relation, mode) in expected {
            #expect(taken[relation] == mode, "\(relation): \(lockCase)")
        }
        let strong = taken.filter { $0.value >= .shareUpdateExclusive }
        let listed = lockCase.others.union(expected.keys)
        for relation in strong.keys where listed.isDisjoint(with: observer.owners(of: relation)) {
            #expect(listed.contains(relation), "not predicted: \(relation): \(lockCase)")
        }
        for relation in lockCase.others {
            #expect(strong[relation] != nil, "listed in vain: \(relation): \(lockCase)")
        }
    }
}
