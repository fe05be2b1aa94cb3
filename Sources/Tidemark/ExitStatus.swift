/// The exit codes, one meaning each; the table is in the README.
public enum ExitStatus: Int32, Sendable, Hashable, CaseIterable {
    /// Done or clean.
    case done = 0
    /// Failed; the database is as it was before.
    case failed = 1
    /// The check says no, or a refusal before anything ran.
    case checkFailed = 2
    /// Failed part-way: something is applied and is named.
    case partial = 3
    /// Usage or configuration.
    case usage = 64
    /// The server cannot be reached.
    case unreachable = 69
    /// A defect in Tidemark.
    case defect = 70
    /// A lock was not obtained.
    case lockNotObtained = 75
    /// The terminal was closed, nothing was applied.
    case hungUp = 129
    /// Interrupted, nothing was applied.
    case interrupted = 130
    /// Terminated, nothing was applied.
    case terminated = 143
}
