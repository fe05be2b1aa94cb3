import CLibPQ

/// Sends cancel requests for one connection from threads of their own.
///
/// A request that reaches the server before it has read the statement is lost, so it is repeated
/// until the statement ends. The session waits at the end of a statement until no request is under
/// way, so that none of them hits the next one.
final class Canceller: @unchecked Sendable {
    /// What happened to the statement that has just ended.
    enum Outcome {
        case untouched
        case requested
        case unsettled
    }

    private struct State {
        var statementIsRunning = false
        var isRequested = false
        var isSending = false
    }

    // Read-only for libpq after its creation, and kept alive by every thread that uses it.
    private let request: OpaquePointer?
    private let state = Monitor(State())

    init(connection: OpaquePointer) {
        request = PQgetCancel(connection)
    }

    deinit {
        PQfreeCancel(request)
    }

    /// Whether the running statement was asked to end.
    var isRequested: Bool { state.update(wake: false) { $0.isRequested } }

    func beginStatement() {
        state.update(wake: false) { state in
            state.statementIsRunning = true
            state.isRequested = false
        }
    }

    /// Marks the end of the statement, and blocks while a request is on its way to the server.
    func endStatement() -> Outcome {
        let isRequested = state.update(wake: false) { state in
            state.statementIsRunning = false
            return state.isRequested
        }
        guard isRequested else { return .untouched }
        state.update { _ in }
        return state.wait(milliseconds: 10_000) { !$0.isSending } ? .requested : .unsettled
    }

    /// Asks the server to end the running statement; does nothing when none runs.
    func cancel() {
        let isFirst = state.update(wake: false) { state in
            guard state.statementIsRunning, !state.isRequested else { return false }
            state.isRequested = true
            state.isSending = true
            return true
        }
        guard isFirst else { return }
        startThread { self.sendUntilStatementEnds() }
    }

    private func sendUntilStatementEnds() {
        var pause = 20
        var message = [CChar](repeating: 0, count: 256)
        repeat {
            _ = PQcancel(request, &message, Int32(message.count))
            let isOver = state.wait(milliseconds: pause) { !$0.statementIsRunning }
            if isOver { break }
            pause = min(pause * 2, 1_000)
        } while true
        state.update { $0.isSending = false }
    }
}
