import PostgresSession
import Synchronization

/// Stands between the server's messages and whoever is told of them while statements are traced.
///
/// Debug messages stay here. The others go on as far as the level lets them that the script knows of.
final class NoticeTap: Sendable {
    private struct State {
        var level = "notice"
        var heard: [DebugMessage] = []
    }

    private let state = Mutex(State())

    /// The `client_min_messages` that the session would have.
    var level: String {
        get { state.withLock(\.level) }
        set { state.withLock { $0.level = newValue } }
    }

    /// What was said since this was asked before.
    func takeHeard() -> [DebugMessage] {
        state.withLock { state in
            defer { state.heard = [] }
            return state.heard
        }
    }

    /// A handler that hands on what is not for us.
    func handler(
        _ next: @escaping @Sendable (Notice) -> Void
    ) -> @Sendable (Notice) -> Void {
        { notice in
            if notice.severity.hasPrefix("DEBUG") {
                guard let message = DebugMessage(notice.message) else { return }
                self.state.withLock { $0.heard.append(message) }
            } else if self.lets(notice.severity) {
                next(notice)
            }
        }
    }

    private func lets(_ severity: String) -> Bool {
        let order = ["log", "notice", "warning", "error"]
        guard let rank = order.firstIndex(of: severity.lowercased()) else { return true }
        return rank >= order.firstIndex(of: level) ?? 0
    }
}
