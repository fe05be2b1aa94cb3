import Catalog
import SQLText

/// Collects the steps that make the objects of a catalog.
struct Creator {
    let catalog: Catalog
    /// Who runs the statements.
    let owner: String
    /// New partitions of tables that are there: what these have comes to them when they are attached.
    var joining = JoiningPartitions()
    private(set) var omissions: [Creation.Omission] = []
    private var steps: [CreationStep] = []
    private let edges: [ElementName: [Edge]]
    /// What depends on an object or a part of it.
    private let dependents: [ElementName: [Edge]]

    init(_ catalog: Catalog, owner: String) {
        self.catalog = catalog
        self.owner = owner
        edges = Dictionary(grouping: catalog.edges, by: \.from)
        dependents = Dictionary(grouping: catalog.edges, by: \.to)
    }

    func edges(from element: ElementName) -> [Edge] { edges[element] ?? [] }

    func edges(to element: ElementName) -> [Edge] { dependents[element] ?? [] }

    /// Makes the steps of an object; those of its parts behind it.
    mutating func add(_ object: CatalogObject) {
        guard !isServers(object) else { return addServerGrants(object) }
        switch object.name.kind {
        case .database: addDatabase(object)
        case .role: addRole(object)
        case .schema, .extension, .language, .accessMethod: addFoundation(object)
        case .foreignDataWrapper, .server, .userMapping: addForeignData(object)
        case .enumeration, .composite, .domain, .range, .baseType: addType(object)
        case .collation, .conversion, .cast, .transform: addConversion(object)
        case .sequence: addSequence(object)
        case .table, .foreignTable: addTable(object)
        case .view, .materializedView: addView(object)
        case .function, .procedure, .aggregate: addRoutine(object)
        case .operator, .operatorFamily, .operatorClass: addOperator(object)
        case .textSearchParser, .textSearchTemplate, .textSearchDictionary,
            .textSearchConfiguration:
            addTextSearch(object)
        case .eventTrigger, .publication, .subscription: addEvents(object)
        case .defaultPrivileges: addDefaultPrivileges(object)
        }
    }

    /// Adds a step; it needs what its element depends on.
    mutating func add(_ step: CreationStep) {
        var step = step
        if step.key.aspect == .itself { step.needs.formUnion(needs(of: step.key.element)) }
        if step.key.element.part != nil || step.key.aspect == .completed {
            step.needs.insert(CreationStep.Key(element: ElementName(step.key.element.object)))
        }
        steps.append(step)
    }

    /// Adds a step that needs what it says, and nothing else.
    mutating func addBare(_ step: CreationStep) {
        steps.append(step)
    }

    /// What must be there before an element is made.
    func needs(of element: ElementName) -> Set<CreationStep.Key> {
        Set(
            edges(from: element).filter {
                $0.kind == .needs || $0.kind == .goesWith || $0.kind == .attached
            }.map { need($0.to, of: element) })
    }

    /// An element as a need; a type is only to be announced for the functions that it is made of.
    func need(_ needed: ElementName, of element: ElementName) -> CreationStep.Key {
        let isOfType =
            [.baseType, .range].contains(needed.object.kind)
            && edges(from: needed).contains { $0.to == element && $0.kind == .needs }
        return CreationStep.Key(element: needed, aspect: isOfType ? .announced : .itself)
    }

    /// Notes that something is not made.
    mutating func omit(_ element: ElementName, _ what: String) {
        omissions.append(Creation.Omission(element: element, what: what))
    }

    /// The steps; those that announce types first.
    func finished() -> [CreationStep] { steps }
}
