/// Names a value for each variable of a solution, where there provably is one.
struct Concretion {
    private let problem: Problem
    private let surroundings: [Surroundings]
    private let domains: [ValueSet]
    private let apart: [Int: Set<Int>]
    private let graph: OrderGraph
    /// The free terms that got a region.
    private let terms: [Int]

    init(
        _ problem: Problem, _ surroundings: [Surroundings], _ domains: [ValueSet],
        _ isFree: [Bool], _ apart: [Int: Set<Int>]
    ) {
        self.problem = problem
        self.surroundings = surroundings
        self.domains = domains
        self.apart = apart
        graph = OrderGraph(problem, domains)
        terms = problem.terms.indices.filter { isFree[$0] && domains[$0].single != nil }
    }

    /// The witness; nil where some value cannot be shown to be there.
    var witness: Witness? {
        var values: [Int: Witness.Value] = [:]
        var open: [Place: [[Int]]] = [:]
        for members in classes {
            guard let first = members.first, let region = domains[first].single else { return nil }
            if region == Regions.null {
                for term in members { values[term] = .null }
                continue
            }
            if members.contains(where: { apart[$0] != nil && isOpen(region, $0) }) {
                guard members.count == 1 else { return nil }
            }
            if let constant = problem.regions[first].constant(region) {
                guard members.allSatisfy({ fits(constant, $0) }) else { return nil }
                for term in members { values[term] = .constant(constant.text) }
            } else {
                open[Place(problem.regions[first], region), default: []].append(members)
            }
        }
        for (place, classes) in open {
            guard let named = named(place, classes) else { return nil }
            values.merge(named) { first, _ in first }
        }
        return worded(values)
    }

    /// Where values lie that are near each other: those of one sort between the same constants.
    private struct Place: Hashable {
        let sort: Constant.Sort?
        let low: Constant?
        let high: Constant?
        let taken: [Constant]

        init(_ regions: Regions, _ region: Int) {
            sort = regions.sort
            (low, high) = regions.bounds(region)
            taken = regions.isOrdered ? [] : regions.constants
        }
    }

    private func isOpen(_ region: Int, _ term: Int) -> Bool {
        problem.regions[term].constant(region) == nil
    }

    /// The terms that are equal to each other; one that is in no comparison is alone.
    private var classes: [[Int]] {
        var found: [Int: [Int]] = [:]
        var alone: [[Int]] = []
        for term in terms {
            if let number = graph.classes[term] {
                found[number, default: []].append(term)
            } else {
                alone.append([term])
            }
        }
        return found.sorted { $0.key < $1.key }.map(\.value) + alone
    }

    /// Different values, in the order that the classes need.
    private func named(_ place: Place, _ classes: [[Int]]) -> [Int: Witness.Value]? {
        var waiting = classes
        var ordered: [[Int]] = []
        while !waiting.isEmpty {
            let numbers = Set(waiting.compactMap { $0.first.flatMap { graph.classes[$0] } })
            let next = waiting.firstIndex { members in
                guard let number = members.first.flatMap({ graph.classes[$0] }) else { return true }
                return graph.edges(number).isDisjoint(with: numbers)
            }
            guard let next else { return nil }
            ordered.append(waiting.remove(at: next))
        }
        var values: [Int: Witness.Value] = [:]
        let clock = ordered.firstIndex { $0.contains { problem.terms[$0].kind == .clock } }
        for (index, members) in ordered.enumerated() {
            if let clock {
                guard let text = moment(index - clock, from: ordered[clock], for: members) else {
                    return nil
                }
                for term in members { values[term] = .constant(text) }
                continue
            }
            let types = Set(
                members.flatMap { problem.terms[$0].facts.values.map(\.type) }
                    + members.compactMap { Sample.type(ofClaim: problem.terms[$0].text) })
            let isInteger = members.contains { problem.terms[$0].isInteger }
            if place.sort == nil, types.count == 1, let type = types.first,
                let labels = surroundings[0].enumerations[type]
            {
                // Labels that both sides have, another for each class.
                let both = labels.filter {
                    surroundings[1].enumerations[type]?.contains($0) ?? false
                }
                guard index < both.count, ordered.count == 1 || !graph.hasOrder else { return nil }
                let label = Constant(.label(type: type), .text(Array(both[index].utf8)))
                for term in members { values[term] = .constant(label.text) }
                continue
            }
            guard let sort = place.sort ?? types.lazy.compactMap(Sample.sort(ofType:)).first else {
                // Any type has one value at least.
                guard ordered.count == 1, types.allSatisfy({ !$0.contains("range") }) else {
                    return nil
                }
                for term in members { values[term] = .present }
                continue
            }
            let sample = Sample(
                sort: sort, low: place.low, high: place.high, taken: place.taken,
                isInteger: isInteger)
            guard let constant = sample.value(index + 1, of: ordered.count),
                members.allSatisfy({ fits(constant, $0) })
            else { return nil }
            for term in members {
                let others = apart[term].map { $0.sorted().map { problem.terms[$0].text } }
                values[term] =
                    others.map { .otherThan($0, example: constant.text) }
                    ?? .constant(constant.text)
            }
        }
        return values
    }

    /// A moment some days from now, for columns that can hold it.
    private func moment(_ days: Int, from clock: [Int], for members: [Int]) -> String? {
        guard let text = clock.map({ problem.terms[$0] }).first(where: { $0.kind == .clock })?.text
        else { return nil }
        let type = text == "now()" ? "timestamp with time zone" : "date"
        let types = members.flatMap { problem.terms[$0].facts.values.map(\.type) }
        guard types.allSatisfy({ $0 == type }) else { return nil }
        if days == 0 { return text }
        let amount = type == "date" ? "\(abs(days))" : "'\(abs(days)) days'::interval"
        return "(\(text) \(days < 0 ? "-" : "+") \(amount))"
    }

    /// Whether a column can hold the value on both sides.
    private func fits(_ constant: Constant, _ term: Int) -> Bool {
        if case .label(let type) = constant.sort, case .text(let bytes) = constant.value {
            let label = String(decoding: bytes, as: UTF8.self)
            guard
                surroundings.allSatisfy({ $0.enumerations[type]?.contains(label) ?? false })
            else { return false }
        }
        return problem.terms[term].facts.values.allSatisfy { Sample.fits(constant, $0.type) }
    }

    /// The values in words.
    private func worded(_ values: [Int: Witness.Value]) -> Witness {
        var witness = Witness()
        for (term, value) in values.sorted(by: { $0.key < $1.key }) {
            let text = problem.terms[term].text
            switch problem.terms[term].kind {
            case .column(let name): witness.columns[name] = value
            case .claim: witness.session[text] = value
            case .clock, .constant, .other: continue
            }
            if case .otherThan = value, let region = domains[term].single,
                let words = Wording(problem).words(term, region)
            {
                witness.conditions.append(words)
            }
            witness.conditions.append(value.condition(on: text))
        }
        for pair in problem.pairs {
            // Where no value is named, what they are to each other says it.
            guard values[pair.left] == .present, values[pair.right] == .present,
                domains[pair.variable] == ValueSet(CollectionOfOne(2))
            else { continue }
            witness.conditions.append(
                "\(problem.terms[pair.left].text) = \(problem.terms[pair.right].text)")
        }
        return witness
    }
}

extension Witness.Value {
    /// The value as a condition on an expression.
    func condition(on text: String) -> String {
        switch self {
        case .null: "\(text) IS NULL"
        case .constant(let constant): "\(text) = \(constant)"
        case .present: "\(text) IS NOT NULL"
        case .otherThan(let others, _): "\(text) is other than \(others.joined(separator: " and "))"
        }
    }
}
