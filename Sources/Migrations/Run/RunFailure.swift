public import Findings
public import PostgresSession
public import SQLText

/// Why a run stopped, what state it left, and what to type next.
public struct RunFailure: Error, Sendable {
    /// The kind of failure, from which the exit code follows.
    public enum Code: String, Sendable, Hashable {
        /// A statement failed, or COMMIT did not commit.
        case failed
        /// Refused before anything ran.
        case refused
        /// A lock was not obtained in time.
        case lockNotObtained = "lock-not-obtained"
        /// The connection is gone.
        case connectionLost = "connection-lost"
        /// A signal stopped it.
        case interrupted
        /// A precondition of the database: version, privileges, pooler, read-only.
        case unusable
        /// An error that nobody has thought of.
        case defect
    }

    /// The statement that failed.
    public struct FailedStatement: Sendable, Hashable {
        /// The statement.
        public var statement: Statement
        /// The path of its script.
        public var path: String
        /// Its place in the script, from 1.
        public var number: Int
        /// Where the server points inside it.
        public var position: SourcePosition?
    }

    /// The kind of failure.
    public var code: Code
    /// One finding per reason; the first is the one that stopped the run.
    public var findings: [Finding]
    /// The migration it happened in.
    public var migration: MigrationID?
    /// The statement that failed.
    public var failedStatement: FailedStatement?
    /// What the server said.
    public var server: ServerError?
    /// Who was in the way of a lock that was not obtained, as far as it can be known.
    public var lockHolders: [LockHolder] = []
    /// The state the database is in now, as a sentence.
    public var databaseState: String
    /// What to type next.
    public var next: String?
    /// Whether statements of `migration` are done and committed.
    public var leftPartial = false
    /// The signal that stopped it.
    public var signal: Int32?

    /// Makes a failure.
    public init(
        code: Code, findings: [Finding], migration: MigrationID? = nil,
        failedStatement: FailedStatement? = nil, server: ServerError? = nil,
        databaseState: String, next: String? = nil
    ) {
        self.code = code
        self.findings = findings
        self.migration = migration
        self.failedStatement = failedStatement
        self.server = server
        self.databaseState = databaseState
        self.next = next
    }

    static func historyIsNewer(found: Int, known: Int) -> RunFailure {
        RunFailure(
            code: .unusable,
            findings: [
                Finding(
                    rule: "history-newer", severity: .error,
                    message: "the history of this database has version \(found), and this Tidemark "
                        + "knows versions up to \(known)",
                    remedy: "run a newer Tidemark")
            ],
            databaseState: "nothing was changed")
    }
}
