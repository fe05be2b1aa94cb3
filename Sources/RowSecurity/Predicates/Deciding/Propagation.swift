/// Draws what follows from the domains of some variables for the others.
struct Propagation {
    let problem: Problem
    /// The terms that have a term as an argument.
    private let users: [[Int]]
    /// The region of TRUE of boolean terms.
    private let truths: [Int: ValueSet]
    /// Beyond so many combinations of regions a pair is left alone: it then forbids less, never more.
    private static let mostCombinations = 4096

    init(_ problem: Problem) {
        self.problem = problem
        var users = [[Int]](repeating: [], count: problem.terms.count)
        var truths: [Int: ValueSet] = [:]
        for (index, term) in problem.terms.enumerated() {
            for argument in term.strictArguments + term.argumentsOfTrue {
                users[argument].append(index)
            }
            guard problem.regions[index].sort == .boolean else { continue }
            truths[index] = problem.regions[index].regions(
                Constant(.boolean, .boolean(true)), .equal)
        }
        self.users = users
        self.truths = truths
    }

    private static let null = ValueSet(CollectionOfOne(Regions.null))

    /// Narrows the domains by all rules that changed variables are in; false where some variable has no value left.
    func narrow(_ domains: inout [ValueSet], changed: [Int]) -> Bool {
        var waiting = changed
        while let variable = waiting.popLast() {
            if domains[variable].isEmpty { return false }
            if variable >= problem.terms.count {
                let pair = problem.pairs[variable - problem.terms.count]
                guard relate(pair, &domains, &waiting) else { return false }
                continue
            }
            for term in [variable] + users[variable] {
                guard bind(term, &domains, &waiting) else { return false }
            }
            for pair in problem.pairsOfTerm[variable] {
                guard relate(problem.pairs[pair], &domains, &waiting) else { return false }
            }
        }
        return true
    }

    private func set(
        _ variable: Int, to values: ValueSet, _ domains: inout [ValueSet], _ waiting: inout [Int]
    ) -> Bool {
        let narrowed = domains[variable].intersection(values)
        guard narrowed != domains[variable] else { return true }
        domains[variable] = narrowed
        waiting.append(variable)
        return !narrowed.isEmpty
    }

    private func exclude(
        _ variable: Int, _ values: ValueSet, _ domains: inout [ValueSet], _ waiting: inout [Int]
    ) -> Bool {
        set(variable, to: domains[variable].subtracting(values), &domains, &waiting)
    }

    /// A term and its arguments: which of them can be NULL.
    private func bind(
        _ index: Int, _ domains: inout [ValueSet], _ waiting: inout [Int]
    ) -> Bool {
        let term = problem.terms[index]
        for argument in term.strictArguments {
            if !domains[index].contains(Regions.null) {
                guard exclude(argument, Self.null, &domains, &waiting) else { return false }
            }
            if domains[argument] == Self.null {
                guard set(index, to: Self.null, &domains, &waiting) else { return false }
            }
        }
        if term.isTotal, !term.strictArguments.isEmpty,
            term.strictArguments.allSatisfy({ !domains[$0].contains(Regions.null) })
        {
            guard exclude(index, Self.null, &domains, &waiting) else { return false }
        }
        guard let truth = truths[index] else { return true }
        for argument in term.argumentsOfTrue {
            if domains[index].isSubset(of: truth) {
                guard exclude(argument, Self.null, &domains, &waiting) else { return false }
            }
            if domains[argument] == Self.null {
                guard exclude(index, truth, &domains, &waiting) else { return false }
            }
        }
        return true
    }

    /// Two terms and what they are to each other.
    private func relate(
        _ pair: Problem.Pair, _ domains: inout [ValueSet], _ waiting: inout [Int]
    ) -> Bool {
        let sides = [pair.left, pair.right]
        let mayBeNull = sides.contains { domains[$0].contains(Regions.null) }
        if !mayBeNull {
            guard exclude(pair.variable, Self.null, &domains, &waiting) else { return false }
        }
        if !domains[pair.variable].contains(Regions.null) {
            for side in sides {
                guard exclude(side, Self.null, &domains, &waiting) else { return false }
            }
        }
        if sides.contains(where: { domains[$0] == Self.null }) {
            return set(pair.variable, to: Self.null, &domains, &waiting)
        }
        guard let regions = pair.regions else { return true }
        let left = domains[pair.left].values
        let right = domains[pair.right].values
        guard left.count * right.count <= Self.mostCombinations else { return true }
        var possible = ValueSet()
        var leftKept = ValueSet()
        var rightKept = ValueSet()
        for first in left {
            for second in right {
                let outcomes = regions.outcomes(first, second)
                for (value, outcome) in Problem.outcomes.enumerated()
                where outcomes.contains(outcome) && domains[pair.variable].contains(value) {
                    possible.insert(value)
                    leftKept.insert(first)
                    rightKept.insert(second)
                }
            }
        }
        return set(pair.variable, to: possible, &domains, &waiting)
            && set(pair.left, to: leftKept, &domains, &waiting)
            && set(pair.right, to: rightKept, &domains, &waiting)
    }
}
