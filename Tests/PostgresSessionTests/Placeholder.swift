import PostgresSession
import Testing
import TidemarkTesting

@Suite(.database) struct Smoke {
    @Test func selects() async throws {
        let session = try await TestDatabase.current.connect()
        let result = try await session.query("select $1::int + 1, version()", ["41"])
        print(result.rows[0].values)
        #expect(result.scalar == "42")
    }
}
