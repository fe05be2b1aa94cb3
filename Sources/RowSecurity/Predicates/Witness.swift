/// A row, and a session, that one of two predicates lets through and the other does not.
public struct Witness: Sendable, Hashable {
    /// What a column or a value of the session is.
    public enum Value: Sendable, Hashable {
        case null
        /// A constant as SQL, or a moment as SQL that counts from `now()`.
        case constant(String)
        /// Some value; its type is not known, so that none is named.
        case present
        /// A value like the example that none of these expressions gives; there always is one.
        case otherThan([String], example: String)
    }

    /// What must be so for it, in words: `n = 4`, `owner is other than auth.uid()`; the assumptions are not among them.
    public var conditions: [String]
    /// The columns that matter, by name; any other may hold any value that it can.
    public var columns: [String: Value]
    /// The values of the session that matter, by expression: `auth.uid()`.
    public var session: [String: Value]
    /// What must be so besides, of which it is not known whether it can be; empty for a witness that is certain.
    ///
    /// These are values of functions, sub-selects and expressions that are not looked into.
    public var assumptions: [String]
    /// The permissive policies that let it pass, on the side that does.
    public var passing: [String]
    /// The restrictive policies that do not let it pass, on the side that does not; empty where no permissive one does.
    public var refusing: [String]

    /// Makes a witness.
    public init(
        conditions: [String] = [], columns: [String: Value] = [:], session: [String: Value] = [:],
        assumptions: [String] = [], passing: [String] = [], refusing: [String] = []
    ) {
        self.conditions = conditions
        self.columns = columns
        self.session = session
        self.assumptions = assumptions
        self.passing = passing
        self.refusing = refusing
    }
}
