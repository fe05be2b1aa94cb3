/// Says in words what domains say.
struct Wording {
    let problem: Problem

    init(_ problem: Problem) {
        self.problem = problem
    }

    /// What holds of columns and values of the session, and what must be assumed of everything else.
    func words(_ domains: [ValueSet]) -> (conditions: [String], assumptions: [String]) {
        var conditions: [String] = []
        var assumptions: [String] = []
        for (index, term) in problem.terms.enumerated() {
            guard domains[index] != problem.domains[index],
                let words = words(index, domains[index]), !isSaid(index, domains)
            else { continue }
            switch term.kind {
            case .column, .claim, .clock: conditions.append(words)
            case .constant: continue
            case .other: assumptions.append(words)
            }
        }
        for pair in problem.pairs where domains[pair.variable] != problem.domains[pair.variable] {
            guard let words = words(pair, domains[pair.variable]) else { continue }
            let isPlain =
                pair.regions != nil
                && [pair.left, pair.right].allSatisfy { term in
                    switch problem.terms[term].kind {
                    case .column, .claim, .clock: true
                    case .constant(let constant): constant != nil
                    case .other: false
                    }
                }
            if isPlain { conditions.append(words) } else { assumptions.append(words) }
        }
        return (conditions, assumptions)
    }

    /// Whether a comparison says already that the term is not NULL, or an argument that it is.
    private func isSaid(_ index: Int, _ domains: [ValueSet]) -> Bool {
        let missing = problem.domains[index].subtracting(domains[index])
        if missing == ValueSet(CollectionOfOne(Regions.null)) {
            let isCompared = problem.pairsOfTerm[index].contains { number in
                !domains[problem.pairs[number].variable].contains(0)
            }
            let isArgument = problem.terms.indices.contains { user in
                problem.terms[user].strictArguments.contains(index)
                    && !domains[user].contains(Regions.null)
            }
            return isCompared || isArgument
        }
        let isNull = domains[index] == ValueSet(CollectionOfOne(Regions.null))
        return isNull
            && problem.terms[index].strictArguments.contains {
                domains[$0] == ValueSet(CollectionOfOne(Regions.null))
            }
    }

    private func words(_ index: Int, _ domain: ValueSet) -> String? {
        let text = problem.terms[index].text
        let regions = problem.regions[index]
        let all = problem.domains[index]
        if domain.single == Regions.null {
            return "\(text) IS NULL"
        }
        if regions.sort == .boolean {
            let names = domain.values.map { value in
                regions.constant(value).map { $0.value == .boolean(true) ? "true" : "false" }
                    ?? "NULL"
            }
            return names.count == 1
                ? "\(text) is \(names[0])" : "\(text) is \(names.joined(separator: " or "))"
        }
        let absent = all.subtracting(domain)
        if absent == ValueSet(CollectionOfOne(Regions.null)) { return "\(text) IS NOT NULL" }
        let lacked = absent.values.compactMap { regions.constant($0) }
        if lacked.count == absent.count {
            return "\(text) is not \(lacked.map(\.text).joined(separator: " nor "))"
        }
        if lacked.count + 1 == absent.count, absent.contains(Regions.null) {
            return "\(text) is neither NULL nor \(lacked.map(\.text).joined(separator: " nor "))"
        }
        return domain.values.map { words(text, regions, $0) }.joined(separator: " or ")
    }

    private func words(_ text: String, _ regions: Regions, _ region: Int) -> String {
        if region == Regions.null { return "\(text) IS NULL" }
        if let constant = regions.constant(region) { return "\(text) = \(constant.text)" }
        switch regions.bounds(region) {
        case (let low?, let high?): return "\(low.text) < \(text) < \(high.text)"
        case (let low?, nil): return "\(text) > \(low.text)"
        case (nil, let high?): return "\(text) < \(high.text)"
        case (nil, nil): return "\(text) has another value"
        }
    }

    private func words(_ pair: Problem.Pair, _ domain: ValueSet) -> String? {
        let left = problem.terms[pair.left].text
        let right = problem.terms[pair.right].text
        switch domain.values {
        case [0]:
            // That a side is NULL is said of that side.
            return nil
        case [1]: return "\(left) < \(right)"
        case [2]: return "\(left) = \(right)"
        case [3]: return "\(left) > \(right)"
        case [1, 3]: return "\(left) <> \(right)"
        case [1, 2]: return "\(left) <= \(right)"
        case [2, 3]: return "\(left) >= \(right)"
        case [1, 2, 3]: return nil
        case [0, 1, 3]: return "\(left) = \(right) is not true"
        case [0, 2, 3]: return "\(left) < \(right) is not true"
        case [0, 1, 2]: return "\(left) > \(right) is not true"
        case let values:
            let names = ["NULL", "less", "equal", "greater"]
            return
                "\(left) and \(right) compare as \(values.map { names[$0] }.joined(separator: " or "))"
        }
    }
}
