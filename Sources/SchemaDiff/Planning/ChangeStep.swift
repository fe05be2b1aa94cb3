public import Catalog

/// Statements of a plan that belong together, and their place in it.
struct ChangeStep {
    /// What a step does to its element.
    enum Action: Int, Comparable {
        /// The element goes.
        case drop
        /// It stays, and something of it changes.
        case alter
        /// It comes.
        case create

        static func < (left: Action, right: Action) -> Bool { left.rawValue < right.rawValue }

        /// For people, behind the name of an element.
        var words: String {
            switch self {
            case .drop: "goes"
            case .alter: "changes"
            case .create: "comes"
            }
        }
    }

    /// What tells a step from every other of its plan.
    struct Key: Hashable, Comparable {
        var action: Action
        var node: CreationStep.Key
        /// Whether it waits for all that do not.
        var isLast = false

        /// What goes first goes in front; then by the kinds of objects, their names and their parts.
        static func < (left: Key, right: Key) -> Bool {
            if left.isLast != right.isLast { return right.isLast }
            let isDrop = left.action == .drop
            if isDrop != (right.action == .drop) { return isDrop }
            if left.node.element != right.node.element {
                return isDrop
                    ? right.node.element < left.node.element
                    : left.node.element < right.node.element
            }
            if left.action != right.action { return left.action < right.action }
            return left.node.aspect.rank < right.node.aspect.rank
        }
    }

    var key: Key
    var statements: [PlannedStatement]
}

extension CreationStep.Aspect {
    /// The order in which the aspects of an element come to be.
    var rank: Int {
        switch self {
        case .announced: 0
        case .itself: 1
        case .default: 2
        case .attached: 3
        case .completed: 4
        case .filled: 5
        }
    }
}

/// A statement of a plan, without its semicolon.
public struct PlannedStatement: Sendable, Hashable {
    /// What it makes, changes or drops.
    public var element: ElementName
    /// The statement.
    public var sql: String
    /// What is to be known before it is run, the gravest first.
    public var hazards: [Hazard]

    /// Makes a statement.
    public init(_ element: ElementName, _ sql: String, hazards: [Hazard] = []) {
        self.element = element
        self.sql = sql
        self.hazards = hazards
    }
}

extension PlannedStatement {
    /// The statement as every version reads it, of which the server makes the same expressions again.
    var readable: PlannedStatement {
        var statement = self
        statement.sql = rereadable(olderSyntax(sql))
        return statement
    }
}

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
