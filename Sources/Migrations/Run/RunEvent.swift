public import Findings
public import PostgresSession

/// What a run tells while it goes on; for progress, never for results.
public enum RunEvent: Sendable {
    /// Another run holds the lock; its session in words.
    case waitingForRunLock(holder: String)
    /// A migration begins: its place among the steps, from 1, and where it resumes.
    case started(MigrationID, Direction, number: Int, of: Int, resumesAfter: Int)
    /// A statement is about to be sent; its place in the script, from 1.
    case statement(MigrationID, number: Int, of: Int, firstLine: String)
    /// A lock was not obtained; the segment is tried again after the pause.
    case retrying(MigrationID, attempt: Int, of: Int, pause: Duration, reason: String)
    /// A message of the server.
    case notice(MigrationID?, Notice)
    /// A migration is done.
    case finished(StepOutcome)
    /// A phase of a check is over, and how long it took; those that two sessions have at once are told for both together.
    case phase(String, Duration)
    /// Something worth saying.
    case note(Finding)
}

/// A step that was carried out.
public struct StepOutcome: Sendable, Hashable {
    /// Version and name.
    public var id: MigrationID
    /// Which way.
    public var direction: Direction
    /// Statements that this run sent.
    public var statements: Int
    /// The time it took.
    public var duration: Duration
    /// Statements that an earlier run had done.
    public var resumedAfter: Int
    /// The file that was run, or nil for text from history.
    public var file: String?
}
