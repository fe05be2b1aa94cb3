import PostgresSession
import SQLText
import Testing
import TidemarkTesting

/// The table against statements that run in no transaction, seen from outside while a blocker holds
/// them up.
@Suite(.database) struct ConcurrentLockTests {
    @Test(arguments: LockCase.concurrent)
    func locksOfWhatRunsAlone(_ lockCase: LockCase) async throws {
        let blocker = try await TestDatabase.current.connect()
        guard blocker.serverVersion >= lockCase.since * 10_000 else { return }
        try await prepare(blocker)
        let observer = try await LockObserver.of(blocker)
        let predicted = LockTable.locks(of: Statement(text: lockCase.statement))
        #expect(predicted == lockCase.locks)

        let blocked = blockingLock(lockCase, observer)
        try await blocker.execute("begin; lock table \(blocked)")
        let runner = try await TestDatabase.current.connect()
        async let outcome = runner.execute(lockCase.statement)
        let watcher = try await TestDatabase.current.connect()
        let seen = try await watch(runner.backendPID, for: predicted, observer, by: watcher)
        try await blocker.execute("rollback")
        _ = try await outcome

        for relation in seen.keys where seen[relation, default: .accessShare] > .rowExclusive {
            let listed = Set(observer.owners(of: relation)).union([relation])
                .intersection(lockCase.others.union(predicted.map(\.relation).map(bare)))
            #expect(!listed.isEmpty, "not predicted: \(relation)")
        }
        for lock in predicted { #expect(seen[bare(lock.relation)] == lock.mode) }
    }

    /// A detach that was interrupted is finished by a statement that may run in a transaction.
    @Test func locksOfFinishingADetach() async throws {
        let blocker = try await TestDatabase.current.connect()
        try await prepare(blocker)
        let observer = try await LockObserver.of(blocker)
        try await blocker.execute("begin; lock table queue_1 in access share mode")
        let runner = try await TestDatabase.current.connect()
        await #expect(throws: SessionError.self) {
            try await runner.execute("set lock_timeout = 100")
            try await runner.execute("alter table queue detach partition queue_1 concurrently")
        }
        try await blocker.execute("rollback")

        let finish = "alter table queue detach partition queue_1 finalize"
        try await runner.execute("begin")
        try await runner.execute(finish)
        let seen = try await observer.locks(of: runner.backendPID, seenBy: runner)
        for lock in LockTable.locks(of: Statement(text: finish)) {
            #expect(seen[lock.relation] == lock.mode)
        }
        #expect(LockTable.locks(of: Statement(text: finish)).count == 2)
        try await runner.execute("rollback")
    }

    private func prepare(_ session: Session) async throws {
        try await session.execute(
            lockFixture + """
                create table queue (id int) partition by list (id);
                create table queue_1 partition of queue for values in (1);
                """)
    }

    /// A lock that stops the statement where its strongest one is held or asked for.
    ///
    /// CONCURRENTLY waits for writers once it has its lock; anything else waits for its lock.
    private func blockingLock(_ lockCase: LockCase, _ observer: LockObserver) -> String {
        let strongest = lockCase.locks.max { $0.mode < $1.mode }
        let relation = bare(strongest?.relation ?? "")
        let table = observer.owners(of: relation).first { !$0.hasPrefix("queue") } ?? relation
        switch strongest?.mode {
        case .accessExclusive: return "\(table) in access share mode"
        case .shareUpdateExclusive where !lockCase.statement.contains("concurrently"):
            return "\(table) in share update exclusive mode"
        default: return "\(table) in row exclusive mode"
        }
    }

    /// Polls until every predicted lock is held or waited for, ten seconds at most.
    private func watch(
        _ pid: Int32, for predicted: [PredictedLock], _ observer: LockObserver, by watcher: Session
    ) async throws -> [String: LockMode] {
        var seen: [String: LockMode] = [:]
        for _ in 0..<500 {
            let now = try await observer.locks(of: pid, seenBy: watcher)
            seen.merge(now) { max($0, $1) }
            if predicted.allSatisfy({ seen[bare($0.relation)] == $0.mode }) { break }
            try await Task.sleep(for: .milliseconds(20))
        }
        return seen
    }

    private func bare(_ name: String) -> String {
        name.hasPrefix("public.") ? String(name.dropFirst(7)) : name
    }
}
