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
