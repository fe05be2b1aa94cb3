package import PostgresSession
import Synchronization

/// The way a signal reaches a run: a flag that is looked at between statements, and a cancel request
/// to the server for the statement that is running.
///
/// A signal may come between the look and the statement; so whoever raises it calls `interrupt`
/// again every now and then until `isAcknowledged`. The run acknowledges before it cleans up, so
/// that no cancel request hits its ROLLBACK.
public final class Interruption: Sendable {
    private struct State {
        var signal: Int32?
        var session: Session?
        var hasRun = false
        var isAcknowledged = false
    }

    private let state = Mutex(State())

    /// Makes one that nobody has raised.
    public init() {}

    /// Raises it with the signal that caused it, and cancels the running statement.
    ///
    /// Thread-safe.
    public func interrupt(signal: Int32) {
        state.withLock { state in
            if state.signal == nil { state.signal = signal }
            // Inside the lock, so that no request is made after the run has acknowledged.
            if !state.isAcknowledged { state.session?.cancel() }
        }
    }

    /// The signal, once raised.
    public var signal: Int32? { state.withLock { $0.signal } }

    /// Whether a run has begun, so that the process has to end in order and say what was done.
    public var isWatching: Bool { state.withLock { $0.hasRun } }

    /// Whether the run knows of it.
    public var isAcknowledged: Bool { state.withLock { $0.isAcknowledged } }

    /// Names the session whose statements are to be cancelled.
    package func watch(_ session: Session?) {
        state.withLock { state in
            state.session = session
            if session != nil { state.hasRun = true }
        }
    }

    /// From here on no cancel request is sent.
    package func acknowledge() {
        state.withLock { $0.isAcknowledged = true }
    }
}
