import Catalog
import SQLText

/// Views, materialized views and sequences.
extension Creator {
    mutating func addView(_ object: CatalogObject) {
        let view = TableText(object, in: catalog)
        let properties = view.properties
        let isMaterialized = object.name.kind == .materializedView
        var text = "CREATE \(view.keyword) \(view.name)"
        if let method = properties.text("accessMethod") {
            text += " USING \(quoteIdentifier(method))"
        }
        if let options = properties.map("options") { text += " WITH \(relationOptions(options))" }
        if let space = properties.text("tablespace") {
            text += " TABLESPACE \(quoteIdentifier(space))"
        }
        var query = properties.text("definition") ?? ""
        if query.hasSuffix(";") { query.removeLast() }
        text += " AS\n\(query)"
        // Filled when everything that its query calls is there.
        if isMaterialized { text += "\nWITH NO DATA" }
        var step = CreationStep(ElementName(object.name), .itself, [text])
        step.statements += common(
            properties, view.keyword, view.name, grants: GrantTarget(object: "TABLE \(view.name)"))
        for part in object.parts(.column) {
            // How its columns are kept follows from the query, but for what was said of them.
            if isMaterialized { step.statements += view.columnTail(part) }
            step.statements += columnRemarks(part, of: view)
        }
        step.statements += extensionStatements(properties, "\(view.keyword) \(view.name)")
        add(step)
        for part in object.parts(.column) {
            guard let value = PropertyValues(part.properties).text("default") else { continue }
            let element = ElementName(object.name, part.name)
            addBare(
                CreationStep(
                    element, .default,
                    [
                        "ALTER VIEW \(view.name) ALTER COLUMN \(part.name.identity) SET DEFAULT \(value)"
                    ],
                    needs: needs(of: element, .default).union([step.key])))
        }
        for part in object.parts where part.name.kind != .column {
            add(part, of: view, ElementName(object.name, part.name))
        }
        addCompletion(view)
        if isMaterialized, !properties.flag("unpopulated") {
            addBare(
                CreationStep(
                    step.key.element, .filled, ["REFRESH MATERIALIZED VIEW \(view.name)"],
                    needs: refreshNeeds(of: object.name), isLast: true))
        }
    }

    /// A materialized view is filled after those that its query reads.
    private func refreshNeeds(of view: ObjectName) -> Set<CreationStep.Key> {
        var needs: Set<CreationStep.Key> = [CreationStep.Key(element: ElementName(view))]
        var seen: Set<ObjectName> = [view]
        var waiting = [view]
        while let next = waiting.popLast() {
            for edge in catalog[next]?.edges ?? [] where seen.insert(edge.to.object).inserted {
                let kind = edge.to.object.kind
                if kind == .materializedView {
                    needs.insert(
                        CreationStep.Key(element: ElementName(edge.to.object), aspect: .filled))
                }
                if kind == .view || kind == .function { waiting.append(edge.to.object) }
            }
        }
        return needs
    }

    mutating func addSequence(_ object: CatalogObject) {
        let properties = PropertyValues(object.properties)
        let name = object.name.identity
        let element = ElementName(object.name)
        let target = GrantTarget(object: "SEQUENCE \(name)")
        guard let type = properties.text("type") else {
            // That of an identity column, which makes it; it belongs to the owner of the table.
            let table = edges(from: element, .attached).first.flatMap { catalog[$0.to.object] }
            let owner = table.flatMap { PropertyValues($0.properties).text("owner") }
            let statements =
                grantStatements(properties.map("grants"), on: target, owner: owner)
                + remarks(properties, "SEQUENCE", name)
            return add(CreationStep(element, .itself, statements))
        }
        let isUnlogged = properties.text("persistence") == "UNLOGGED"
        var text = "CREATE \(isUnlogged ? "UNLOGGED " : "")SEQUENCE \(name) AS \(type)"
        for (word, key) in [
            ("START WITH", "start"), ("INCREMENT BY", "increment"), ("MINVALUE", "minimum"),
            ("MAXVALUE", "maximum"), ("CACHE", "cache"),
        ] {
            if let value = properties.text(key) { text += " \(word) \(value)" }
        }
        if properties.flag("cycle") { text += " CYCLE" }
        add(
            CreationStep(
                element, .itself, [text] + common(properties, "SEQUENCE", name, grants: target)))
        if let column = properties.text("ownedBy") {
            add(
                CreationStep(
                    element, .completed, ["ALTER SEQUENCE \(name) OWNED BY \(column)"],
                    needs: needs(of: element, .ownedBy)))
        }
    }
}
