import Catalog

/// Some statements that belong together, and what must be there before they run.
struct CreationStep {
    /// What a step makes of its element.
    enum Aspect: Hashable {
        /// A type of which only the name is there, for the functions that take and give it.
        case announced
        /// The element.
        case itself
        /// The default of a column that its table cannot be made with.
        case `default`
        /// A partition's place at a parent that was there before it.
        case attached
        /// What is said of it when something that comes later is there.
        case completed
        /// The rows of a materialized view.
        case filled
    }

    /// What other steps need.
    struct Key: Hashable {
        var element: ElementName
        var aspect = Aspect.itself
    }

    let key: Key
    var statements: [String]
    var needs: Set<Key> = []
    /// Elements that are made with this one.
    var including: [ElementName] = []
    /// Whether it waits until everything else is there.
    var isLast = false

    init(
        _ element: ElementName, _ aspect: Aspect = .itself, _ statements: [String],
        needs: Set<Key> = [], isLast: Bool = false
    ) {
        key = Key(element: element, aspect: aspect)
        self.statements = statements
        self.needs = needs
        self.isLast = isLast
    }
}
