import Glibc
import Proving
import Synchronization

/// Drops what a command has made on a server that somebody named, when a signal ends the command.
///
/// A private server needs none: its guardian sees to it.
final class ShadowCleaning: Sendable {
    private struct State {
        var shadow: Shadow?
        var hasBegun = false
        var isDone = false
    }

    private let state = Mutex(State())

    /// Where the command tries things out.
    var shadow: Shadow? {
        get { state.withLock { $0.shadow } }
        set { state.withLock { $0.shadow = newValue } }
    }

    /// Drops it, from a thread that no task runs on; gives up after ten seconds.
    func run() {
        guard let shadow, shadow.isGiven else { return }
        state.withLock { $0.hasBegun = true }
        Task.detached {
            await shadow.close()
            self.state.withLock { $0.isDone = true }
        }
        for _ in 0..<1000 where !(state.withLock { $0.isDone }) { usleep(10_000) }
    }

    /// Leaves the end of the process to who drops it.
    func yield() async {
        while state.withLock({ $0.hasBegun }) { try? await Task.sleep(for: .seconds(1)) }
    }
}
