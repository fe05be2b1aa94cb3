public import Findings

/// What a run has done.
public struct RunResult: Sendable {
    /// Which way.
    public var direction: Direction
    /// The steps that were carried out.
    public var outcomes: [StepOutcome] = []
    /// Why it stopped, if it did.
    public var failure: RunFailure?
    /// Notes and warnings.
    public var findings: [Finding] = []
    /// What a `down` destroyed, or would.
    public var rowsAtStake: [Rehearsal.RowsAtStake] = []
    /// What each statement was seen to do, where that was asked for.
    public var traces: [StatementTrace] = []
    /// The time it took.
    public var duration: Duration = .zero

    /// Makes an empty result.
    package init(direction: Direction) {
        self.direction = direction
    }

    /// Whether anything is applied that was not before.
    public var hasApplied: Bool { !outcomes.isEmpty || failure?.leftPartial == true }
}
