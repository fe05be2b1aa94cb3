/// What has a value in a row or in a session: a column, a claim, or anything that is not looked into.
struct Term {
    enum Kind: Hashable {
        case column(String)
        /// A value that the session brings along, by its path in the claims.
        case claim([String])
        /// `now()` or the like: its value is known to nobody, but a column can be before and after it.
        case clock
        /// A constant, whether its value is understood or not.
        case constant(Constant?)
        case other
    }

    var kind: Kind
    /// The expression as it is shown.
    let text: String
    /// The terms of which none is NULL where this is not.
    var strictArguments: [Int] = []
    /// The terms of which none is NULL where this is true.
    var argumentsOfTrue: [Int] = []
    /// Whether it is NULL only where one of these is.
    var isTotal = false
    var isNeverNull = false
    /// Whether it takes whole numbers, days or microseconds only.
    var isInteger = false
    /// Whether equal values may be written differently, so that two constants can both be equal to it.
    var equatesTexts = false
    /// The columns in it.
    var columns: Set<String> = []
    /// What is known of the column before and after; nothing for what is no column or not known.
    var facts: [Side: Surroundings.Column] = [:]
    /// The sort of the constants that it is compared with.
    var sort: Constant.Sort?
    var constants: Set<Constant> = []
    /// Whether it is a column that is NULL on neither side.
    var isColumnEverywhereNotNull: Bool {
        facts.count == Side.allCases.count && facts.values.allSatisfy(\.isNotNull)
    }
}

/// Which of the two predicates it is.
enum Side: Int, CaseIterable, Hashable, Sendable {
    case old, new
}
