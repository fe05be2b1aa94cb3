import Catalog
import SQLText

/// Parts that come to an object that is there.
extension Creator {
    /// Makes the steps of one part, or of the default of one column.
    mutating func addPart(_ node: CreationStep.Key, of object: CatalogObject) {
        let element = node.element
        guard let name = element.part, let part = object.parts.first(where: { $0.name == name })
        else { return }
        let table = TableText(object, in: catalog)
        if object.name.kind == .domain { return addConstraint(part, ofDomain: object, element) }
        guard name.kind == .column else { return add(part, of: table, element) }
        if node.aspect == .default { return addDefault(part, of: table, element) }
        guard let text = table.column(part, withDefault: true) else {
            // It comes with the parent; what it has of its own is said then.
            let rest = table.columnTail(part) + columnRemarks(part, of: table)
            return addBare(CreationStep(element, .itself, rest))
        }
        let needs = self.needs(of: element).union(self.needs(of: element, .default))
        let rest = table.columnTail(part) + columnRemarks(part, of: table)
        addBare(
            CreationStep(
                element, .itself,
                ["ALTER \(table.keyword) \(table.name) ADD COLUMN \(text)"] + rest, needs: needs))
    }

    private mutating func addDefault(
        _ part: CatalogPart, of table: TableText, _ element: ElementName
    ) {
        guard let value = PropertyValues(part.properties).text("default") else { return }
        let isView = table.object.name.kind == .view
        addBare(
            CreationStep(
                element, .default,
                [
                    "ALTER \(table.keyword)\(isView ? "" : " ONLY") \(table.name) ALTER COLUMN \(part.name.identity) SET DEFAULT \(value)"
                ], needs: needs(of: element, .default)))
    }

    private mutating func addConstraint(
        _ part: CatalogPart, ofDomain domain: CatalogObject, _ element: ElementName
    ) {
        let values = PropertyValues(part.properties)
        let identity = part.name.identity
        let name = domain.name.identity
        let state = values.flag("notValid") ? " NOT VALID" : ""
        let text =
            "ALTER DOMAIN \(name) ADD CONSTRAINT \(identity) \(values.text("definition") ?? "")\(state)"
        add(
            CreationStep(
                element, .itself,
                [text] + remarks(values, "CONSTRAINT", "\(identity) ON DOMAIN \(name)")))
    }
}
