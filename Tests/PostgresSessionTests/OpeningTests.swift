import PostgresSession
import Testing
import TidemarkTesting

/// A session that is opened while its caller does something else.
struct OpeningTests {
    @Test(.database) func beginsAtOnceAndGoesOnAfterConnecting() async throws {
        let target = TestDatabase.current.connection
        let opening = SessionOpening { thread in
            let session = try await Session.connect(to: target, on: thread)
            return (session, try await session.query("select 6 * 7").scalar)
        }
        let (session, answer) = try await opening.value
        #expect(answer == "42")
        #expect(try await session.query("select 1").scalar == "1")
        await session.close()
    }

    @Test func tellsWhatTheBodyThrows() async throws {
        let nowhere = ConnectionString("host=/nowhere user=u dbname=d")
        let opening = SessionOpening { try await Session.connect(to: nowhere, on: $0) }
        let error = await #expect(throws: SessionError.self) { try await opening.value }
        #expect(error?.code == .connectionFailed)
    }

    @Test(.database) func aThreadGoesOnAfterAFailedAttempt() async throws {
        let target = TestDatabase.current.connection
        let opening = SessionOpening { thread in
            for _ in 0..<3 {
                let nowhere = ConnectionString("host=/nowhere user=u dbname=d")
                _ = try? await Session.connect(to: nowhere, on: thread)
                // Long enough for the thread to have ended.
                try await Task.sleep(for: .milliseconds(20))
            }
            return try await Session.connect(to: target, on: thread)
        }
        let session = try await opening.value
        #expect(try await session.query("select 1").scalar == "1")
        await session.close()
    }

    @Test(.timeLimit(.minutes(20))) func aCancelledTaskDoesNotWaitForTheServer() async throws {
        let silent = try SilentServer()
        let waiting = Task {
            try await SessionOpening { try await Session.connect(to: silent.connection, on: $0) }
                .value
        }
        try await Task.sleep(for: .milliseconds(50))
        waiting.cancel()
        let error = await #expect(throws: SessionError.self) { try await waiting.value }
        #expect(error?.code == .cancelled)
    }

    @Test(.database, .timeLimit(.minutes(20))) func oneThatIsLetGoLeavesNoSession() async throws {
        let target = TestDatabase.current.connection
        let witness = try await TestDatabase.current.connect()
        var opening: SessionOpening<Session>? = SessionOpening { thread in
            let session = try await Session.connect(
                to: target, applicationName: "let go", on: thread)
            _ = try? await session.query("select pg_sleep(60)")
            return session
        }
        let count = "select count(*) from pg_stat_activity where application_name = 'let go'"
        while try await witness.query(count + " and state = 'active'").scalar != "1" {
            try await Task.sleep(for: .milliseconds(10))
        }
        #expect(opening != nil)
        opening = nil
        while try await witness.query(count).scalar != "0" {
            try await Task.sleep(for: .milliseconds(10))
        }
        await witness.close()
    }
}
