/// That the value of a variable is in one of some regions.
struct Membership: Hashable {
    let variable: Int
    let values: ValueSet
}

/// The variables of two predicates with their domains, and what binds them to each other.
///
/// The first variables are the terms; behind them come the pairs of terms that are compared, whose values are what the two are
/// to each other.
struct Problem {
    struct Pair {
        let left: Int
        let right: Int
        /// The variable that holds what they are to each other.
        let variable: Int
        /// The regions that both are cut by; nil where their values are of no common sort.
        let regions: Regions?

        /// A term of it that still has several regions where they matter: not where the other is NULL.
        func undecidedTerm(_ domains: [ValueSet]) -> Int? {
            if domains[variable].single == 0,
                [left, right].contains(where: { domains[$0].single == Regions.null })
            {
                return nil
            }
            return [left, right].first { domains[$0].count > 1 }
        }
    }

    var terms: [Term]
    /// The regions of each term.
    let regions: [Regions]
    let pairs: [Pair]
    /// The domain of each variable before anything is decided.
    var domains: [ValueSet]
    /// The pairs that each term is in.
    let pairsOfTerm: [[Int]]
    private let pairNumbers: [[Int]: Int]

    /// The values of the variable of a pair.
    static let outcomes: [Outcomes] = [.null, .less, .equal, .greater]

    init(_ vocabulary: Vocabulary, _ claims: Set<Claim>) {
        terms = vocabulary.terms
        var compared: [(Int, Int)] = []
        for claim in claims {
            if case .pair(let left, let right) = claim.subject { compared.append((left, right)) }
        }
        compared.sort { $0 < $1 }
        var groups = Groups(terms)
        for (left, right) in compared { groups.join(left, right) }
        for (sort, labels) in vocabulary.closedSorts { groups.close(sort, labels) }
        regions = groups.regions()
        var pairs: [Pair] = []
        var numbers: [[Int]: Int] = [:]
        var ofTerm = [[Int]](repeating: [], count: terms.count)
        for (left, right) in compared where numbers[[left, right]] == nil {
            numbers[[left, right]] = pairs.count
            ofTerm[left].append(pairs.count)
            ofTerm[right].append(pairs.count)
            let isCommon = groups.areTogether(left, right)
            pairs.append(
                Pair(
                    left: left, right: right, variable: terms.count + pairs.count,
                    regions: isCommon ? regions[left] : nil))
        }
        self.pairs = pairs
        pairNumbers = numbers
        pairsOfTerm = ofTerm
        domains = []
        for (index, term) in terms.enumerated() {
            domains.append(groups.domain(of: index, term, regions[index], vocabulary))
        }
        domains += pairs.map { _ in ValueSet(below: Self.outcomes.count) }
    }

    /// A claim as membership of a variable.
    func membership(_ claim: Claim) -> Requirement<Membership> {
        switch claim.subject {
        case .nullness(let term):
            let all = ValueSet(below: regions[term].count)
            let null = ValueSet(CollectionOfOne(Regions.null))
            var values = ValueSet()
            if claim.outcomes.contains(.null) { values = values.union(null) }
            if !claim.outcomes.isDisjoint(with: [.less, .equal, .greater]) {
                values = values.union(all.subtracting(null))
            }
            return .leaf(Membership(variable: term, values: values))
        case .constant(let term, let constant):
            return .leaf(
                Membership(
                    variable: term, values: regions[term].regions(constant, claim.outcomes)))
        case .pair(let left, let right):
            let values = Self.outcomes.indices.filter {
                claim.outcomes.contains(Self.outcomes[$0])
            }
            let pair = pairNumbers[[left, right]].map { pairs[$0].variable } ?? 0
            return .leaf(Membership(variable: pair, values: ValueSet(values)))
        }
    }
}

/// Terms that are cut by the same constants, since they are compared with each other.
private struct Groups {
    private var parents: [Int]
    private var sorts: [Constant.Sort?]
    private var constants: [Set<Constant>]
    private let equatesTexts: [Bool]
    private var isClosed: [Bool]

    init(_ terms: [Term]) {
        parents = Array(terms.indices)
        sorts = terms.map(\.sort)
        constants = terms.map(\.constants)
        equatesTexts = terms.map(\.equatesTexts)
        isClosed = terms.map { _ in false }
    }

    func root(_ term: Int) -> Int {
        var term = term
        while parents[term] != term { term = parents[term] }
        return term
    }

    mutating func join(_ left: Int, _ right: Int) {
        let (first, second) = (root(left), root(right))
        guard first != second, !equatesTexts[left], !equatesTexts[right] else { return }
        if let one = sorts[first], let other = sorts[second], one != other { return }
        parents[second] = first
        sorts[first] = sorts[first] ?? sorts[second]
        constants[first].formUnion(constants[second])
    }

    /// Says that the labels are all values of a sort.
    mutating func close(_ sort: Constant.Sort, _ labels: [String]) {
        for index in parents.indices where parents[index] == index && sorts[index] == sort {
            constants[index].formUnion(labels.map { Constant(sort, .text(Array($0.utf8))) })
            isClosed[index] = true
        }
    }

    func areTogether(_ left: Int, _ right: Int) -> Bool { root(left) == root(right) }

    func regions() -> [Regions] {
        var made: [Int: Regions] = [:]
        return parents.indices.map { index in
            let root = root(index)
            if let known = made[root] { return known }
            let regions = Regions(sort: sorts[root], constants: constants[root])
            made[root] = regions
            return regions
        }
    }

    func domain(
        of index: Int, _ term: Term, _ regions: Regions, _ vocabulary: Vocabulary
    ) -> ValueSet {
        var domain = regions.inhabited(by: term)
        if case .constant(let constant?) = term.kind {
            return regions.regions(constant, .equal)
        }
        if isClosed[root(index)] { domain.remove(regions.count - 1) }
        return domain
    }
}
