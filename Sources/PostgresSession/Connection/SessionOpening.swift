/// A session that is being opened, and what is done with it first, while the caller does something else.
///
/// It begins at once, on the session's thread. Let go before its value was taken, it is cancelled, and the
/// session is closed in the background.
public final class SessionOpening<Value: Sendable>: Sendable {
    private let answer = Answer<Value, any Error>()
    private let task: Task<Void, Never>

    /// Begins.
    ///
    /// - Parameter body: connects on the thread that it is given, and goes on there.
    public init(_ body: @escaping @Sendable (SessionThread) async throws -> Value) {
        let thread = SessionThread()
        let answer = answer
        task = Task(executorPreference: thread) {
            let outcome: Result<Value, any Error>
            do {
                outcome = .success(try await body(thread))
            } catch {
                outcome = .failure(error)
            }
            answer.give(outcome)
        }
    }

    deinit {
        task.cancel()
    }

    /// What the body gives, once it is there; to be taken once.
    ///
    /// A cancelled task gets its error at once.
    /// - Throws: `SessionError` with `cancelled`; what the body throws.
    public var value: Value {
        get async throws {
            try await answer.value { SessionError.cancelledConnecting }.get()
        }
    }
}
