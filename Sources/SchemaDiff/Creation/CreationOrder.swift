import Catalog

/// Orders steps so that each comes after what it needs, and what belongs to one object stays together where it can.
struct CreationOrder {
    private let steps: [CreationStep]
    private var places: [CreationStep.Key: Int] = [:]
    private var state: [State]
    private var order: [Int] = []
    private var path: [Int] = []

    private enum State { case waiting, active, done }

    /// - Parameter steps: those of one object one behind the other, that of the object itself first.
    init(_ steps: [CreationStep]) {
        self.steps = steps
        state = Array(repeating: .waiting, count: steps.count)
        for (index, step) in steps.enumerated() {
            places[step.key] = index
            for element in step.including { places[CreationStep.Key(element: element)] = index }
        }
    }

    /// - Throws: `CreationError.circle`.
    consuming func ordered() throws(CreationError) -> [CreationStep] {
        let ranked = steps.indices.sorted { left, right in
            (rank(left), left) < (rank(right), right)
        }
        // Objects, and behind each the parts that need nothing more.
        for index in ranked where isObject(index) && !steps[index].isLast {
            let known = order.count
            try visit(index)
            for made in order[known...] { takeReadyParts(behind: made) }
        }
        for index in ranked where !steps[index].isLast { try visit(index) }
        for index in ranked { try visit(index) }
        return order.map { steps[$0] }
    }

    private func isObject(_ index: Int) -> Bool {
        steps[index].key.element.part == nil && steps[index].key.aspect == .itself
    }

    private func rank(_ index: Int) -> Int {
        Self.ranks[steps[index].key.element.object.kind] ?? 0
    }

    /// Kinds in the order in which they are read best, where what they need does not say otherwise.
    private static let ranks = Dictionary(
        uniqueKeysWithValues: ([
            .role, .database, .schema, .extension, .accessMethod, .language, .foreignDataWrapper,
            .server,
            .userMapping, .collation, .enumeration, .composite, .domain, .range, .baseType,
            .textSearchParser, .textSearchTemplate, .textSearchDictionary,
            .textSearchConfiguration, .sequence, .function, .procedure, .aggregate, .operator,
            .operatorFamily, .operatorClass, .cast, .conversion, .transform, .table,
            .foreignTable, .view, .materializedView, .eventTrigger, .publication, .subscription,
            .defaultPrivileges,
        ] as [ObjectKind]).enumerated().map { ($1, $0) })

    private func place(of key: CreationStep.Key) -> Int? {
        if let place = places[key] { return place }
        // A column is made with its table.
        return places[
            CreationStep.Key(element: ElementName(key.element.object), aspect: key.aspect)]
    }

    private func needs(of index: Int) -> [Int] {
        Set(steps[index].needs.compactMap(place)).subtracting([index]).sorted()
    }

    private mutating func takeReadyParts(behind index: Int) {
        let object = steps[index].key.element.object
        guard isObject(index) else { return }
        var next = index + 1
        while next < steps.count, steps[next].key.element.object == object {
            if state[next] == .waiting, !steps[next].isLast,
                needs(of: next).allSatisfy({ state[$0] == .done })
            {
                state[next] = .done
                order.append(next)
            }
            next += 1
        }
    }

    private mutating func visit(_ index: Int) throws(CreationError) {
        switch state[index] {
        case .done: return
        case .active:
            let start = path.firstIndex(of: index) ?? 0
            throw .circle(path[start...].map { steps[$0].key.element })
        case .waiting: break
        }
        state[index] = .active
        path.append(index)
        for need in needs(of: index) { try visit(need) }
        path.removeLast()
        state[index] = .done
        order.append(index)
    }
}
