/// Something that a statement does beyond what it is there for.
public struct Hazard: Sendable, Hashable {
    /// What it is; the raw value is what `--allow` takes.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// Rows or values are gone afterwards.
        case dataLoss = "data-loss"
        /// It fails where the rows do not allow it.
        case dataDependent = "data-dependent"
        /// The table is written anew.
        case rewrite
        /// The table is read from end to end under a lock.
        case scan
        /// An index is built while writes wait.
        case indexBuild = "index-build"
        /// It cannot be taken back by the transaction, or not run in one.
        case notTransactional = "not-transactional"
        /// Somebody may do or see more afterwards.
        case accessWidened = "access-widened"
        /// Whoever uses the old name fails afterwards.
        case renamed
    }

    /// What it is.
    public var kind: Kind
    /// Why, in one sentence without a final full stop.
    public var reason: String

    /// Makes a hazard.
    public init(_ kind: Kind, _ reason: String) {
        self.kind = kind
        self.reason = reason
    }
}
