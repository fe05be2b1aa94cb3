import Catalog
import JSONText
import SQLText

/// Tables and foreign tables.
extension Creator {
    mutating func addTable(_ object: CatalogObject) {
        let table = TableText(
            object, in: catalog, isAlone: joining.tables.contains(object.name))
        var step = CreationStep(ElementName(object.name), .itself, [])
        var body: [String] = []
        var later: [CreationStep] = []
        // Of a table that the platform manages only some parts are the project's.
        if !table.properties.flag("managed") {
            for part in object.parts(.column) {
                let element = ElementName(object.name, part.name)
                step.needs.formUnion(needs(of: element))
                let isInline = canStandInside(object.name, edges(from: element, .default))
                if isInline || table.isGenerated(part) {
                    step.needs.formUnion(needs(of: element, .default))
                }
                body += table.column(part, withDefault: isInline).map { [$0] } ?? []
                if let value = table.laterDefault(of: part, wasInline: isInline) {
                    later.append(
                        CreationStep(
                            element, .default, [value],
                            needs: needs(of: element, .default).union([step.key])))
                }
            }
            for part in object.parts(.constraint) where table.mayStandInside(part) {
                let element = ElementName(object.name, part.name)
                guard canStandInside(object.name, edges(from: element)) else { continue }
                step.needs.formUnion(needs(of: element))
                step.including.append(element)
                body.append(table.constraint(part))
            }
            step.statements = table.creation(body)
            step.statements += common(
                table.properties, table.keyword, table.name,
                grants: GrantTarget(object: "TABLE \(table.name)"))
            step.statements += table.tail()
            for part in object.parts(.column) {
                let column = PropertyValues(part.properties)
                if column.has("notNullComment"), table.constraintName(part, column) == nil {
                    omit(ElementName(object.name, part.name), "the comment on its NOT NULL")
                }
                step.statements += columnRemarks(part, of: table)
            }
            for part in object.parts(.constraint)
            where step.including.contains(ElementName(object.name, part.name)) {
                step.statements += constraintRemarks(part, of: table)
            }
            if table.properties.flag("detachPending") {
                omit(step.key.element, "that it is about to be detached")
            }
        }
        let inside = Set(step.including)
        add(step)
        for laterStep in later { addBare(laterStep) }
        for part in object.parts where part.name.kind != .column {
            let element = ElementName(object.name, part.name)
            if !inside.contains(element) { add(part, of: table, element) }
        }
        attach(table)
        addCompletion(table)
    }

    /// Comment, labels and privileges of a column.
    func columnRemarks(_ part: CatalogPart, of table: TableText) -> [String] {
        let properties = PropertyValues(part.properties)
        let column = part.name.identity
        let target = GrantTarget(
            object: "TABLE \(table.name)", column: column, ownerHasAll: false)
        return grantStatements(
            properties.map("grants"), on: target, owner: table.properties.text("owner"))
            + remarks(properties, "COLUMN", "\(table.name).\(column)")
    }

    /// The comment of a constraint, and that its triggers are off.
    func constraintRemarks(_ part: CatalogPart, of table: TableText) -> [String] {
        remarks(
            PropertyValues(part.properties), "CONSTRAINT",
            "\(part.name.identity) ON \(table.name)")
    }

    /// What a table says of its indexes.
    mutating func addCompletion(_ table: TableText) {
        var statements: [String] = []
        if let index = table.properties.text("clusterOn") {
            statements.append(
                "ALTER \(table.keyword) \(table.name) CLUSTER ON \(quoteIdentifier(index))")
        }
        if let identity = table.properties.text("replicaIdentity") {
            statements.append("ALTER TABLE ONLY \(table.name) REPLICA IDENTITY \(identity)")
        }
        guard !statements.isEmpty else { return }
        let element = ElementName(table.object.name)
        add(CreationStep(element, .completed, statements, needs: needs(of: element, .mentions)))
    }

    /// The edges of one kind.
    func edges(from element: ElementName, _ kind: Edge.Kind) -> [Edge] {
        edges(from: element).filter { $0.kind == kind }
    }

    /// What must be there for one kind of edges.
    func needs(of element: ElementName, _ kind: Edge.Kind) -> Set<CreationStep.Key> {
        Set(edges(from: element, kind).map { CreationStep.Key(element: $0.to) })
    }

    /// Whether nothing that these edges lead to needs the table itself.
    private func canStandInside(_ table: ObjectName, _ edges: [Edge]) -> Bool {
        var seen: Set<ObjectName> = [table]
        var waiting = edges.map(\.to.object).filter { $0 != table }
        while let next = waiting.popLast() {
            guard seen.insert(next).inserted, let object = catalog[next] else { continue }
            for edge in object.edges where isMadeWithItsObject(edge) {
                if edge.to.object == table, next != table { return false }
                waiting.append(edge.to.object)
            }
        }
        return true
    }

    /// Whether what an edge says must hold when its object is made; that of keys and triggers is made later.
    private func isMadeWithItsObject(_ edge: Edge) -> Bool {
        guard edge.kind == .needs || edge.kind == .default || edge.kind == .goesWith else {
            return false
        }
        guard let part = edge.from.part else { return true }
        switch part.kind {
        case .column, .attribute: return true
        case .constraint:
            let properties = catalog[edge.from.object]?.parts.first { $0.name == part }?.properties
            return properties?["type"] == "CHECK"
        default: return false
        }
    }
}
