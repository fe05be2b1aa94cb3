import PostgresSession
import Testing
import TidemarkTesting

@Suite(.database) struct PipelineTests {
    let session: Session

    init() async throws {
        session = try await TestDatabase.current.connect()
    }

    @Test func resultsComeInOrder() async throws {
        let results = try await session.pipeline([
            Command("create table t (a int)"),
            Command("insert into t values ($1), ($2)", ["1", "2"]),
            Command("select sum(a) from t"), Command(""),
        ])
        #expect(results.map(\.commandTag) == ["CREATE TABLE", "INSERT 0 2", "SELECT 1", ""])
        #expect(results[2].scalar == "3")
        #expect(try await session.pipeline([]).isEmpty)
    }

    @Test func anErrorSkipsTheRestAndUndoesTheWhole() async throws {
        let error = await #expect(throws: SessionError.self) {
            try await session.pipeline([
                Command("create table t (a int)"), Command("select 1 / 0"), Command("select nope"),
            ])
        }
        #expect(error?.sqlState == "22012")
        #expect(try await session.query("select to_regclass('t')").scalar == nil)
        #expect(try await session.execute("select 1").count == 1)
    }

    @Test func moreThanTheBuffersHoldGoesThrough() async throws {
        let text = String(repeating: "x", count: 100_000)
        let results = try await session.pipeline(
            (0..<200).map { _ in Command("select $1::text", [text]) })
        #expect(results.count == 200)
        #expect(results.allSatisfy { $0.scalar?.utf8.count == 100_000 })
    }

    @Test func aCommandThatCannotBeSentLeavesTheSessionUsable() async throws {
        let error = await #expect(throws: SessionError.self) {
            try await session.pipeline([
                Command("select 1"), Command("select \0"), Command("select 2"),
            ])
        }
        #expect(error?.code == .misuse)
        #expect(try await session.query("select 3").scalar == "3")
    }

    @Test func copyInAPipelineEndsTheSessionInsteadOfHanging() async throws {
        let error = await #expect(throws: SessionError.self) {
            try await session.pipeline([Command("copy pg_class to stdout"), Command("select 1")])
        }
        #expect(error != nil)
        #expect(await session.isConnected == false)
    }

    @Test func aConnectionLostInAPipelineIsNamedSo() async throws {
        let error = await #expect(throws: SessionError.self) {
            try await session.pipeline([
                Command("select 1"), Command("select pg_terminate_backend(pg_backend_pid())"),
                Command("select 2"),
            ])
        }
        #expect(error?.code == .connectionLost)
    }
}
