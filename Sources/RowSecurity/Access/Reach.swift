/// How far a statement reaches in a table.
public enum Reach: Sendable, Hashable {
    /// No row.
    case nothing(Refusal)
    /// The rows that pass.
    case some(RowFilter)
    /// Every row.
    case everything

    /// Why no row is reached.
    public enum Refusal: Sendable, Hashable {
        /// No USAGE on the schema: error 42501.
        case schema
        /// The privilege is missing: error 42501.
        case privilege(String)
        /// No permissive policy has a predicate for it: no row passes. An INSERT is an error 42501.
        case policy(AccessAction)

        /// Whether the server refuses the statement, whatever is in the table.
        public var isDenied: Bool {
            switch self {
            case .schema, .privilege: true
            case .policy(let action): action == .insert
            }
        }
    }
}

/// The policies that rows must pass.
public struct RowFilter: Sendable, Hashable {
    /// What the rows that are there must pass to be seen, changed or deleted; nil where none are looked at.
    ///
    /// Others are left alone.
    public var existing: Combination?
    /// What the rows that are written must pass, else there is an error 42501; nil where none are written.
    public var written: Combination?

    /// Makes a filter.
    public init(existing: Combination? = nil, written: Combination? = nil) {
        self.existing = existing
        self.written = written
    }
}
