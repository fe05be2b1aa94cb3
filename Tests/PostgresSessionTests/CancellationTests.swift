import PostgresSession
import Testing
import TidemarkTesting

@Suite(.database) struct CancellationTests {
    let session: Session

    init() async throws {
        session = try await TestDatabase.current.connect()
    }

    @Test(.timeLimit(.minutes(20))) func cancelFromAnotherTask() async throws {
        let sleeping = Task { try await session.execute("select pg_sleep(60)") }
        try await waitUntilRunning()
        session.cancel()
        let error = await #expect(throws: SessionError.self) { try await sleeping.value }
        #expect(error?.code == .cancelled)
        #expect(error?.sqlState == SQLState.queryCanceled)
        #expect(try await session.query("select 1").scalar == "1")
    }

    @Test(.timeLimit(.minutes(20))) func cancellingTheTaskCancelsTheStatement() async throws {
        let sleeping = Task { try await session.query("select pg_sleep(60)") }
        try await waitUntilRunning()
        sleeping.cancel()
        let error = await #expect(throws: SessionError.self) { try await sleeping.value }
        #expect(error?.code == .cancelled)
        #expect(error?.sqlState == SQLState.queryCanceled)
        #expect(try await session.query("select 1").scalar == "1")
    }

    @Test func aCancelledTaskSendsNothingUnlessItMust() async throws {
        let answers = Task {
            while !Task.isCancelled { await Task.yield() }
            let refused = await #expect(throws: SessionError.self) {
                try await session.execute("create table made (a int)")
            }
            #expect(refused?.code == .cancelled)
            return try await session.executeDespiteCancellation("select 1").first?.scalar
        }
        answers.cancel()
        #expect(try await answers.value == "1")
        #expect(try await session.query("select to_regclass('made')").scalar == nil)
    }

    @Test func cancellingAnIdleSessionDoesNothing() async throws {
        session.cancel()
        for _ in 0..<20 { #expect(try await session.query("select 1").scalar == "1") }
    }

    /// A request that comes late must never hit the statement after the one it was meant for.
    @Test(.timeLimit(.minutes(20))) func aLateCancelHitsNoOtherStatement() async throws {
        var cancelled = 0
        for round in 0..<200 {
            let running = Task { try await session.query("select pg_sleep(0.002)") }
            for _ in 0..<round { await Task.yield() }
            if round.isMultiple(of: 2) { session.cancel() } else { running.cancel() }
            do {
                _ = try await running.value
            } catch let error as SessionError {
                #expect(error.code == .cancelled)
                cancelled += 1
            }
            // Neither of these was ever asked to end.
            #expect(try await session.query("select \(round)").scalar == "\(round)")
            try await session.execute("begin")
            #expect(await session.transactionStatus == .inTransaction)
            try await session.execute("commit")
        }
        #expect(cancelled > 0)
    }

    @Test(.timeLimit(.minutes(20))) func aStatementTimeOutIsTheServersOwn() async throws {
        try await session.execute("set statement_timeout = '20ms'")
        let error = await #expect(throws: SessionError.self) {
            try await session.execute("select pg_sleep(10)")
        }
        #expect(error?.code == .server)
        #expect(error?.sqlState == SQLState.queryCanceled)
    }

    @Test(.timeLimit(.minutes(20))) func aCancelledTransactionIsFailed() async throws {
        try await session.execute("begin")
        let sleeping = Task { try await session.execute("select pg_sleep(60)") }
        try await waitUntilRunning()
        session.cancel()
        _ = await sleeping.result
        #expect(await session.transactionStatus == .inFailedTransaction)
        #expect(try await session.execute("commit").first?.commandTag == "ROLLBACK")
    }

    @Test(.timeLimit(.minutes(20))) func aCancelledPipelineIsDrained() async throws {
        let sleeping = Task {
            try await session.pipeline([
                Command("select 1"), Command("select pg_sleep(60)"), Command("select 3"),
            ])
        }
        try await waitUntilRunning()
        sleeping.cancel()
        let error = await #expect(throws: SessionError.self) { try await sleeping.value }
        #expect(error?.code == .cancelled)
        #expect(try await session.pipeline([Command("select 4")]).first?.scalar == "4")
    }

    @Test(.timeLimit(.minutes(20))) func aCancelledCopyInEndsBetweenPieces() async throws {
        try await session.execute("create table t (a text)")
        let copying = Task {
            try await session.copyIn("copy t from stdin") { Array("line\n".utf8) }
        }
        try await waitUntilRunning("copy%")
        copying.cancel()
        let error = await #expect(throws: SessionError.self) { try await copying.value }
        #expect(error?.code == .cancelled)
        #expect(try await session.query("select count(*) from t").scalar == "0")
    }

    @Test(.timeLimit(.minutes(20))) func thePoolStaysFreeWhileSessionsBlock() async throws {
        let database = TestDatabase.current
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<20 {
                group.addTask {
                    let session = try await database.connect()
                    try await session.execute("select pg_sleep(0.5)")
                    await session.close()
                }
            }
            let clock = ContinuousClock()
            let elapsed = try await clock.measure { try await group.waitForAll() }
            #expect(elapsed < .seconds(8))
        }
    }

    /// Waits until the server runs the session's statement.
    private func waitUntilRunning(_ pattern: String = "select%") async throws {
        let watcher = try await TestDatabase.current.connect()
        let question = """
            select count(*) from pg_stat_activity
            where pid = $1::int and state = 'active' and query like $2
            """
        while try await watcher.query(question, ["\(session.backendPID)", pattern]).scalar == "0" {
            try await Task.sleep(for: .milliseconds(2))
        }
        await watcher.close()
    }
}
