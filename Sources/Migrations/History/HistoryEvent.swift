/// One line to be added to the history.
public struct HistoryEvent: Sendable, Hashable {
    /// What happened.
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        /// An UP is done.
        case apply
        /// A DOWN is done.
        case revert
        /// A statement outside any transaction is about to be sent.
        case start
        /// Some more statements are done and committed.
        case progress
        /// A statement failed.
        case fail
        /// A signal stopped the run.
        case interrupt
        /// Recorded as applied without running.
        case baseline
        /// A decision of a person.
        case repair
    }

    var kind: Kind
    var direction: Direction
    var state: HistoryEntry.State?
    var id: MigrationID
    var isRepeatable = false
    var layout: String?
    var file: String?
    var checksum: String?
    var tokenChecksum: String?
    var upText: String?
    var downText: String?
    var done: Int?
    var total: Int?
    var doneChecksum: String?
    var isOutOfOrder = false
    var duration: Duration?
    var error: String?
    /// A note of the person who decided.
    package var note: String?

    init(kind: Kind, direction: Direction, state: HistoryEntry.State?, id: MigrationID) {
        self.kind = kind
        self.direction = direction
        self.state = state
        self.id = id
    }
}

/// Who runs Tidemark, as every event records it.
public struct RunIdentity: Sendable, Hashable {
    /// A random name of this run, by which a lost COMMIT is found again.
    public var runID: String
    /// The user of the operating system.
    public var osUser: String?
    /// The host's name.
    public var host: String?
    /// Tidemark's version.
    public var toolVersion: String
    /// The git commit of the folder, where it is in a checkout.
    public var gitCommit: String?

    /// Makes an identity.
    public init(
        runID: String, osUser: String?, host: String?, toolVersion: String, gitCommit: String?
    ) {
        self.runID = runID
        self.osUser = osUser
        self.host = host
        self.toolVersion = toolVersion
        self.gitCommit = gitCommit
    }
}
