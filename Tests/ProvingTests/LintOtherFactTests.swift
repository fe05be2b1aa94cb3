import Migrations
import PostgresSession
import Proving
import Testing
import TidemarkTesting

/// What two rules stand on, where it takes more than a schema of its own to see it.
@Suite(.database) struct LintOtherFactTests {
    /// concurrent-index-short-lock-timeout: an older transaction that has nothing to do with the table is enough.
    @Test func aShortLockTimeoutLeavesAnInvalidIndex() async throws {
        let session = try await TestDatabase.current.connect()
        let other = try await TestDatabase.current.connect()
        try await session.execute("create table orders (customer int)")
        try await other.execute("begin isolation level repeatable read")
        try await other.execute("select 1 from pg_class limit 1")
        try await session.execute("set lock_timeout = '200ms'")
        let seen = try await LintObservation.of(
            "create index concurrently orders_customer_idx on orders (customer)", [], session)
        #expect(seen.error == "55P03")
        #expect(
            try await session.query("select indisvalid from pg_index where not indisvalid").rows
                .count
                == 1)
        await other.close()
        await session.close()
    }

    /// set-tablespace: every file is copied.
    ///
    /// Tablespaces inside the data directory exist since PostgreSQL 15.
    @Test func anotherTablespaceMeansOtherFiles() async throws {
        let session = try await TestDatabase.current.connect()
        guard session.serverVersion >= 150_000 else { return }
        let name = "fast_\(TestDatabase.current.name)"
        try await session.execute("create table orders (id int)")
        try await session.execute("set allow_in_place_tablespaces = on")
        try await session.execute("create tablespace \(name) location ''")
        try await session.execute("begin")
        let seen = try await LintObservation.of(
            "alter table orders set tablespace \(name)", [.rewrites("orders")], session)
        #expect(seen.error == nil)
        #expect(seen.rewritten == ["orders"])
        #expect(seen.locks.contains("AccessExclusiveLock orders"))
        try await session.execute("rollback")
        try await session.execute("drop tablespace \(name)")
        await session.close()
    }
}
