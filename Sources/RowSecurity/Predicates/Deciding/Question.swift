/// Whether a row passes on one side and not on the other.
struct Question {
    private let vocabulary: Vocabulary
    private let problem: Problem

    init(_ vocabulary: Vocabulary, claims: Set<Claim>) {
        self.vocabulary = vocabulary
        problem = Problem(vocabulary, claims)
    }

    func answer(passes side: PolicyTruths, not other: PolicyTruths) -> Widening.Direction {
        let wanted = side.whole && other.whole.negated
        let requirement = wanted.map(problem.membership)
        var solver = Solver(problem)
        let possible: [ValueSet]?
        do throws(Solver.Exhausted) {
            possible = try solver.solve(requirement) { solver, domains throws(Solver.Exhausted) in
                try solver.isConsistent(domains) ? domains : nil
            }
            if possible == nil { return .none }
        } catch {
            possible = nil
        }
        let certainty = Certainty(problem, vocabulary)
        if let (witness, domains) = certainty.witness(of: requirement) {
            return .certain(named(witness, certainty.problem, domains, side, other))
        }
        guard let possible else { return .undecided }
        let (conditions, assumptions) = Wording(problem).words(possible)
        let witness = Witness(conditions: conditions, assumptions: assumptions)
        return .possible(named(witness, problem, possible, side, other))
    }

    /// The witness with the names of the policies that it passes and does not pass.
    private func named(
        _ witness: Witness, _ problem: Problem, _ domains: [ValueSet], _ side: PolicyTruths,
        _ other: PolicyTruths
    ) -> Witness {
        let solver = Solver(problem)
        func names(_ policies: [PolicyTruths.Policy], _ wanted: Bool) -> [String] {
            policies.filter {
                solver.decided($0.isTrue.map(problem.membership), domains) == wanted
            }.map(\.name)
        }
        var witness = witness
        witness.passing = names(side.permissive, true)
        let isAllowed = !names(other.permissive, true).isEmpty
        witness.refusing = isAllowed ? names(other.restrictive, false) : []
        return witness
    }
}

extension Solver {
    /// Whether values can be chosen from the domains so that the pairs do not contradict each other.
    mutating func isConsistent(_ domains: [ValueSet]) throws(Exhausted) -> Bool {
        let problem = problem
        let start = problem.domains
        // A pair of which nothing was said takes what its terms have.
        let decided = problem.pairs.filter { domains[$0.variable] != start[$0.variable] }
        return try complete(
            domains,
            { domains in
                for pair in decided where domains[pair.variable].count > 1 { return pair.variable }
                for pair in decided where pair.regions != nil {
                    if let term = pair.undecidedTerm(domains) { return term }
                }
                return nil
            }, accept: { _ in true }) ?? false
    }
}
