/// That one element of a catalog depends on another.
///
/// Edges are the server's own (manual, 53.18 pg_depend and 53.48 pg_shdepend) and those that it does not record: a role's
/// memberships, the index that a table is clustered on or that is its replica identity, and the extension of what an extension
/// brought. Elements that the server keeps for itself (row and array types, the index of a constraint, the sequence of an
/// identity column, the rule that makes a view, what enforces a foreign key) count as what they belong to. What the body of a
/// function says is not known unless the body was parsed when the function was made (`BEGIN ATOMIC`, `RETURN`).
///
/// That a part needs its object goes without saying. Both ends are in the catalog.
public struct Edge: Sendable, Hashable, Comparable {
    /// How one depends on the other; the raw value is stable.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// It cannot be without the other: the server refuses to drop that alone.
        case needs
        /// The same, for the default or the generation expression of a column.
        case `default`
        /// It is made after the other and dropped with it.
        case goesWith
        /// It is a piece of the other, which is on the parent of a partition: dropped with it and never alone.
        case attached
        /// A sequence that is dropped with a column. The column's default may need the sequence: this comes last.
        case ownedBy
        /// It says something about the other, and goes on without: a table of a publication, the index that a table is
        /// clustered on, a role's membership.
        case mentions
        /// A role owns it.
        case owner
        /// A role has privileges on it, or gave some.
        case grantee

        /// Whether the server refuses to drop the one at the end while the one at the beginning is there.
        public var blocksDrop: Bool {
            self == .needs || self == .default || self == .owner || self == .grantee
        }

        /// Whether dropping the one at the end drops the one at the beginning.
        public var isDroppedAlong: Bool {
            self == .goesWith || self == .attached || self == .ownedBy
        }
    }

    /// What depends.
    public var from: ElementName
    /// What it depends on.
    public var to: ElementName
    /// How.
    public var kind: Kind

    /// Makes an edge.
    public init(from: ElementName, to: ElementName, kind: Kind) {
        self.from = from
        self.to = to
        self.kind = kind
    }

    /// By beginning, then end, then kind.
    public static func < (left: Edge, right: Edge) -> Bool {
        if left.from != right.from { return left.from < right.from }
        if left.to != right.to { return left.to < right.to }
        return precedes(left.kind.rawValue, right.kind.rawValue)
    }
}
