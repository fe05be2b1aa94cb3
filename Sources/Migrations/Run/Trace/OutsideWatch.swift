import PostgresSession
import SQLText
import Synchronization

/// Sees, over a connection of its own, what a session holds and waits for while it runs a statement that ends its
/// transactions itself.
///
/// A lock that is held for less than the pause between two looks may go unseen. Locks: none beyond reading.
final class OutsideWatch: Sendable {
    /// What was seen.
    struct Seen {
        var locks: [String: Set<LockMode>] = [:]
        /// By kind of lock and relation.
        var waits: [Want: (waited: Duration?, blockers: Set<Int32>)] = [:]
    }

    struct Want: Hashable {
        var lockType: String
        var relation: String?
    }

    private let seen: SeenState
    private let watching: Task<Void, Never>

    /// Watches the server process of that number until it is stopped.
    init(of process: String, over session: Session) {
        let seen = SeenState()
        self.seen = seen
        let waited =
            session.serverVersion >= 140_000
            ? "extract(epoch from pg_catalog.clock_timestamp() - waitstart) * 1000" : "null"
        let query = """
            select locktype, relation, mode, granted, pg_catalog.round(\(waited)), case when not granted \
            then pg_catalog.array_to_string(pg_catalog.pg_blocking_pids(pid), ' ') end \
            from pg_catalog.pg_locks where pid = $1::integer \
            and (locktype = 'relation' and relation >= 16384 or not granted)
            """
        watching = Task {
            let start = ContinuousClock.now
            while !Task.isCancelled {
                guard let rows = try? await session.query(query, [process]).rows else { break }
                seen.state.withLock { $0.take(rows) }
                // Short statements are looked at closely, long ones every 20 ms.
                let elapsed = ContinuousClock.now - start
                try? await Task.sleep(for: min(.milliseconds(20), elapsed / 20))
            }
            await session.close()
        }
    }

    /// Ends the watch and its connection, and gives what was seen.
    func stop() async -> Seen {
        watching.cancel()
        await watching.value
        return seen.state.withLock(\.self)
    }
}

private final class SeenState: Sendable {
    let state = Mutex(OutsideWatch.Seen())
}

extension OutsideWatch.Seen {
    fileprivate mutating func take(_ rows: some Sequence<Row>) {
        for row in rows {
            guard let lockType = row[0] else { continue }
            if row[3] == "t" {
                guard let relation = row[1], let mode = row[2].flatMap(LockMode.init(rawValue:))
                else { continue }
                locks[relation, default: []].insert(mode)
            } else {
                let want = OutsideWatch.Want(lockType: lockType, relation: row[1])
                var wait = waits[want] ?? (nil, [])
                if let milliseconds = row.integer(in: 4) {
                    wait.waited = max(wait.waited ?? .zero, .milliseconds(milliseconds))
                }
                wait.blockers.formUnion(
                    (row[5] ?? "").split(separator: " ").compactMap { Int32($0) })
                waits[want] = wait
            }
        }
    }
}
