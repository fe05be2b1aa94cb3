/// What a change of predicates does to the rows that pass, which are those for which the predicate is TRUE.
///
/// "Proven" means under three-valued logic, for all rows and all values that functions, sub-selects and settings may give,
/// errors at run time aside. What is not understood is free to have any value, so that nothing is proven by it.
public struct Widening: Sendable, Hashable {
    /// Whether some row passes on one side that does not pass on the other.
    public enum Direction: Sendable, Hashable {
        /// None, proven.
        case none
        /// This one.
        case certain(Witness)
        /// This one, if its assumptions can be met.
        case possible(Witness)
        /// Not known: the predicates are too large to be decided.
        case undecided
    }

    /// The answer in one word.
    public enum Verdict: Sendable, Hashable {
        /// The same rows pass, proven.
        case equal
        /// No row passes that did not pass before, proven; and this one no longer does, if its assumptions can be met.
        case narrowed(Witness)
        /// This row passes and did not before; that another is lost was not found.
        case widened(Witness)
        /// One row passes that did not before, another no longer does, if its assumptions can be met.
        case moved(widening: Witness, narrowing: Witness)
        /// None of these is shown.
        case unknown(Unknown)
    }

    /// Why there is no verdict.
    public enum Unknown: Sendable, Hashable {
        /// This row passes and did not before, if its assumptions can be met.
        case mayWiden(Witness)
        /// The predicates are too large to be decided.
        case tooLarge
    }

    /// Rows that pass after and not before.
    public let widening: Direction
    /// Rows that passed before and do not after.
    public let narrowing: Direction
    /// Why parts that read the same on both sides may not be the same.
    public let doubts: [Doubt]

    /// Makes a result.
    public init(widening: Direction, narrowing: Direction, doubts: [Doubt] = []) {
        self.widening = widening
        self.narrowing = narrowing
        self.doubts = doubts
    }

    /// Whether it is proven that no row passes that did not before.
    public var isProvenNotWider: Bool { widening == .none }

    /// The answer in one word.
    public var verdict: Verdict {
        switch (widening, narrowing) {
        case (.none, .none): .equal
        case (.none, .certain(let lost)), (.none, .possible(let lost)): .narrowed(lost)
        case (.certain(let gained), .none), (.certain(let gained), .undecided): .widened(gained)
        case (.certain(let gained), .certain(let lost)),
            (.certain(let gained), .possible(let lost)):
            .moved(widening: gained, narrowing: lost)
        case (.possible(let gained), _): .unknown(.mayWiden(gained))
        case (.none, .undecided), (.undecided, _): .unknown(.tooLarge)
        }
    }
}
