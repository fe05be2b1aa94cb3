/// The first of several answers, handed to one waiting task.
final class Answer<Value: Sendable, Failure: Error>: Sendable {
    typealias Outcome = Result<Value, Failure>

    private enum State {
        case open
        case waiting(CheckedContinuation<Outcome, Never>)
        case given(Outcome)
        case taken
    }

    private let state = Monitor(State.open)

    /// Lets the task wait; at once done when the answer is there.
    func wait(_ continuation: CheckedContinuation<Outcome, Never>) {
        let given: Outcome? = state.update(wake: false) { state in
            guard case .given(let outcome) = state else {
                state = .waiting(continuation)
                return nil
            }
            state = .taken
            return outcome
        }
        if let given { continuation.resume(returning: given) }
    }

    /// Gives the answer; later ones are dropped.
    func give(_ outcome: Outcome) {
        let waiting: CheckedContinuation<Outcome, Never>? = state.update(wake: false) { state in
            switch state {
            case .open:
                state = .given(outcome)
                return nil
            case .waiting(let continuation):
                state = .taken
                return continuation
            case .given, .taken:
                return nil
            }
        }
        waiting?.resume(returning: outcome)
    }

    /// Waits for the answer; a task that is cancelled gets `cancelled` at once.
    func value(orWhenCancelled cancelled: @escaping @Sendable () -> Failure) async -> Outcome {
        await withTaskCancellationHandler {
            await withCheckedContinuation { wait($0) }
        } onCancel: {
            give(.failure(cancelled()))
        }
    }
}
