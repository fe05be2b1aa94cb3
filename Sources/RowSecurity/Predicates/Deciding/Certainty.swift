/// Looks for a witness that exists for certain: one that stands whatever anything has for a value that is not understood.
struct Certainty {
    /// The problem with the domains that both sides allow.
    let problem: Problem
    private let surroundings: [Surroundings]
    /// Whether a term can be given any value of its domain, without regard to the others.
    private let isFree: [Bool]

    init(_ problem: Problem, _ vocabulary: Vocabulary) {
        surroundings = Side.allCases.map(vocabulary.surroundings)
        var problem = problem
        isFree = problem.terms.enumerated().map { index, term in
            switch term.kind {
            case .column: !term.facts.values.contains(where: \.isGenerated)
            case .claim: true
            // Whether it is before or after a constant is not for a witness to say.
            case .clock: problem.regions[index].constants.isEmpty
            case .constant(let constant): constant != nil
            case .other: false
            }
        }
        for (index, term) in problem.terms.enumerated()
        where term.facts.values.contains(where: \.isNotNull) {
            problem.domains[index].remove(Regions.null)
        }
        self.problem = problem
    }

    /// A witness, and the domains that it was made of.
    func witness(
        of requirement: Requirement<Membership>
    ) -> (witness: Witness, domains: [ValueSet])? {
        var solver = Solver(problem, mostSteps: 5000)
        var apart: [Int: Set<Int>] = [:]
        let free = requirement.map { membership in
            freed(membership, &apart, depth: 0)
        }
        return try? solver.solve(free) { solver, domains throws(Solver.Exhausted) in
            try chosen(&solver, domains, apart)
        } ?? nil
    }

    /// The same about free variables alone: what is about others holds only where it follows from free ones.
    private func freed(
        _ membership: Membership, _ apart: inout [Int: Set<Int>], depth: Int
    ) -> Requirement<Membership> {
        let variable = membership.variable
        if problem.domains[variable].isSubset(of: membership.values) { return .constant(true) }
        guard depth < 8 else { return .constant(false) }
        guard variable >= problem.terms.count else {
            guard !isFree[variable] else { return .leaf(membership) }
            let term = problem.terms[variable]
            var ways = Requirement<Membership>.constant(false)
            if membership.values.contains(Regions.null) {
                for argument in term.strictArguments {
                    ways = ways || null(argument, &apart, depth)
                }
            }
            // Not being true is enough.
            let truth = problem.regions[variable].regions(
                Constant(.boolean, .boolean(true)), .equal)
            if problem.regions[variable].sort == .boolean,
                problem.domains[variable].subtracting(truth).isSubset(of: membership.values)
            {
                for argument in term.argumentsOfTrue {
                    ways = ways || null(argument, &apart, depth)
                }
            }
            return ways
        }
        let pair = problem.pairs[variable - problem.terms.count]
        if isFree[pair.left], isFree[pair.right] {
            guard let regions = pair.regions else { return .constant(false) }
            let hasConstant = [pair.left, pair.right].contains {
                if case .constant = problem.terms[$0].kind { true } else { false }
            }
            // Which of two texts comes first is up to the collation.
            let order = ValueSet([1, 3])
            guard hasConstant, !regions.isOrdered, !order.isSubset(of: membership.values) else {
                return .leaf(membership)
            }
            return .leaf(
                Membership(variable: variable, values: membership.values.subtracting(order)))
        }
        var ways = Requirement<Membership>.constant(false)
        for (own, other) in [(pair.left, pair.right), (pair.right, pair.left)] {
            if membership.values.contains(0) { ways = ways || null(own, &apart, depth) }
            let exceptEqual = ValueSet([0, 1, 3])
            guard isFree[own], case .column(let name) = problem.terms[own].kind,
                !problem.terms[other].columns.contains(name),
                exceptEqual.isSubset(of: membership.values)
            else { continue }
            let room = roomy(own)
            guard !room.isEmpty else { continue }
            apart[own, default: []].insert(other)
            ways = ways || .leaf(Membership(variable: own, values: room))
        }
        return ways
    }

    private func null(
        _ term: Int, _ apart: inout [Int: Set<Int>], _ depth: Int
    ) -> Requirement<Membership> {
        freed(
            Membership(variable: term, values: ValueSet(CollectionOfOne(Regions.null))), &apart,
            depth: depth + 1)
    }

    /// The regions of a column that hold more values than can be counted out.
    private func roomy(_ index: Int) -> ValueSet {
        let regions = problem.regions[index]
        let types = Set(problem.terms[index].facts.values.map(\.type))
        guard regions.sort != .boolean else { return ValueSet() }
        if regions.sort == nil {
            let isRoomy =
                !types.isEmpty
                && types.allSatisfy { Sample.sort(ofType: $0) != nil && $0 != "boolean" }
            guard isRoomy else { return ValueSet() }
        }
        let last = regions.count - 1
        let outer = regions.isOrdered ? [1, last] : [last]
        return problem.domains[index].intersection(ValueSet(outer))
    }

    /// One value for each variable that matters, if there are such.
    private func chosen(
        _ solver: inout Solver, _ domains: [ValueSet], _ apart: [Int: Set<Int>]
    ) throws(Solver.Exhausted) -> (witness: Witness, domains: [ValueSet])? {
        let start = problem.domains
        let terms = problem.terms.indices.filter {
            isFree[$0] && (domains[$0] != start[$0] || apart[$0] != nil)
        }
        let pairs = problem.pairs.filter {
            isFree[$0.left] && isFree[$0.right] && domains[$0.variable] != start[$0.variable]
        }
        return try solver.complete(
            domains,
            { domains in
                for term in terms where domains[term].count > 1 { return term }
                for pair in pairs where domains[pair.variable].count > 1 { return pair.variable }
                for pair in pairs {
                    if let term = pair.undecidedTerm(domains) { return term }
                }
                return nil
            },
            accept: { domains in
                Concretion(problem, surroundings, domains, isFree, apart).witness.map {
                    ($0, domains)
                }
            })
    }
}
