/// Looks for values of the variables that meet a requirement, or shows that there are none.
///
/// It branches on one variable at a time and simplifies after each step, so that what follows is never enumerated.
struct Solver {
    /// The search was ended before it was over.
    struct Exhausted: Error {}

    let problem: Problem
    private let propagation: Propagation
    private var steps = 0
    private let mostSteps: Int

    init(_ problem: Problem, mostSteps: Int = 200_000) {
        self.problem = problem
        self.mostSteps = mostSteps
        propagation = Propagation(problem)
    }

    /// Domains from which every choice that `accept` makes meets the requirement; nil where there are none.
    mutating func solve<Found>(
        _ requirement: Requirement<Membership>,
        accept: (inout Solver, [ValueSet]) throws(Exhausted) -> Found?
    ) throws(Exhausted) -> Found? {
        steps = 0
        var domains = problem.domains
        guard propagation.narrow(&domains, changed: Array(domains.indices)) else { return nil }
        return try search([requirement], domains, accept)
    }

    private mutating func spend() throws(Exhausted) {
        steps += 1
        guard steps <= mostSteps else { throw Exhausted() }
    }

    private mutating func search<Found>(
        _ requirements: [Requirement<Membership>], _ domains: [ValueSet],
        _ accept: (inout Solver, [ValueSet]) throws(Exhausted) -> Found?
    ) throws(Exhausted) -> Found? {
        try spend()
        var domains = domains
        var waiting = requirements
        var open: [Requirement<Membership>] = []
        var isSettled = false
        while !isSettled {
            var changed: [Int] = []
            open = []
            while let next = waiting.popLast() {
                switch simplified(next, domains) {
                case .constant(let value): if !value { return nil }
                case .leaf(let membership):
                    let variable = membership.variable
                    domains[variable] = domains[variable].intersection(membership.values)
                    changed.append(variable)
                case .all(let parts): waiting += parts
                case .any(let parts): open.append(.any(parts))
                }
            }
            isSettled = changed.isEmpty
            if !isSettled {
                guard propagation.narrow(&domains, changed: changed) else { return nil }
                waiting = open
            }
        }
        guard let smallest = open.min(by: { $0.size < $1.size }), let leaf = smallest.firstLeaf
        else { return try accept(&self, domains) }
        for isInside in [true, false] {
            var branch = domains
            let own = domains[leaf.variable]
            branch[leaf.variable] =
                isInside ? own.intersection(leaf.values) : own.subtracting(leaf.values)
            guard propagation.narrow(&branch, changed: [leaf.variable]) else { continue }
            if let found = try search(open, branch, accept) { return found }
        }
        return nil
    }

    private func simplified(
        _ requirement: Requirement<Membership>, _ domains: [ValueSet]
    ) -> Requirement<Membership> {
        switch requirement {
        case .constant: return requirement
        case .leaf(let membership):
            let own = domains[membership.variable]
            if own.isSubset(of: membership.values) { return .constant(true) }
            return own.intersection(membership.values).isEmpty ? .constant(false) : requirement
        case .all(let parts):
            var kept: [Requirement<Membership>] = []
            for part in parts {
                switch simplified(part, domains) {
                case .constant(let value): if !value { return .constant(false) }
                case let rest: kept.append(rest)
                }
            }
            return kept.isEmpty ? .constant(true) : kept.count == 1 ? kept[0] : .all(kept)
        case .any(let parts):
            var kept: [Requirement<Membership>] = []
            for part in parts {
                switch simplified(part, domains) {
                case .constant(let value): if value { return .constant(true) }
                case let rest: kept.append(rest)
                }
            }
            return kept.isEmpty ? .constant(false) : kept.count == 1 ? kept[0] : .any(kept)
        }
    }

    /// Whether a formula holds for all, or for no, values of the domains; nil where that depends.
    func decided(_ requirement: Requirement<Membership>, _ domains: [ValueSet]) -> Bool? {
        guard case .constant(let value) = simplified(requirement, domains) else { return nil }
        return value
    }

    /// Domains in which each of these variables has one value, and which no order of values contradicts.
    ///
    /// - Parameter variables: gives what is still to be chosen, by the domains so far.
    mutating func complete<Found>(
        _ domains: [ValueSet], _ next: ([ValueSet]) -> Int?,
        accept: ([ValueSet]) -> Found?
    ) throws(Exhausted) -> Found? {
        try spend()
        guard let variable = next(domains) else {
            return OrderGraph(problem, domains).isConsistent ? accept(domains) : nil
        }
        let regions = variable < problem.terms.count ? problem.regions[variable] : nil
        // Constants tell a reader most, NULL least.
        let values = domains[variable].values.sorted { left, right in
            func rank(_ value: Int) -> Int {
                value == Regions.null ? 2 : regions?.constant(value) == nil ? 1 : 0
            }
            return (rank(left), left) < (rank(right), right)
        }
        for value in values {
            var branch = domains
            branch[variable] = ValueSet(CollectionOfOne(value))
            guard propagation.narrow(&branch, changed: [variable]) else { continue }
            if let found = try complete(branch, next, accept: accept) { return found }
        }
        return nil
    }
}

extension Requirement {
    /// Some leaf, of a disjunct that is one where there is such.
    fileprivate var firstLeaf: Leaf? {
        switch self {
        case .constant: return nil
        case .leaf(let leaf): return leaf
        case .all(let parts), .any(let parts):
            for case .leaf(let leaf) in parts { return leaf }
            return parts.lazy.compactMap(\.firstLeaf).first
        }
    }
}
