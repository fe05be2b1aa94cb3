import PostgresSession
import Synchronization
import SQLText

/// Sees, over a connection of its own, who keeps a session waiting while it waits.
///
/// It is begun when a lock was refused for the first time, so a run without trouble pays nothing. Where
/// no second connection can be had, it sees nothing. Locks: none beyond reading.
final class LockWatch: Sendable {
    private let seen = SeenHolders()
    private let watching: Task<Void, Never>

    /// Watches the server process of that number until it is stopped.
    init(
        of process: String, over connection: ConnectionString, applicationName: String,
        every interval: Duration
    ) {
        let seen = seen
        watching = Task {
            guard
                let session = try? await Session.connect(
                    to: connection, applicationName: applicationName)
            else { return }
            while !Task.isCancelled {
                guard
                    let holders = try? await LockHolder.read(blocking: process, over: session)
                else { break }
                if !holders.isEmpty { seen.holders.withLock { $0 = holders } }
                try? await Task.sleep(for: interval)
            }
            await session.close()
        }
    }

    /// Who was seen last since this was asked before; none when nobody was in the way.
    func takeSeen() -> [LockHolder] {
        seen.holders.withLock { holders in
            defer { holders = [] }
            return holders
        }
    }

    /// Ends the watch and its connection.
    func stop() async {
        watching.cancel()
        await watching.value
    }
}

private final class SeenHolders: Sendable {
    let holders = Mutex<[LockHolder]>([])
}
