import PostgresSession
import Testing
import TidemarkTesting

@Suite(.database) struct LossTests {
    @Test(.timeLimit(.minutes(20))) func aTerminatedBackendIsALostConnection() async throws {
        let session = try await TestDatabase.current.connect()
        let sleeping = Task { try await session.execute("select pg_sleep(60)") }
        let other = try await TestDatabase.current.connect()
        let question = "select state from pg_stat_activity where pid = $1::int"
        while try await other.query(question, ["\(session.backendPID)"]).scalar != "active" {}
        try await other.query("select pg_terminate_backend($1::int)", ["\(session.backendPID)"])
        let error = await #expect(throws: SessionError.self) { try await sleeping.value }
        #expect(error?.code == .connectionLost)
        #expect(error?.sqlState == SQLState.adminShutdown)
        #expect(await session.isConnected == false)
        #expect(await session.transactionStatus == .unknown)
        let later = await #expect(throws: SessionError.self) {
            try await session.execute("select 1")
        }
        #expect(later?.code == .connectionLost)
    }

    @Test(.timeLimit(.minutes(20))) func aBackendTerminatedBetweenStatementsIsNoticed() async throws
    {
        let session = try await TestDatabase.current.connect()
        let other = try await TestDatabase.current.connect()
        try await other.query(
            "select pg_terminate_backend($1::int, 5000)", ["\(session.backendPID)"])
        let error = await #expect(throws: SessionError.self) {
            try await session.execute("select 1")
        }
        #expect(error?.code == .connectionLost)
    }

    @Test(.timeLimit(.minutes(20)))
    func aCutAtCommitLeavesTheOutcomeUnknownAndDone() async throws {
        let proxy = try CuttingProxy(to: TestDatabase.current.connection, rule: .after("COMMIT"))
        let session = try await Session.connect(to: proxy.connection)
        try await session.execute("BEGIN")
        try await session.execute("create table made (a int)")
        let error = await #expect(throws: SessionError.self) { try await session.execute("COMMIT") }
        #expect(error?.code == .connectionLost)
        #expect(error?.server == nil)
        #expect(proxy.cuts == 1)
        let deadline = ContinuousClock.now + .seconds(10)
        var found: String?
        while found == nil, ContinuousClock.now < deadline {
            found = try await TestDatabase.current.query("select to_regclass('made')")[0][0]
        }
        #expect(found == "made")
        // The rule is used up.
        let next = try await Session.connect(to: proxy.connection)
        #expect(try await next.execute("begin; COMMIT").count == 2)
    }

    @Test(.timeLimit(.minutes(20))) func aCutBeforeCommitUndoesTheTransaction() async throws {
        let proxy = try CuttingProxy(to: TestDatabase.current.connection, rule: .before("COMMIT"))
        let session = try await Session.connect(to: proxy.connection)
        try await session.execute("BEGIN")
        try await session.execute("create table made (a int)")
        let error = await #expect(throws: SessionError.self) { try await session.execute("COMMIT") }
        #expect(error?.code == .connectionLost)
        try await Task.sleep(for: .milliseconds(100))
        #expect(try await TestDatabase.current.query("select to_regclass('made')") == [[nil]])
    }

    @Test(.timeLimit(.minutes(20)), arguments: 1...4)
    func aCutAfterSoManyMessages(count: Int) async throws {
        let proxy = try CuttingProxy(
            to: TestDatabase.current.connection, rule: .afterMessages(count))
        let session = try await Session.connect(to: proxy.connection)
        var done = 0
        let error = await #expect(throws: SessionError.self) {
            for _ in 0..<10 {
                try await session.execute("select 1")
                done += 1
            }
        }
        #expect(error?.code == .connectionLost)
        #expect(done == count - 1)
        #expect(proxy.forwardedMessages == count)
    }

    @Test(.timeLimit(.minutes(20))) func aCutInPlaceOfAnAnswerAndAtWill() async throws {
        let proxy = try CuttingProxy(to: TestDatabase.current.connection, rule: .onAnswer("marker"))
        let session = try await Session.connect(to: proxy.connection)
        try await session.execute("select 1")
        let error = await #expect(throws: SessionError.self) {
            try await session.execute("select 'mar' || 'ker'")
        }
        #expect(error?.code == .connectionLost)
        let second = try await Session.connect(to: proxy.connection)
        try await second.execute("select 1")
        proxy.cut()
        let later = await #expect(throws: SessionError.self) {
            try await second.execute("select 1")
        }
        #expect(later?.code == .connectionLost)
        proxy.stop()
        let refused = await #expect(throws: SessionError.self) {
            try await Session.connect(to: proxy.connection)
        }
        #expect(refused?.code == .connectionFailed)
    }

    @Test(.timeLimit(.minutes(20))) func aCutDuringCopy() async throws {
        let proxy = try CuttingProxy(to: TestDatabase.current.connection)
        let session = try await Session.connect(to: proxy.connection)
        try await session.execute("create table t (a text)")
        var pieces = 0
        let error = await #expect(throws: SessionError.self) {
            try await session.copyIn("copy t from stdin") {
                pieces += 1
                if pieces == 100 { proxy.cut() }
                return pieces > 1_000_000 ? nil : Array("line\n".utf8)
            }
        }
        #expect(error?.code == .connectionLost)
        #expect(pieces < 1_000_000)
    }
}
