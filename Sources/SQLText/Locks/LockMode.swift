/// The table-level lock modes by the server's names, weakest first.
///
/// PostgreSQL manual, 13.3.1 Table-Level Locks.
public enum LockMode: String, Sendable, Hashable, Codable, CaseIterable, Comparable {
    /// Taken by SELECT.
    case accessShare = "AccessShareLock"
    /// Taken by SELECT FOR UPDATE and foreign-key checks.
    case rowShare = "RowShareLock"
    /// Taken by INSERT, UPDATE, DELETE, MERGE and COPY FROM.
    case rowExclusive = "RowExclusiveLock"
    /// Taken by VACUUM, ANALYZE, CREATE INDEX CONCURRENTLY and the mild forms of ALTER TABLE.
    case shareUpdateExclusive = "ShareUpdateExclusiveLock"
    /// Taken by CREATE INDEX: writes wait.
    case share = "ShareLock"
    /// Taken by CREATE TRIGGER and foreign keys: writes wait.
    case shareRowExclusive = "ShareRowExclusiveLock"
    /// Taken by REFRESH MATERIALIZED VIEW CONCURRENTLY: only reads go on.
    case exclusive = "ExclusiveLock"
    /// Taken by DROP, TRUNCATE and most of ALTER TABLE: everything waits.
    case accessExclusive = "AccessExclusiveLock"

    /// The modes that another session must not hold at the same time (table 13.2 of the manual).
    public var conflicts: [LockMode] {
        switch self {
        case .accessShare: [.accessExclusive]
        case .rowShare: [.exclusive, .accessExclusive]
        case .rowExclusive: [.share, .shareRowExclusive, .exclusive, .accessExclusive]
        case .shareUpdateExclusive:
            [.shareUpdateExclusive, .share, .shareRowExclusive, .exclusive, .accessExclusive]
        case .share:
            [
                .rowExclusive, .shareUpdateExclusive, .shareRowExclusive, .exclusive,
                .accessExclusive,
            ]
        case .shareRowExclusive:
            [
                .rowExclusive, .shareUpdateExclusive, .share, .shareRowExclusive, .exclusive,
                .accessExclusive,
            ]
        case .exclusive: Self.allCases.filter { $0 != .accessShare }
        case .accessExclusive: Self.allCases
        }
    }

    /// What others wait with while it is held.
    public var effect: String {
        switch self {
        case .accessExclusive: "reads and writes wait"
        case .share, .shareRowExclusive, .exclusive: "writes wait"
        case .shareUpdateExclusive: "changes of the schema wait"
        case .accessShare, .rowShare, .rowExclusive: "reads and writes go on"
        }
    }

    /// Orders them by what they keep out.
    public static func < (left: LockMode, right: LockMode) -> Bool {
        (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
    }
}

/// A lock that a statement takes on a relation by its kind.
public struct PredictedLock: Sendable, Hashable, CustomStringConvertible {
    /// The relation as the statement names it.
    public var relation: String
    /// The mode.
    public var mode: LockMode

    /// Makes a prediction.
    public init(relation: String, mode: LockMode) {
        self.relation = relation
        self.mode = mode
    }

    /// `AccessExclusiveLock on t`.
    public var description: String { "\(mode.rawValue) on \(relation)" }
}
