import PostgresSession
import Testing
import TidemarkTesting

@Suite(.database) struct PipelineRowsTests {
    let session: Session

    init() async throws {
        session = try await TestDatabase.current.connect()
    }

    @Test func rowsComeWithTheNumberOfTheirCommand() async throws {
        let seen = try await session.perform { session in
            var seen: [String] = []
            try await session.pipelineRows([
                Command("select * from generate_series(1, 3)"), Command("select 1 where false"),
                Command("set local work_mem = '1MB'"), Command("select $1 as word", ["x"]),
            ]) { command, row in
                seen.append("\(command) \(row.columnNames[0]) \(row[0] ?? "")")
            }
            return seen
        }
        #expect(
            seen == [
                "0 generate_series 1", "0 generate_series 2", "0 generate_series 3", "3 word x",
            ])
        #expect(try await session.query("select 4").scalar == "4")
    }

    @Test func anErrorOfACommandIsThrownAfterTheRowsBeforeIt() async throws {
        let (count, error) = await session.perform { session in
            var count = 0
            do {
                try await session.pipelineRows([
                    Command("select 1"), Command("select 1 / 0"), Command("select 2"),
                ]) { _, _ in count += 1 }
                return (count, nil as SessionError?)
            } catch {
                return (count, error as? SessionError)
            }
        }
        #expect(count == 1)
        #expect(error?.sqlState == "22012")
        #expect(try await session.query("select 5").scalar == "5")
    }

    @Test func aThrowingBodyEndsThePipelineAndLeavesTheSessionUsable() async throws {
        struct Enough: Error {}
        await #expect(throws: Enough.self) {
            try await session.pipelineRows([
                Command("select * from generate_series(1, 1000000)"), Command("select 2"),
            ]) { _, row in
                if row[0] == "10" { throw Enough() }
            }
        }
        #expect(try await session.query("select 6").scalar == "6")
        #expect(await session.transactionStatus == .idle)
    }
}
