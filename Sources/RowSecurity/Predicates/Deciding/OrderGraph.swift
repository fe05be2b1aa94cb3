/// Whether values can be found that are to each other what the pairs say and lie in the regions that the domains say.
///
/// Only variables with a single value count. A value may lie anywhere between two neighbours of an order: where there are no
/// such values, as between whole numbers, it finds consistent what is not.
struct OrderGraph {
    /// The terms that are equal to each other, as numbers of their class.
    private(set) var classes: [Int: Int] = [:]
    /// The classes that are less than a class.
    private(set) var below: [Int: Set<Int>] = [:]
    private(set) var isConsistent = true

    init(_ problem: Problem, _ domains: [ValueSet]) {
        let related = problem.pairs.compactMap { pair -> (Problem.Pair, Outcomes)? in
            guard let value = domains[pair.variable].single, value != 0 else { return nil }
            return (pair, Problem.outcomes[value])
        }
        let terms = Set(related.flatMap { [$0.0.left, $0.0.right] }).sorted()
        for term in terms { classes[term] = term }
        for (pair, outcome) in related where outcome == .equal { merge(pair.left, pair.right) }
        // Terms that are compared with each other share their regions.
        let linked = related.filter { $0.0.regions != nil }
        var groups: [Int: Int] = [:]
        for term in terms { groups[term] = term }
        for (pair, _) in linked {
            let (old, new) = (groups[pair.right], groups[pair.left])
            for (term, group) in groups where group == old { groups[term] = new }
        }
        for (index, left) in terms.enumerated() {
            for right in terms[(index + 1)...] where groups[left] == groups[right] {
                compare(left, right, problem.regions[left], domains)
            }
        }
        for (pair, outcome) in related where outcome != .equal {
            let (first, second) = (classes[pair.left], classes[pair.right])
            guard let first, let second, first != second else {
                isConsistent = false
                return
            }
            if outcome == .less { below[second, default: []].insert(first) }
            if outcome == .greater { below[first, default: []].insert(second) }
        }
        isConsistent = isConsistent && !hasCycle
    }

    private mutating func merge(_ left: Int, _ right: Int) {
        let (old, new) = (classes[right], classes[left])
        for (term, group) in classes where group == old { classes[term] = new }
    }

    /// Two terms by the regions that they are in.
    private mutating func compare(
        _ left: Int, _ right: Int, _ regions: Regions, _ domains: [ValueSet]
    ) {
        guard let first = domains[left].single, let second = domains[right].single else { return }
        let outcomes = regions.outcomes(first, second)
        if outcomes == .equal { merge(left, right) }
        guard let low = classes[left], let high = classes[right] else { return }
        if outcomes == .less { below[high, default: []].insert(low) }
        if outcomes == .greater { below[low, default: []].insert(high) }
    }

    /// Whether some class is below itself; the classes may have been merged since they were noted.
    private var hasCycle: Bool {
        var finished: Set<Int> = []
        var path: Set<Int> = []
        func leads(_ node: Int) -> Bool {
            if path.contains(node) { return true }
            guard !finished.contains(node) else { return false }
            path.insert(node)
            let isCyclic = edges(node).contains { leads($0) }
            path.remove(node)
            finished.insert(node)
            return isCyclic
        }
        return Set(classes.values).contains { leads($0) }
    }

    /// Whether some class is below another.
    var hasOrder: Bool { !below.isEmpty }

    /// The classes right below a class.
    func edges(_ node: Int) -> Set<Int> {
        var found: Set<Int> = []
        for (high, lows) in below where classes[high] ?? high == node {
            found.formUnion(lows.map { classes[$0] ?? $0 })
        }
        return found
    }
}
