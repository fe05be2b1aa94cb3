/// The direction a script is run in.
public enum Direction: String, Sendable, Hashable, Codable {
    /// Towards the newest version.
    case up
    /// Back.
    case down
}

/// The present state of one migration according to history: one row of `tidemark.migration`.
public struct HistoryEntry: Sendable, Hashable {
    /// Where a migration stands.
    public enum State: String, Sendable, Hashable, Codable {
        /// Applied, by running it or by decision (baseline, repair).
        case applied
        /// Applied once and reverted.
        case reverted
        /// Tried, and nothing of it is applied.
        case failed
        /// Some of its statements are done and some are not.
        case partial
    }

    /// How far a partial migration got.
    public struct Progress: Sendable, Hashable {
        /// Which way it was going.
        public var direction: Direction
        /// Statements that are done and committed.
        public var done: Int
        /// Statements in the script.
        public var total: Int
        /// The statement after `done` was started outside a transaction and its end is not known.
        public var isInDoubt: Bool
        /// The checksum over the statements that are done.
        public var doneChecksum: String?
    }

    /// Version and name.
    public var id: MigrationID
    /// Where it stands.
    public var state: State
    /// How far it got, when partial.
    public var progress: Progress?
    /// Whether it is a repeatable one.
    public var isRepeatable: Bool
    /// The event that settled it last, with its texts and checksums.
    public var settledEvent: Int?
    /// The event that applied it; the order of these is the order of application.
    public var appliedEvent: Int?
    /// The kind of that event (`apply`, `baseline`, `repair`, `revert`).
    public var settledKind: String?
    /// The checksum of the UP as applied; nil where it was recorded without its file.
    public var checksum: String?
    /// The checksum over its tokens.
    public var tokenChecksum: String?
    /// Whether it ran out of order.
    public var ranOutOfOrder: Bool
    /// When it was settled, ISO 8601 in UTC.
    public var settledAt: String?
    /// The database user of that event.
    public var settledBy: String?
    /// Whether history kept the text of its DOWN.
    public var hasStoredDown: Bool

    /// Makes an entry.
    public init(
        id: MigrationID, state: State, progress: Progress? = nil, isRepeatable: Bool = false,
        settledEvent: Int? = nil, settledKind: String? = nil, checksum: String? = nil,
        tokenChecksum: String? = nil, ranOutOfOrder: Bool = false, settledAt: String? = nil,
        settledBy: String? = nil, hasStoredDown: Bool = false,
        appliedEvent: Int? = nil
    ) {
        self.id = id
        self.state = state
        self.progress = progress
        self.isRepeatable = isRepeatable
        self.settledEvent = settledEvent
        self.settledKind = settledKind
        self.checksum = checksum
        self.tokenChecksum = tokenChecksum
        self.ranOutOfOrder = ranOutOfOrder
        self.settledAt = settledAt
        self.settledBy = settledBy
        self.hasStoredDown = hasStoredDown
        self.appliedEvent = appliedEvent ?? settledEvent
    }

    /// Whether its UP counts as done.
    ///
    /// A migration whose DOWN stopped part-way is neither applied nor reverted, and counts as applied
    /// for the order of the others.
    public var isApplied: Bool {
        state == .applied || (state == .partial && progress?.direction == .down)
    }
}

/// What history says about a database.
public struct HistoryState: Sendable, Hashable {
    /// The version of the history tables; 0 when there are none.
    public var schemaVersion: Int
    /// One entry per migration ever heard of, in no order.
    public var entries: [HistoryEntry]

    /// Makes a state.
    public init(schemaVersion: Int, entries: [HistoryEntry]) {
        self.schemaVersion = schemaVersion
        self.entries = entries
    }

    /// A database without history.
    public static let none = HistoryState(schemaVersion: 0, entries: [])

    /// The applied ones, in the order of their application.
    public var applied: [HistoryEntry] {
        entries.filter(\.isApplied).sorted { ($0.appliedEvent ?? 0) < ($1.appliedEvent ?? 0) }
    }
}
