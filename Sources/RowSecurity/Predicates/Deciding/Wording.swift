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

    /// One region between or beside constants; nil where that says nothing.
    func words(_ index: Int, _ region: Int) -> String? {
        let (low, high) = problem.regions[index].bounds(region)
        guard low != nil || high != nil else { return nil }
        return range(problem.terms[index].text, low, false, high, false)
    }

    private func words(_ index: Int, _ domain: ValueSet) -> String? {
        let text = problem.terms[index].text
        let regions = problem.regions[index]
        if domain.single == Regions.null { return "\(text) IS NULL" }
        if regions.sort == .boolean {
            let names = domain.values.map { value in
                regions.constant(value).map { $0.value == .boolean(true) ? "true" : "false" }
                    ?? "NULL"
            }
            return "\(text) is \(names.joined(separator: " or "))"
        }
        let absent = problem.domains[index].subtracting(domain)
        let lacked = absent.values.compactMap { regions.constant($0) }.map(\.text)
        let isPresent = absent.contains(Regions.null)
        if lacked.count + (isPresent ? 1 : 0) == absent.count {
            let list = (isPresent ? ["NULL"] : []) + lacked
            return list == ["NULL"]
                ? "\(text) IS NOT NULL"
                : "\(text) is \(list.count > 1 ? "neither" : "not") \(list.joined(separator: " nor "))"
        }
        return runs(regions, domain).map { first, last in
            if first == Regions.null { return "\(text) IS NULL" }
            if first == last, let constant = regions.constant(first) {
                return "\(text) = \(constant.text)"
            }
            let low = regions.constant(first)
            let high = regions.constant(last)
            return range(
                text, low ?? regions.bounds(first).low, low != nil,
                high ?? regions.bounds(last).high,
                high != nil)
        }.joined(separator: " or ")
    }

    /// The neighbouring regions of an order, first and last of each row; without an order, each alone.
    private func runs(_ regions: Regions, _ domain: ValueSet) -> [(Int, Int)] {
        var runs: [(Int, Int)] = []
        for value in domain.values {
            if regions.isOrdered, let last = runs.last, last.1 == value - 1, value > 1 {
                runs[runs.count - 1].1 = value
            } else {
                runs.append((value, value))
            }
        }
        return runs
    }

    private func range(
        _ text: String, _ low: Constant?, _ holdsLow: Bool, _ high: Constant?, _ holdsHigh: Bool
    ) -> String {
        switch (low, high) {
        case (nil, nil): "\(text) has another value"
        case (let low?, nil): "\(text) \(holdsLow ? ">=" : ">") \(low.text)"
        case (nil, let high?): "\(text) \(holdsHigh ? "<=" : "<") \(high.text)"
        case (let low?, let high?):
            "\(low.text) \(holdsLow ? "<=" : "<") \(text) \(holdsHigh ? "<=" : "<") \(high.text)"
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
