/// What becomes of a schema when a migration is applied and reverted.
public enum RollbackVerdict: String, Sendable, Hashable, CaseIterable {
    /// It is as it was before, and after another UP as after the first.
    case exact
    /// It is as it was, but for the order of columns, which no statement changes.
    case columnOrderOnly = "column-order-only"
    /// The UP says that there is no way back, and why.
    case irreversible
    /// There is more than before.
    case leaves
    /// There is less than before.
    case lacks
    /// There is something else than before.
    case changed
    /// There is no DOWN, and nobody says why.
    case noDown = "no-down"
    /// A statement of the UP or the DOWN fails.
    case fails
    /// It was not tried, since what comes before it cannot be applied.
    case notReached = "not-reached"

    /// Judges what a schema has otherwise than before.
    ///
    /// - Parameter differences: those of the schema before, which is expected, and the one that is there.
    public init(_ differences: [Difference]) {
        let meant = differences.filter { $0.direction != .rendering }
        let counted = meant.filter { $0.property != "columnOrder" }
        guard !counted.isEmpty else {
            self = meant.isEmpty ? .exact : .columnOrderOnly
            return
        }
        if counted.allSatisfy({ $0.direction == .unexpected }) {
            self = .leaves
        } else if counted.allSatisfy({ $0.direction == .missing }) {
            self = .lacks
        } else {
            self = .changed
        }
    }

    /// Whether a release may count on it.
    public var isProven: Bool {
        switch self {
        case .exact, .columnOrderOnly, .irreversible: true
        case .leaves, .lacks, .changed, .noDown, .fails, .notReached: false
        }
    }
}
