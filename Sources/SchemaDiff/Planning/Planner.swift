public import Catalog

/// How a schema becomes another.
public struct ChangePlan: Sendable {
    /// The statements in order.
    public let statements: [PlannedStatement]
    /// What differs and stays as it is, in words.
    public let remarks: [String]
    /// Whether the statements are in transactions of a script's own.
    public let isSegmented: Bool
    /// The relations that are there before it, whose locks matter to others.
    let relations: Set<String>

    init(
        statements: [PlannedStatement], remarks: [String], isSegmented: Bool = false,
        relations: Set<String>
    ) {
        self.statements = statements.map { $0.locking(relations.contains) }
        self.remarks = remarks
        self.isSegmented = isSegmented
        self.relations = relations
    }

    /// What the statements do beyond what they are there for, each kind once, in the order of the kinds.
    public var hazards: [Hazard.Kind] {
        let found = Set(statements.flatMap(\.hazards).map(\.kind))
        return Hazard.Kind.allCases.filter(found.contains)
    }

    /// The statements as a script, with their hazards as comments.
    public var script: String { script(through: HazardGate(allowed: nil)) }

    /// The same, with what a gate does not let through called refused.
    public func script(through gate: HazardGate) -> String {
        guard isSegmented else { return statements.map { gate.text(of: $0) }.joined() }
        return segments.map { segment in
            segment.opening + segment.statements.map { gate.text(of: $0) }.joined()
                + segment.closing
        }.joined(separator: "\n")
    }

    /// The same plan behind statements that come first, on a schema that has other names.
    public func following(_ first: [PlannedStatement], on catalog: Catalog) -> ChangePlan {
        ChangePlan(
            statements: first + statements, remarks: remarks, isSegmented: isSegmented,
            relations: relations.union(Planner.relations(of: catalog)))
    }
}

/// Why no plan can be made: every reason, by element.
public struct PlanError: Error, Sendable, Hashable {
    /// One thing that stands in the way.
    public struct Reason: Sendable, Hashable {
        /// What it is about.
        public var element: ElementName
        /// Why, in words that follow its name.
        public var reason: String

        /// Makes a reason.
        public init(element: ElementName, reason: String) {
            self.element = element
            self.reason = reason
        }
    }

    /// The reasons, in the order of the names.
    public var reasons: [Reason]

    /// Makes an error.
    public init(reasons: [Reason]) {
        self.reasons = reasons
    }
}

/// Plans the statements that turn one catalog into another.
///
/// Pure. Guaranteed: statements are ordered by what both catalogs say depends on what; nothing is dropped with CASCADE, no
/// table is made again to reorder its columns, and no rename is guessed. Either everything that differs is dealt with or
/// named in `remarks`, or `PlanError` names what is in the way.
///
/// Both catalogs must have been read with edges. The statements expect an empty `search_path` and
/// `check_function_bodies` to be off.
public struct Planner: Sendable {
    /// Who runs the statements, to whom nothing needs to be handed over.
    public var owner: String

    /// Makes a planner.
    public init(owner: String) {
        self.owner = owner
    }

    /// Makes a plan.
    public func plan(from: Catalog, to: Catalog) throws(PlanError) -> ChangePlan {
        var changes = ChangeSet(from: from, to: to, owner: owner)
        changes.collect()
        changes.close()
        try changes.check()
        let statements = try ChangeOrder(changes).statements()
        return ChangePlan(
            statements: statements, remarks: changes.remarks, relations: Self.relations(of: from))
    }

    static func relations(of catalog: Catalog) -> Set<String> {
        let kinds: Set<ObjectKind> = [
            .table, .foreignTable, .view, .materializedView, .sequence,
        ]
        return Set(catalog.objects.map(\.name).filter { kinds.contains($0.kind) }.map(\.identity))
    }
}
