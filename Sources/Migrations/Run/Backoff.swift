/// The pauses between attempts: doubling, capped, each shortened by up to half at random, so that
/// runs that were refused together do not come back together.
struct Backoff {
    let shortest: Duration
    let longest: Duration

    /// The pause after attempt `attempt` (from 1).
    func pause(
        after attempt: Int, using generator: inout some RandomNumberGenerator
    ) -> Duration {
        let full = min(shortest * (1 << min(attempt - 1, 20)), longest)
        return full * Double.random(in: 0.5...1, using: &generator)
    }
}
