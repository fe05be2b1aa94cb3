import Synchronization

/// How long the phases of a read took; what is done several times, or by both sessions, is added up.
final class PhaseTimes: Sendable {
    private let times = Mutex<[(phase: String, duration: Duration)]>([])

    func add(_ phase: String, since start: ContinuousClock.Instant) {
        let duration = start.duration(to: .now)
        times.withLock { times in
            if let place = times.firstIndex(where: { $0.phase == phase }) {
                times[place].duration += duration
            } else {
                times.append((phase, duration))
            }
        }
    }

    /// Tells what was added, and forgets it.
    func tell(_ observe: (String, Duration) -> Void) {
        let told = times.withLock { times in
            defer { times = [] }
            return times
        }
        for (phase, duration) in told { observe(phase, duration) }
    }
}
