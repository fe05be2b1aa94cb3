public import Findings
public import Migrations
public import SchemaDiff

/// What came of applying a migration, reverting it and applying it again on a shadow database.
public struct RollbackProof: Sendable {
    /// The migration.
    public var id: MigrationID
    /// What it came to.
    public var verdict: RollbackVerdict
    /// What the schema has after the DOWN otherwise than before the UP, which is expected.
    public var differences: [Difference] = []
    /// What it has after the second UP otherwise than after the first, which is expected.
    public var again: [Difference] = []
    /// The entries that only `pg_dump` sees differ between before the UP and after the DOWN.
    public var dumped: [String] = []
    /// The statements and lines that are to blame for what differs.
    public var faults: [RollbackFault] = []
    /// Why it failed, with the place; or why there is no way back.
    public var findings: [Finding] = []
    /// The statements that the DOWN lacks, or the whole of one that there is not; empty where none are known.
    public var missing: [PlannedStatement] = []
    /// Whether these were run, and the schema was as before then.
    public var isMissingProven = false
    /// Why there are none, or why they do not do it.
    public var obstacles: [String] = []
    /// The file of a DOWN that there is not; nil where the layout keeps it with the UP.
    public var downPath: String?
    /// The UP where there is no DOWN, else the line of the DOWN that its end is in.
    public var place: Location?
    /// The time that the UP took; nil where it did not run.
    public var upDuration: Duration?
    /// The time that the DOWN took; nil where it did not run.
    public var downDuration: Duration?
    /// What the statements of the UP were seen to do.
    public var upTraces: [StatementTrace] = []
    /// What those of the DOWN were seen to do.
    public var downTraces: [StatementTrace] = []

    /// What came of it with rows; nil where none were asked for.
    public var rowTrial: RowTrial?

    /// A proof that has come to something.
    public init(_ id: MigrationID, _ verdict: RollbackVerdict) {
        self.id = id
        self.verdict = verdict
    }
}

/// What came of reverting several migrations one after the other, and applying them again.
public struct ChainProof: Sendable {
    /// The first of them.
    public var first: MigrationID
    /// The last of them.
    public var last: MigrationID
    /// How many they are.
    public var count: Int
    /// Whether nothing is applied before the first.
    public var beginsAtZero: Bool
    /// What it came to.
    public var verdict: RollbackVerdict
    /// What the schema has after all DOWNs otherwise than before all UPs, which is expected.
    public var differences: [Difference] = []
    /// What it has after the UPs otherwise than before the DOWNs, which is expected.
    public var again: [Difference] = []
    /// Why a step failed, with the place.
    public var findings: [Finding] = []
    /// The migrations from which on the schema was another than on the way up.
    var links: [ChainLink] = []
    /// The step that failed.
    var stopped: Stop?
    /// What is to blame for what a second way up came to.
    var againFaults: [(id: MigrationID, fault: RollbackFault)] = []

    /// A step that failed.
    struct Stop {
        var id: MigrationID
        var direction: Direction
        /// Whether it fails alone too.
        var isKnown: Bool
    }

    init(_ first: MigrationID, _ last: MigrationID, count: Int, beginsAtZero: Bool) {
        self.first = first
        self.last = last
        self.count = count
        self.beginsAtZero = beginsAtZero
        verdict = .exact
    }
}
