public import Catalog
public import Findings

/// Something that is not as it was after UP and DOWN, and the place that is to blame for it.
public struct RollbackFault: Sendable, Hashable {
    /// What is wrong.
    public enum Kind: Sendable, Hashable {
        /// The UP has made it, and the DOWN does not drop it.
        case leaves
        /// The DOWN has made it, and it was not there before.
        case makes
        /// The UP has taken it away, and the DOWN does not bring it back.
        case lacks
        /// The DOWN takes it away, which the UP has not made.
        case takes
        /// The UP has changed it, and the DOWN leaves it so.
        case keeps
        /// The DOWN makes something else of it.
        case changes
        /// A second UP comes to something else than the first.
        case again
        /// It brings columns back in another order.
        case reorders
        /// More than one of these, at one place.
        case several
    }

    /// What is wrong.
    public var kind: Kind
    /// The statement that is wrong, the line below which one is missing, or the UP that took something away.
    public var location: Location?
    /// Where in the DOWN something is to be added, in words: `below line 3`; nil where a statement of it is wrong.
    public var belongs: String?
    /// What it is about, a line for each.
    public var lines: [String]
    /// The line of the file with a caret; empty where nothing there is wrong.
    public var source: [String] = []
    /// What it is about.
    public var elements: Set<ElementName>

    /// Takes over what is wrong at the same place.
    mutating func merge(_ other: RollbackFault) {
        if kind != other.kind { kind = .several }
        lines += other.lines
        elements.formUnion(other.elements)
    }
}

extension RollbackFault.Kind {
    /// The rule of its finding.
    var rule: String {
        switch self {
        case .leaves, .makes: "rollback-leaves"
        case .lacks, .takes: "rollback-lacks"
        case .keeps, .changes, .again, .reorders, .several: "rollback-changed"
        }
    }

    /// What is wrong, in words.
    var words: String {
        switch self {
        case .leaves: "the DOWN leaves what the UP has made"
        case .makes: "the DOWN makes what was not there before"
        case .lacks: "the DOWN does not bring back what the UP has taken away"
        case .takes: "the DOWN takes away what the UP has not made"
        case .keeps: "the DOWN does not undo what the UP has changed"
        case .changes: "the DOWN comes to something else than there was"
        case .reorders: "the DOWN brings columns back in another order"
        case .several: "the DOWN does not undo what the UP does"
        case .again: "applied again, it comes to something else than the first time"
        }
    }
}
