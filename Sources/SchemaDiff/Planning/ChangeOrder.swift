// Over 400 lines: one search over one private state, which its pieces would have to share.
import Catalog
import JSONText
import SQLText

/// Orders what a change set says so that the server takes it.
struct ChangeOrder {
    private typealias Key = ChangeStep.Key
    private typealias Node = CreationStep.Key

    private var changes: ChangeSet
    private var steps: [ChangeStep.Key: [PlannedStatement]] = [:]
    private var needs: [ChangeStep.Key: Set<CreationStep.Key>] = [:]
    /// The step that makes a node.
    private var makers: [CreationStep.Key: ChangeStep.Key] = [:]
    /// The steps by their object.
    private var byObject: [ObjectName: [ChangeStep.Key]] = [:]
    /// The step that drops an element.
    private var droppers: [ElementName: ChangeStep.Key] = [:]
    private(set) var omissions: [Creation.Omission] = []
    /// Parts of dropped objects that must go by themselves.
    private var apart: Set<ElementName> = []

    init(_ changes: ChangeSet) {
        self.changes = changes
    }

    /// The statements in order.
    func statements() throws(PlanError) -> [PlannedStatement] {
        var order = self
        while true {
            order.collectSteps()
            guard order.omissions.isEmpty else {
                throw PlanError(
                    reasons: order.omissions.map {
                        PlanError.Reason(element: $0.element, reason: $0.what)
                    })
            }
            do {
                return try order.graph().sorted().flatMap { order.steps[$0] ?? [] }.map(\.readable)
            } catch {
                guard try order.breakUp(error) else {
                    throw PlanError(
                        reasons: error.keys.map {
                            PlanError.Reason(
                                element: $0.node.element,
                                reason: "\($0.action.words) only behind others that wait for it")
                        })
                }
            }
        }
    }

    // MARK: - Steps

    private mutating func collectSteps() {
        steps = [:]
        needs = [:]
        makers = [:]
        droppers = [:]
        for node in changes.drops.sorted(by: { $0.element < $1.element }) { addDrop(node) }
        for element in apart { addDrop(Node(element: element)) }
        addCreations()
        for (element, statements) in changes.alters {
            steps[Key(action: .alter, node: Node(element: element)), default: []] += statements
        }
        for (element, statements) in changes.leavings { steps[leavingKey(element)] = statements }
        for element in changes.rebuilt { addRebuilding(element) }
        for (element, statements) in changes.completions {
            let key = Key(action: .create, node: Node(element: element, aspect: .completed))
            steps[key, default: []] += statements
        }
        byObject = Dictionary(grouping: steps.keys, by: \.node.element.object)
    }

    private mutating func addDrop(_ node: CreationStep.Key) {
        let key = Key(action: .drop, node: node)
        let element = node.element
        if node.aspect == .default {
            let keyword = element.object.kind == .view ? "VIEW" : "TABLE ONLY"
            let word = element.object.kind == .foreignTable ? "FOREIGN TABLE ONLY" : keyword
            steps[key] = [
                PlannedStatement(
                    element,
                    "ALTER \(word) \(element.object.identity) ALTER COLUMN \(element.part?.identity ?? "") DROP DEFAULT"
                )
            ]
            return
        }
        var statements: [PlannedStatement] = []
        if !goesAlong(element), let sql = Removal.statement(element, in: changes.from) {
            statements.append(
                PlannedStatement(element, sql, hazards: Removal.hazards(element, in: changes.from)))
        }
        steps[key] = statements
        droppers[element] = key
        guard element.part == nil, let object = changes.from[element.object] else { return }
        for part in object.parts {
            let inner = ElementName(element.object, part.name)
            if !apart.contains(inner) { droppers[inner] = key }
        }
    }

    /// Whether the server drops an element together with another that goes.
    private func goesAlong(_ element: ElementName) -> Bool {
        guard let object = changes.from[element.object] else { return false }
        // A foreign key goes before the table that it refers to, not with its column.
        if element.part?.kind == .constraint,
            object.edges.contains(where: {
                $0.from == element && $0.to.object != element.object && changes.isDropped($0.to)
                    && $0.kind == .needs
            })
        {
            return false
        }
        if let part = object.parts.first(where: { $0.name == element.part }),
            PropertyValues(part.properties).flag("inherited")
                || part.name.kind == .column && object.properties["partitionOf"] != nil,
            !changes.alterer.changesParents(object),
            parents(of: object).contains(where: { changes.isDropped(ElementName($0, part.name)) })
        {
            return true
        }
        // A partition that is detached loses the triggers that its parent has given it.
        if element.part?.kind == .trigger, changes.alterer.changesParents(object),
            object.edges.contains(where: { $0.from == element && $0.kind == .attached })
        {
            return true
        }
        return object.edges.contains { edge in
            edge.from == element && edge.kind.isDroppedAlong && edge.to.object != element.object
                && (edge.kind == .attached || changes.isDropped(edge.to))
                && changes.isDropped(edge.to)
        }
            || object.edges.contains { edge in
                edge.from == element && edge.kind.isDroppedAlong && edge.to.object == element.object
                    && changes.drops.contains(CreationStep.Key(element: edge.to))
            }
    }

    private func parents(of object: CatalogObject) -> [ObjectName] {
        let values = PropertyValues(object.properties)
        let names = values.list("inherits") + (values.text("partitionOf").map { [$0] } ?? [])
        return names.flatMap { [ObjectName(.table, $0), ObjectName(.foreignTable, $0)] }
    }

    private mutating func addCreations() {
        var creator = changes.alterer.creator
        creator.joining = changes.joiningPartitions
        for node in changes.creates.sorted(by: { $0.element < $1.element }) {
            guard let object = changes.to[node.element.object] else { continue }
            guard node.element.part != nil else {
                creator.add(object)
                continue
            }
            creator.addPart(node, of: object)
        }
        omissions = creator.omissions
        let privileges = DefaultPrivilegesInForce(
            [changes.from, changes.to], owner: creator.owner)
        for step in creator.finished() {
            let key = Key(action: .create, node: step.key, isLast: step.isLast)
            var statements = step.statements
            if step.key.element.part == nil, step.key.aspect == .itself,
                let object = changes.to[step.key.element.object]
            {
                let place = (statements.lastIndex { $0.contains(" OWNER TO ") } ?? 0) + 1
                statements.insert(
                    contentsOf: privileges.reset(object, owner: creator.owner),
                    at: min(place, statements.count))
            }
            steps[key, default: []] += statements.map {
                PlannedStatement(
                    step.key.element, $0,
                    hazards: Creation.hazards($0, step.key.element, changes))
            }
            needs[key, default: []].formUnion(step.needs)
            makers[step.key] = key
            for element in step.including { makers[Node(element: element)] = key }
        }
    }

    /// The old enumeration steps aside, and goes when no column is of it any more.
    private mutating func addRebuilding(_ element: ElementName) {
        guard let new = changes.to[element.object] else { return }
        var creator = changes.alterer.creator
        creator.add(new)
        let name = new.name.identity
        let bare = NameScanner.name(of: name)
        let plain = parseIdentifier(bare) ?? bare
        let aside = quoteIdentifier("\(plain.prefix(50))__before")
        var statements = [
            PlannedStatement(element, "ALTER TYPE \(name) RENAME TO \(aside)")
        ]
        statements += creator.finished().flatMap(\.statements).map { PlannedStatement(element, $0) }
        steps[Key(action: .alter, node: Node(element: element)), default: []] += statements
        steps[Key(action: .create, node: Node(element: element, aspect: .completed))] = [
            PlannedStatement(element, "DROP TYPE \(NameScanner.schema(of: name)).\(aside)")
        ]
    }

    // MARK: - Order

    private func graph() -> OrderedGraph<ChangeStep.Key> {
        var graph = OrderedGraph<ChangeStep.Key>()
        for key in steps.keys { graph.insert(key) }
        for (key, needed) in needs {
            for node in needed { orderAfterMaking(key, node, &graph) }
        }
        for edge in changes.from.edges { orderFrom(edge, &graph) }
        for edge in changes.to.edges { orderTo(edge, &graph) }
        orderSame(&graph)
        orderNames(&graph)
        orderLeaving(&graph)
        return graph
    }

    private func alterKey(_ element: ElementName) -> ChangeStep.Key {
        Key(action: .alter, node: Node(element: element))
    }

    private func orderAfterMaking(
        _ key: ChangeStep.Key, _ node: CreationStep.Key, _ graph: inout OrderedGraph<ChangeStep.Key>
    ) {
        if let maker = makers[node] ?? makers[Node(element: ElementName(node.element.object))] {
            graph.order(key, after: maker)
        }
        graph.order(key, after: alterKey(node.element))
    }

    /// What depends goes before what it depends on, and before that changes.
    private func orderFrom(_ edge: Edge, _ graph: inout OrderedGraph<ChangeStep.Key>) {
        guard edge.kind != .owner, edge.kind != .grantee else { return }
        let dropper: ChangeStep.Key?
        if edge.kind == .default {
            let node = Node(element: edge.from, aspect: .default)
            dropper =
                changes.drops.contains(node)
                ? Key(action: .drop, node: node) : droppers[edge.from]
        } else {
            dropper = droppers[edge.from]
        }
        if let dropper {
            if let other = droppers[edge.to], edge.kind.blocksDrop {
                graph.order(other, after: dropper)
            }
            // Whom a sequence belongs to changes before its column goes.
            let key = alterKey(edge.to)
            if edge.to.object.kind != .sequence, !leavesInPeace(key) {
                graph.order(key, after: dropper)
            }
        } else if let other = droppers[edge.to] {
            graph.order(other, after: alterKey(edge.from))
        }
    }

    /// Whether a change has nothing to say to what depends on its element: its owner, privileges and comment.
    private func leavesInPeace(_ key: ChangeStep.Key) -> Bool {
        (steps[key] ?? []).allSatisfy { statement in
            statement.sql.contains(" OWNER TO ")
                || [
                    "GRANT ", "REVOKE ", "COMMENT ", "SECURITY LABEL ", "SET SESSION ",
                    "RESET SESSION ",
                ]
                .contains { statement.sql.hasPrefix($0) }
        }
    }

    /// What comes or changes does so behind what it needs.
    private func orderTo(_ edge: Edge, _ graph: inout OrderedGraph<ChangeStep.Key>) {
        guard edge.kind != .default else { return }
        let key = alterKey(edge.from)
        // Whom a sequence belongs to is said last.
        guard steps[key] != nil, edge.kind != .ownedBy else {
            let completion = Key(
                action: .create, node: Node(element: edge.from, aspect: .completed))
            if steps[completion] != nil {
                orderAfterMaking(completion, Node(element: edge.to), &graph)
            }
            return
        }
        if let maker = makers[Node(element: edge.to)]
            ?? makers[Node(element: ElementName(edge.to.object))]
        {
            graph.order(key, after: maker)
        }
        if edge.to.object.kind != .table { graph.order(key, after: alterKey(edge.to)) }
    }

    /// The same element: its default goes before it changes, and comes behind; an old one goes before the new comes.
    private func orderSame(_ graph: inout OrderedGraph<ChangeStep.Key>) {
        for key in steps.keys {
            let element = key.node.element
            switch key.action {
            case .drop:
                graph.order(alterKey(element), after: key)
                if let maker = makers[key.node] { graph.order(maker, after: key) }
            case .create:
                graph.order(key, after: alterKey(element))
                if key.node.aspect == .completed { completeLast(key, &graph) }
                if let dropper = droppers[element] { graph.order(key, after: dropper) }
            case .alter:
                orderParents(key, &graph)
                if let maker = makers[Node(element: element)] { graph.order(key, after: maker) }
            }
        }
    }

    /// A table comes to a parent with the columns and constraints that this has, and keeps none that it is to lose.
    private func orderParents(_ key: ChangeStep.Key, _ graph: inout OrderedGraph<ChangeStep.Key>) {
        let element = key.node.element
        guard element.part == nil, let object = changes.to[element.object],
            object.name.kind == .table || object.name.kind == .foreignTable,
            changes.alterer.changesParents(object)
        else { return }
        for other in byObject[element.object] ?? [] {
            let kind = other.node.element.part?.kind
            guard kind == .column || kind == .constraint else { continue }
            if other.action == .create, other.node.aspect == .itself {
                graph.order(key, after: other)
            }
        }
    }

    /// What is said last of an element: behind all that is done to its parts, and to the columns that leave a type.
    private func completeLast(_ key: ChangeStep.Key, _ graph: inout OrderedGraph<ChangeStep.Key>) {
        let element = key.node.element
        for other in byObject[element.object] ?? [] where other.node.element.part != nil {
            graph.order(key, after: other)
        }
        guard changes.rebuilt.contains(element) else { return }
        for column in changes.retyped { graph.order(key, after: alterKey(column)) }
    }

    private func leavingKey(_ element: ElementName) -> ChangeStep.Key {
        Key(action: .drop, node: Node(element: element, aspect: .completed))
    }

    /// A table leaves its parents before anything happens to them that it is to have no part in.
    private func orderLeaving(_ graph: inout OrderedGraph<ChangeStep.Key>) {
        for element in changes.leavings.keys {
            guard let object = changes.from[element.object] else { continue }
            let parents = Set(parents(of: object))
            for object in parents.union([element.object]) {
                for other in byObject[object] ?? [] where other.node.element.part != nil {
                    graph.order(other, after: leavingKey(element))
                }
            }
            graph.order(alterKey(element), after: leavingKey(element))
        }
    }

    /// A name is free when what had it is gone.
    private func orderNames(_ graph: inout OrderedGraph<ChangeStep.Key>) {
        var old: [String: [ChangeStep.Key]] = [:]
        for key in steps.keys where key.action == .drop && key.node.aspect == .itself {
            for name in takenNames(key.node.element, in: changes.from) {
                old[name, default: []].append(key)
            }
        }
        let altered = steps.keys.filter { $0.action == .alter }
        for key in altered {
            guard let name = identityName(key.node.element, in: changes.from),
                name != identityName(key.node.element, in: changes.to)
            else { continue }
            old[name, default: []].append(key)
        }
        guard !old.isEmpty else { return }
        for key in steps.keys where key.action == .create && key.node.aspect == .itself {
            for name in takenNames(key.node.element, in: changes.to) {
                for dropper in old[name] ?? [] { graph.order(key, after: dropper) }
            }
        }
        for key in altered {
            guard let name = identityName(key.node.element, in: changes.to) else { continue }
            for dropper in old[name] ?? [] where dropper != key { graph.order(key, after: dropper) }
        }
    }

    // MARK: - Circles

    /// Takes foreign keys and the like out of what goes with its table, where that ends a circle; else makes a view or a
    /// routine anew that was to change in place.
    private mutating func breakUp(
        _ cycle: OrderedGraph<ChangeStep.Key>.Cycle
    ) throws(PlanError) -> Bool {
        let dropped = Set(cycle.keys.filter { $0.action == .drop }.map(\.node.element))
        let known = apart.count
        for element in dropped where element.part == nil {
            for edge in changes.from[element.object]?.edges ?? [] {
                guard let part = edge.from.part, edge.to.object != element.object,
                    dropped.contains(ElementName(edge.to.object)) || dropped.contains(edge.to),
                    part.kind != .column || edge.kind == .default
                else { continue }
                if part.kind != .column { apart.insert(edge.from) }
            }
        }
        if apart.count > known { return true }
        let inPlace = cycle.keys.filter { $0.action == .alter && $0.node.element.part == nil }
        for key in inPlace {
            guard
                [.view, .materializedView, .function, .procedure].contains(
                    key.node.element.object.kind)
            else { continue }
            changes.makeAnew(key.node.element)
            try changes.check()
            return true
        }
        return false
    }
}
