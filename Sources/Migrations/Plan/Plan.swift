public import Findings

/// One migration that a run applies or reverts.
public struct PlanStep: Sendable, Hashable {
    /// Version and name.
    public var id: MigrationID
    /// Which way.
    public var direction: Direction
    /// The text that is run; nil for a DOWN that history keeps, until it is read.
    public var script: Script?
    /// The event that settled it, where history kept a DOWN with it: run when the folder has none.
    public var storedDownEvent: Int?
    /// The folder's side, when there is one.
    public var migration: Migration?
    /// History's side, when there is one.
    public var entry: HistoryEntry?
    /// Whether a later one is applied already.
    public var isOutOfOrder: Bool

    /// How far an interrupted run of it got.
    public var progress: HistoryEntry.Progress? { entry?.progress }
}

/// What `up` or `down` will do, or why it will not.
public struct Plan: Sendable, Hashable {
    /// Which way.
    public var direction: Direction
    /// What is run, in this order.
    public var steps: [PlanStep]
    /// Why nothing is run; each names its migration.
    public var refusals: [Finding]
    /// What a `down` would have to revert and has no DOWN for, neither in the folder nor in history:
    /// refused, for the reason that its UP may give.
    public var withoutDown: [PlanStep] = []
    /// What is worth saying.
    public var notes: [Finding]

    /// Makes a plan.
    public init(
        direction: Direction, steps: [PlanStep], refusals: [Finding] = [], notes: [Finding] = []
    ) {
        self.direction = direction
        self.steps = steps
        self.refusals = refusals
        self.notes = notes
    }
}
