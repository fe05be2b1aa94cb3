/// The terms of two predicates, and what was learned about the functions in them.
struct Vocabulary {
    var terms: [Term] = []
    private var numbers: [[UInt8]: Int] = [:]
    private var occurrences = 0
    let surroundings: [Side: Surroundings]
    /// Why some terms are not the same on both sides although their texts are.
    var doubts: Set<Doubt> = []

    init(old: Surroundings, new: Surroundings) {
        surroundings = [.old: old, .new: new]
    }

    func surroundings(_ side: Side) -> Surroundings {
        surroundings[side] ?? Surroundings()
    }

    /// The number of the term of an expression, and whether it was there already.
    mutating func number(of expression: Expression, _ side: Side) -> (number: Int, isNew: Bool) {
        let text = expression.description
        let key = Array((text + identity(of: expression, side)).utf8)
        if let known = numbers[key] { return (known, false) }
        numbers[key] = terms.count
        terms.append(Term(kind: .other, text: text))
        return (terms.count - 1, true)
    }

    /// A term that is like no other.
    mutating func unknown(_ expression: Expression) -> Int {
        terms.append(Term(kind: .other, text: expression.description))
        return terms.count - 1
    }

    /// What tells apart expressions of the same text: the definitions that they depend on.
    ///
    /// What may differ between two evaluations is another term each time.
    private mutating func identity(of expression: Expression, _ side: Side) -> String {
        var identity = ""
        for name in expression.calls.sorted() {
            let own = surroundings(side).function(name)
            if let own {
                identity += "\u{0}\(name)=\(own.fingerprint)"
                let other = surroundings(side == .old ? .new : .old).function(name)
                if own.fingerprint != other?.fingerprint { doubts.insert(.changedFunction(name)) }
            } else if !surroundings(side).isBuiltIn(name) {
                doubts.insert(.unknownFunction(name))
                occurrences += 1
                identity += "\u{0}\(occurrences)"
                continue
            }
            guard surroundings(side).isVolatile(name) else { continue }
            doubts.insert(.volatileFunction(name))
            occurrences += 1
            identity += "\u{0}\(occurrences)"
        }
        for name in expression.relations.sorted() {
            guard let own = surroundings(side).relation(name) else {
                doubts.insert(.unknownRelation(name))
                occurrences += 1
                identity += "\u{0}\(occurrences)"
                continue
            }
            identity += "\u{0}\(name)=\(own)"
            let other = surroundings(side == .old ? .new : .old).relation(name)
            if own != other { doubts.insert(.changedRelation(name)) }
        }
        return identity
    }

    /// The enumerations that some constant is of, with all their labels on either side.
    var closedSorts: [(Constant.Sort, [String])] {
        let sorts = Set(terms.compactMap(\.sort))
        return sorts.compactMap { sort in
            guard case .label(let type) = sort else { return nil }
            let labels = Side.allCases.map { surroundings($0).enumerations[type] }
            guard let old = labels[0], let new = labels[1] else { return nil }
            return (sort, Set(old + new).sorted())
        }
    }

    /// Makes claims that could contradict each other unseen no claims: of two values of a session that may be one, or one in
    /// the other, only the first counts as free.
    mutating func separateClaims() {
        var paths: [[String]] = []
        var hasClock = false
        for index in terms.indices {
            if terms[index].kind == .clock {
                if hasClock { terms[index].kind = .other }
                hasClock = true
            }
            guard case .claim(let path) = terms[index].kind else { continue }
            if paths.contains(where: { $0.starts(with: path) || path.starts(with: $0) }) {
                terms[index].kind = .other
            } else {
                paths.append(path)
            }
        }
    }
}

/// Why two predicates that read the same may not mean the same.
public enum Doubt: Sendable, Hashable {
    /// The function, or operator, has another definition after than before.
    case changedFunction(String)
    /// The table or view that a sub-select reads shows its reader something else.
    case changedRelation(String)
    /// Nothing is known of the function.
    case unknownFunction(String)
    /// Nothing is known of what a sub-select reads.
    case unknownRelation(String)
    /// The function may give something else each time, so that it is never equal to itself.
    case volatileFunction(String)
}
