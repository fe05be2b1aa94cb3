/// How a run behaves towards locks, time and the session; every value has a flag and a config key.
public struct RunSettings: Sendable, Hashable {
    /// How long a statement waits for a lock before the segment is rolled back and tried again.
    public var lockTimeout: Duration = .seconds(5)
    /// How often a segment is tried.
    public var lockAttempts = 10
    /// The pause after the first refused attempt; it doubles from there.
    public var shortestPause: Duration = .milliseconds(100)
    /// The longest pause between attempts.
    public var longestPause: Duration = .seconds(10)
    /// How long to wait for another run of Tidemark on the same database.
    public var runLockWait: Duration = .seconds(60)
    /// The time limit of a statement; zero is none.
    public var statementTimeout: Duration = .zero
    /// The lock limit of CONCURRENTLY, which waits for every older snapshot; zero is none.
    public var concurrentlyLockTimeout: Duration = .zero
    /// The time limit of CONCURRENTLY; zero is none.
    public var concurrentlyStatementTimeout: Duration = .zero
    /// The role that owns what migrations create (SET ROLE); nil leaves the login role.
    public var role: String?
    /// Whether all steps share one transaction.
    public var singleTransaction = false
    /// How long to try to come back after the connection was lost at COMMIT.
    public var reconnectLimit: Duration = .seconds(30)

    /// The defaults.
    public init() {}
}
