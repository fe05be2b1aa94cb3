/// A two-valued formula without negation: NOT is in the leaves.
indirect enum Requirement<Leaf> {
    case constant(Bool)
    case leaf(Leaf)
    case all([Requirement])
    case any([Requirement])

    /// Both; constants are folded.
    static func && (left: Requirement, right: Requirement) -> Requirement {
        switch (left, right) {
        case (.constant(let value), let other), (let other, .constant(let value)):
            value ? other : .constant(false)
        case (.all(let first), .all(let second)): .all(first + second)
        case (.all(let parts), let other), (let other, .all(let parts)): .all(parts + [other])
        default: .all([left, right])
        }
    }

    /// One or both; constants are folded.
    static func || (left: Requirement, right: Requirement) -> Requirement {
        switch (left, right) {
        case (.constant(let value), let other), (let other, .constant(let value)):
            value ? .constant(true) : other
        case (.any(let first), .any(let second)): .any(first + second)
        case (.any(let parts), let other), (let other, .any(let parts)): .any(parts + [other])
        default: .any([left, right])
        }
    }

    /// The same with other leaves.
    func map<Other>(_ body: (Leaf) -> Requirement<Other>) -> Requirement<Other> {
        switch self {
        case .constant(let value): .constant(value)
        case .leaf(let leaf): body(leaf)
        case .all(let parts):
            parts.reduce(.constant(true)) { $0 && $1.map(body) }
        case .any(let parts):
            parts.reduce(.constant(false)) { $0 || $1.map(body) }
        }
    }

    /// How many leaves and connectives it has.
    var size: Int {
        switch self {
        case .constant, .leaf: 1
        case .all(let parts), .any(let parts): parts.reduce(1) { $0 + $1.size }
        }
    }

    /// Calls for each leaf.
    func forEachLeaf(_ body: (Leaf) -> Void) {
        switch self {
        case .constant: break
        case .leaf(let leaf): body(leaf)
        case .all(let parts), .any(let parts): for part in parts { part.forEachLeaf(body) }
        }
    }
}

extension Requirement: Sendable where Leaf: Sendable {}

/// What two terms, or a term and a constant, can be to each other.
struct Outcomes: OptionSet, Hashable, Sendable {
    let rawValue: UInt8

    /// One of them is NULL.
    static let null = Outcomes(rawValue: 1)
    static let less = Outcomes(rawValue: 2)
    static let equal = Outcomes(rawValue: 4)
    static let greater = Outcomes(rawValue: 8)
    static let different: Outcomes = [.less, .greater]
    static let any: Outcomes = [.null, .less, .equal, .greater]

    /// The same seen from the other side.
    var swapped: Outcomes {
        var result = subtracting(.different)
        if contains(.less) { result.insert(.greater) }
        if contains(.greater) { result.insert(.less) }
        return result
    }
}

/// That a comparison comes out in one of some ways.
struct Claim: Hashable, Sendable {
    enum Subject: Hashable, Sendable {
        /// Whether a term is NULL; anything else counts as equal.
        case nullness(Int)
        /// A term and a constant.
        case constant(Int, Constant)
        /// Two terms, the first of the lower number.
        case pair(Int, Int)
    }

    let subject: Subject
    let outcomes: Outcomes

    /// That it comes out in none of these ways.
    var opposite: Claim { Claim(subject: subject, outcomes: .any.subtracting(outcomes)) }
}

/// When an expression is true and when it is false; otherwise it is NULL.
struct Truth {
    var isTrue: Requirement<Claim>
    var isFalse: Requirement<Claim>

    static let null = Truth(isTrue: .constant(false), isFalse: .constant(false))

    /// What is never NULL.
    init(_ isTrue: Requirement<Claim>) {
        self.isTrue = isTrue
        isFalse = isTrue.negated
    }

    init(isTrue: Requirement<Claim>, isFalse: Requirement<Claim>) {
        self.isTrue = isTrue
        self.isFalse = isFalse
    }

    var negated: Truth { Truth(isTrue: isFalse, isFalse: isTrue) }

    var isNull: Requirement<Claim> { isTrue.negated && isFalse.negated }

    static func && (left: Truth, right: Truth) -> Truth {
        Truth(isTrue: left.isTrue && right.isTrue, isFalse: left.isFalse || right.isFalse)
    }

    static func || (left: Truth, right: Truth) -> Truth {
        Truth(isTrue: left.isTrue || right.isTrue, isFalse: left.isFalse && right.isFalse)
    }
}

extension Requirement<Claim> {
    /// The opposite.
    var negated: Requirement<Claim> {
        switch self {
        case .constant(let value): .constant(!value)
        case .leaf(let claim): .leaf(claim.opposite)
        case .all(let parts): parts.reduce(.constant(false)) { $0 || $1.negated }
        case .any(let parts): parts.reduce(.constant(true)) { $0 && $1.negated }
        }
    }
}
