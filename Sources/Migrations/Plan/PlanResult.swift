public import Findings

/// What `up` or `down` would run.
public struct PlanResult: Sendable {
    /// Which way.
    public var direction: Direction
    /// The layout of the folder.
    public var layout: Layout
    /// The steps in order.
    public var steps: [PreparedStep]
    /// Why it would be refused.
    public var refusals: [Finding]
    /// Notes and warnings.
    public var findings: [Finding]
    /// What the rules of `lint` find in each statement, by migration and the statement's index.
    public var hazards: [MigrationID: [Int: [Finding]]] = [:]
    /// What happened in a transaction that was rolled back, when asked for.
    public var rehearsal: Rehearsal?
    /// How large the relations are that somebody would wait for, and who is in the way; once it was rehearsed.
    public var targets: [TargetRelation] = []
    /// Why the rehearsal stopped.
    public var failure: RunFailure?

    /// Makes a result.
    package init(
        direction: Direction, layout: Layout, steps: [PreparedStep], refusals: [Finding],
        findings: [Finding]
    ) {
        self.direction = direction
        self.layout = layout
        self.steps = steps
        self.refusals = refusals
        self.findings = findings
    }
}
