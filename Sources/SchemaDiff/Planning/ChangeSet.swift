import Catalog
import JSONText

/// What goes, what comes and what changes in place between two catalogs.
struct ChangeSet {
    typealias Node = CreationStep.Key

    let from: Catalog
    let to: Catalog
    let alterer: Alterer
    private let renamed: RenamedPieces
    /// What goes: objects, parts, and defaults of columns.
    private(set) var drops: Set<Node> = []
    /// What comes.
    private(set) var creates: Set<Node> = []
    /// What changes in place, with the statements.
    var alters: [ElementName: [PlannedStatement]] = [:]
    /// What is said when everything is there.
    var completions: [ElementName: [PlannedStatement]] = [:]
    /// What tables say to parents that they leave.
    private(set) var leavings: [ElementName: [PlannedStatement]] = [:]
    /// Columns whose values are to be of another type.
    private(set) var retyped: Set<ElementName> = []
    /// Enumerations that are made anew beside the old, which columns leave one by one.
    private(set) var rebuilt: Set<ElementName> = []
    private(set) var refusals: [PlanError.Reason] = []
    private(set) var remarks: [String] = []
    private var waiting: [Node] = []
    private let dependents: [ElementName: [Edge]]

    init(from: Catalog, to: Catalog, owner: String) {
        self.from = from
        self.to = to
        renamed = RenamedPieces(from: from, to: to)
        var alterer = Alterer(from: from, to: to, owner: owner)
        alterer.renamedIndexes = renamed.indexes
        self.alterer = alterer
        dependents = Dictionary(grouping: from.edges, by: \.to)
    }

    /// Finds what differs, each element by itself.
    mutating func collect() {
        let names = Set(from.objects.map(\.name)).union(to.objects.map(\.name))
        for name in names.sorted() {
            switch (from[name], to[name]) {
            case (let old, let new) where isServers(old ?? new):
                let statements = alterer.serverGrants(old, new)
                if !statements.isEmpty { alters[ElementName(name)] = statements }
            case (let old?, let new?):
                if old.hash != new.hash { collect(old, new) }
            case (let old?, nil): collectGone(old)
            case (nil, let new?): collectNew(new)
            case (nil, nil): break
            }
        }
    }

    private func isServers(_ object: CatalogObject?) -> Bool {
        object.map(alterer.creator.isServers) ?? false
    }

    private mutating func collectGone(_ object: CatalogObject) {
        switch object.name.kind {
        case .role:
            remarks.append("\(object.name) is not dropped: roles belong to the whole server")
        case .database: break
        case .defaultPrivileges:
            alters[ElementName(object.name)] = alterer.defaultPrivileges(
                object.name, from: PropertyValues(object.properties).map("grants"), to: nil)
        case .sequence where object.properties["type"] == nil:
            // That of an identity column, whose privileges become what is usual.
            alter(object, CatalogObject(name: object.name, properties: .none, parts: []))
        default: drop(Node(element: ElementName(object.name)))
        }
    }

    private mutating func collectNew(_ object: CatalogObject) {
        switch object.name.kind {
        // It may be there already: a catalog has the roles that something in it names. What is set for it here is not.
        case .role:
            var properties = object.properties.object
            properties["settingsInDatabase"] = nil
            let bare = PropertyList(properties)
            alter(CatalogObject(name: object.name, properties: bare, parts: []), object)
        case .defaultPrivileges, .database:
            let usual = CatalogObject(name: object.name, properties: .none, parts: [])
            alter(usual, object)
        default: creates.insert(Node(element: ElementName(object.name)))
        }
    }

    private mutating func alter(_ old: CatalogObject, _ new: CatalogObject) {
        let element = ElementName(new.name)
        switch alterer.alteration(old, new) {
        case .inPlace(let statements):
            if !statements.isEmpty { alters[element, default: []] += statements }
        case .replacement where new.name.kind == .enumeration: rebuild(element)
        case .replacement: replace(element)
        case .impossible(let reason): refuse(element, reason)
        }
    }

    /// An enumeration of which values go or change places: columns move to a new type of the same name.
    private mutating func rebuild(_ element: ElementName) {
        rebuilt.insert(element)
        waiting.append(Node(element: element))
    }

    private mutating func collect(_ old: CatalogObject, _ new: CatalogObject) {
        alter(old, new)
        let element = ElementName(new.name)
        guard !drops.contains(Node(element: element)) else { return }
        if old.name.kind == .composite {
            let statements = alterer.attributes(old, new)
            if !statements.isEmpty { alters[element, default: []] += statements }
            return
        }
        if old.name.kind == .table || old.name.kind == .foreignTable {
            let statements = alterer.leaving(old, new)
            if !statements.isEmpty { leavings[element] = statements }
        }
        completions[element] = alterer.completion(old, new) + alterer.ownership(old, new)
        let before = Dictionary(
            uniqueKeysWithValues: old.parts.map { part in
                let part = renaming(part, of: old.name)
                return (part.name, part)
            })
        let after = Dictionary(uniqueKeysWithValues: new.parts.map { ($0.name, $0) })
        let isView = old.name.kind == .view || old.name.kind == .materializedView
        for part in Set(before.keys).union(after.keys).sorted() {
            let element = ElementName(new.name, part)
            switch (before[part], after[part]) {
            case (let old?, let new?) where old.properties != new.properties:
                collect(old, new, element, isOfView: isView)
            case (let old?, nil): if !(isView && part.kind == .column) { collectGone(old, element) }
            case (nil, let new?): if !(isView && part.kind == .column) { collectNew(new, element) }
            default: break
            }
        }
        compareOrder(old, new)
    }

    /// A part under its new name; a piece of a parent's that has another one is renamed.
    private mutating func renaming(_ part: CatalogPart, of table: ObjectName) -> CatalogPart {
        let old = ElementName(table, part.name)
        guard let new = renamed.names[old], let name = new.part else { return part }
        alters[new] = RenamedPieces.renaming(old, to: new).map { [$0] }
        return CatalogPart(name: name, properties: part.properties)
    }

    private mutating func collect(
        _ old: CatalogPart, _ new: CatalogPart, _ element: ElementName, isOfView: Bool
    ) {
        guard let object = to[element.object] else { return }
        let changes = PropertyChanges(old.properties, new.properties)
        if element.part?.kind == .column, changes.touches("default") {
            if changes.before.has("default"), !changes.before.has("generated") {
                drop(Node(element: element, aspect: .default))
            }
            if changes.after.has("default"), !changes.after.has("generated") {
                creates.insert(Node(element: element, aspect: .default))
            }
        }
        // What columns a view has follows from its query.
        if isOfView, changes.isWithin(["type", "collation", "default"]) { return }
        switch alterer.part(old, new, of: object) {
        case .inPlace(let statements):
            if !statements.isEmpty { alters[element, default: []] += statements }
            if element.part?.kind == .column, alterer.isRetyped(old, new) {
                retype(element, old, new)
            }
        case .replacement: replace(element)
        case .impossible(let reason): refuse(element, reason)
        }
    }

    private mutating func collectGone(_ part: CatalogPart, _ element: ElementName) {
        let values = PropertyValues(part.properties)
        let isBare =
            part.name.kind == .index && values.list("keys").isEmpty
            || part.name.kind == .column && !values.has("type")
        guard isBare, let object = to[element.object] else { return drop(Node(element: element)) }
        // Something was said of what is there all the same: a column of the system, the index of a constraint.
        let constraint = PartName(.constraint, part.name.identity)
        if part.name.kind == .index, !object.parts.contains(where: { $0.name == constraint }) {
            return
        }
        let usual = CatalogPart(name: part.name, properties: .none)
        if case .inPlace(let statements) = alterer.part(part, usual, of: object),
            !statements.isEmpty
        {
            alters[element, default: []] += statements
        }
    }

    private mutating func collectNew(_ part: CatalogPart, _ element: ElementName) {
        creates.insert(Node(element: element))
    }

    private mutating func retype(_ element: ElementName, _ old: CatalogPart, _ new: CatalogPart) {
        retyped.insert(element)
        waiting.append(Node(element: element))
        // A default is not always cast by itself.
        if old.properties["default"] != nil, old.properties["generated"] == nil {
            drop(Node(element: element, aspect: .default))
        }
        if new.properties["default"] != nil, new.properties["generated"] == nil {
            creates.insert(Node(element: element, aspect: .default))
        }
    }

    private mutating func compareOrder(_ old: CatalogObject, _ new: CatalogObject) {
        guard old.name.kind == .table || old.name.kind == .foreignTable else { return }
        let names = Set(old.parts(.column).map(\.name)).intersection(new.parts(.column).map(\.name))
        let before = old.parts(.column).map(\.name).filter(names.contains)
        let after = new.parts(.column).map(\.name).filter(names.contains)
        if before != after {
            remarks.append("\(new.name): its columns stay in the order that they have")
        }
    }

    private mutating func refuse(_ element: ElementName, _ reason: String) {
        refusals.append(PlanError.Reason(element: element, reason: reason))
    }

    private mutating func drop(_ node: Node) {
        if drops.insert(node).inserted { waiting.append(node) }
    }

    private mutating func replace(_ element: ElementName) {
        alters[element] = nil
        completions[element] = nil
        drop(Node(element: element))
        let new = renamed.names[element] ?? element
        if new != element { alters[new] = nil }
        if exists(new, in: to) { creates.insert(Node(element: new)) }
    }

    private func exists(_ element: ElementName, in catalog: Catalog) -> Bool {
        guard let object = catalog[element.object] else { return false }
        guard let part = element.part else { return true }
        return object.parts.contains { $0.name == part }
    }

    /// Whether an element goes, with its object or alone.
    func isDropped(_ element: ElementName) -> Bool {
        drops.contains(Node(element: element))
            || drops.contains(Node(element: ElementName(element.object)))
    }

    /// Takes along what cannot stay where it is: what depends on something that goes or is retyped goes too, and comes again.
    mutating func close() {
        while let node = waiting.popLast() {
            guard node.aspect == .itself else { continue }
            if retyped.contains(node.element), !isDropped(node.element) {
                releaseRetyped(node.element)
                continue
            }
            for element in elements(of: node.element) {
                for edge in dependents[element] ?? [] { release(edge) }
            }
        }
        prune()
    }

    /// Has something go and come again that was to change in place, with what depends on it.
    mutating func makeAnew(_ element: ElementName) {
        replace(element)
        close()
    }

    /// - Throws: what stands in the way of a plan.
    func check() throws(PlanError) {
        guard refusals.isEmpty else {
            throw PlanError(reasons: refusals.sorted { $0.element < $1.element })
        }
    }

    /// An object with its parts; a part alone.
    private func elements(of element: ElementName) -> [ElementName] {
        guard element.part == nil, let object = from[element.object] else { return [element] }
        return [element] + object.parts.map { ElementName(element.object, $0.name) }
    }

    private mutating func release(_ edge: Edge) {
        let element = edge.from
        guard !isDropped(element),
            edge.from.object != edge.to.object || edge.from.part != edge.to.part
        else { return }
        switch edge.kind {
        case .mentions: return repeatMention(edge)
        case .owner, .grantee: return
        case .goesWith, .attached, .ownedBy:
            if edge.kind == .ownedBy, exists(element, in: to) { return disown(element, edge.to) }
            if element.part == nil, [.table, .foreignTable].contains(element.object.kind),
                exists(element, in: to)
            {
                return refuse(element, "\(edge.to) cannot be made again while it holds rows")
            }
            replace(element)
        case .default:
            guard let column = to[element.object]?.parts.first(where: { $0.name == element.part })
            else { return }
            if from[element.object]?.parts.first(where: { $0.name == element.part })?
                .properties["generated"] != nil
            {
                replace(element)
                return
            }
            drop(Node(element: element, aspect: .default))
            if column.properties["default"] != nil {
                creates.insert(Node(element: element, aspect: .default))
            }
        case .needs:
            if stillNeeds(edge) || alters[element] == nil { replaceNeeding(edge) }
        }
    }

    func isOwned(_ sequence: ElementName, by column: ElementName) -> Bool {
        (to[sequence.object]?.edges ?? []).contains { $0.kind == .ownedBy && $0.to == column }
    }

    /// Whether an edge is there on the other side too.
    private func stillNeeds(_ edge: Edge) -> Bool {
        (to[edge.from.object]?.edges ?? []).contains { $0.from == edge.from && $0.to == edge.to }
    }

    /// Something needs what goes: it goes too, unless that would take rows along.
    private mutating func replaceNeeding(_ edge: Edge) {
        let element = edge.from
        let kind = element.object.kind
        let isTable = kind == .table || kind == .foreignTable
        if isTable, element.part == nil {
            return refuse(element, "\(edge.to) cannot be made again while this needs it")
        }
        if isTable, element.part?.kind == .column {
            if rebuilt.contains(edge.to) { return moveColumn(element) }
            if retyped.contains(element) || alters[element] != nil && !stillNeeds(edge) { return }
            return refuse(element, "\(edge.to) cannot be made again while this is of it")
        }
        replace(element)
        if let part = element.part, part.kind == .column || part.kind == .attribute {
            replace(ElementName(element.object))
        }
    }

    /// A column takes its values over to the enumeration of the same name.
    private mutating func moveColumn(_ element: ElementName) {
        guard !retyped.contains(element), let object = to[element.object],
            let old = from[element.object]?.parts.first(where: { $0.name == element.part }),
            let new = object.parts.first(where: { $0.name == element.part })
        else { return }
        alters[element, default: []].insert(
            alterer.moving(new, of: object), at: 0)
        retype(element, old, new)
    }

    /// What the server does not let stand while a column becomes of another type.
    private mutating func releaseRetyped(_ column: ElementName) {
        for edge in dependents[column] ?? [] where !isDropped(edge.from) {
            let element = edge.from
            switch element.part?.kind {
            case nil:
                if [.view, .materializedView, .function, .procedure].contains(element.object.kind),
                    edge.kind == .needs
                {
                    replace(element)
                }
            case .rule, .policy, .trigger: replace(element)
            case .column where element != column:
                if edge.kind == .default { replace(element) }
            default: break
            }
        }
    }

    /// What belongs to an object that goes or comes as a whole is no change by itself.
    private mutating func prune() {
        let whole = drops.filter { $0.element.part == nil && $0.aspect == .itself }.map(
            \.element.object)
        let gone = Set(whole)
        drops = drops.filter { node in
            !gone.contains(node.element.object) || node.element.part == nil
        }
        let made = Set(creates.filter { $0.element.part == nil }.map(\.element.object))
        creates = creates.filter { !made.contains($0.element.object) || $0.element.part == nil }
        leavings = leavings.filter { !gone.contains($0.key.object) }
        alters = alters.filter {
            !gone.contains($0.key.object) && !drops.contains(Node(element: $0.key))
        }
        completions = completions.filter { !gone.contains($0.key.object) && !$0.value.isEmpty }
        // A column that goes takes its default along.
        drops = drops.filter { node in
            node.aspect == .itself || !drops.contains(Node(element: node.element))
        }
        creates = creates.filter { node in
            node.aspect == .itself || !creates.contains(Node(element: node.element))
        }
    }
}
