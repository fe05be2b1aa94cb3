import Catalog
import SQLText

/// Enumerations, composite types, domains, ranges and base types.
extension Creator {
    mutating func addType(_ object: CatalogObject) {
        let properties = PropertyValues(object.properties)
        let name = object.name.identity
        let element = ElementName(object.name)
        let keyword = object.name.kind == .domain ? "DOMAIN" : "TYPE"
        var statements: [String] = []
        var including: [ElementName] = []
        switch object.name.kind {
        case .enumeration:
            let values = properties.list("values").map { quoteLiteral($0) }
            statements.append("CREATE TYPE \(name) AS ENUM (\(values.joined(separator: ", ")))")
        case .composite:
            statements.append(
                "CREATE TYPE \(name) AS " + lines(object.parts(.attribute).map { attribute($0) }))
        case .domain: statements += domain(object, properties)
        case .range: statements.append("CREATE TYPE \(name) AS RANGE " + lines(range(properties)))
        default:
            guard !properties.flag("shell") else {
                add(
                    CreationStep(
                        element, .itself,
                        ["CREATE TYPE \(name)"] + remarks(properties, "TYPE", name)))
                return
            }
            statements.append("CREATE TYPE \(name) " + lines(baseType(properties)))
        }
        let isAnnounced = edges(to: element).contains {
            need(element, of: $0.from).aspect == .announced
        }
        if isAnnounced {
            // Its name alone, before the functions that take or give it; with its schema only.
            let schema = edges(from: element).filter { $0.to.object.kind == .schema }
                .map { CreationStep.Key(element: $0.to) }
            add(CreationStep(element, .announced, ["CREATE TYPE \(name)"], needs: Set(schema)))
        }
        statements += common(
            properties, keyword, name,
            grants: GrantTarget(object: "\(keyword) \(name)", ofPublic: "ALL"))
        for part in object.parts {
            including.append(ElementName(object.name, part.name))
            let isConstraint = part.name.kind == .constraint
            let identity = part.name.identity
            statements += remarks(
                PropertyValues(part.properties), isConstraint ? "CONSTRAINT" : "COLUMN",
                isConstraint ? "\(identity) ON DOMAIN \(name)" : "\(name).\(identity)")
        }
        var step = CreationStep(element, .itself, statements)
        step.including = including
        if isAnnounced { step.needs.insert(CreationStep.Key(element: element, aspect: .announced)) }
        for part in including { step.needs.formUnion(needs(of: part)) }
        add(step)
    }

    /// An attribute with its type and collation.
    func attribute(_ part: CatalogPart) -> String {
        let properties = PropertyValues(part.properties)
        let collation = properties.text("collation").map { " COLLATE \($0)" } ?? ""
        return "\(part.name.identity) \(properties.text("type") ?? "")\(collation)"
    }

    private func domain(_ object: CatalogObject, _ properties: PropertyValues) -> [String] {
        let name = object.name.identity
        var text = "CREATE DOMAIN \(name) AS \(properties.text("type") ?? "")"
        if let collation = properties.text("collation") { text += " COLLATE \(collation)" }
        if let value = properties.text("default") { text += " DEFAULT \(value)" }
        if properties.flag("notNull") {
            if let constraint = properties.text("notNullConstraint") {
                text += " CONSTRAINT \(constraint)"
            }
            text += " NOT NULL"
        }
        var later: [String] = []
        for part in object.parts(.constraint) {
            let values = PropertyValues(part.properties)
            let constraint = "CONSTRAINT \(part.name.identity) \(values.text("definition") ?? "")"
            if values.flag("notValid") {
                later.append("ALTER DOMAIN \(name) ADD \(constraint) NOT VALID")
            } else {
                text += "\n    \(constraint)"
            }
        }
        return [text] + later
    }

    private func range(_ properties: PropertyValues) -> [String] {
        [
            ("SUBTYPE", "subtype"), ("SUBTYPE_OPCLASS", "operatorClass"),
            ("COLLATION", "collation"), ("CANONICAL", "canonical"),
            ("SUBTYPE_DIFF", "subtypeDifference"), ("MULTIRANGE_TYPE_NAME", "multirange"),
        ].compactMap { word, key in properties.text(key).map { "\(word) = \($0)" } }
    }

    private func baseType(_ properties: PropertyValues) -> [String] {
        let functions = [
            ("INPUT", "input"), ("OUTPUT", "output"), ("RECEIVE", "receive"), ("SEND", "send"),
            ("TYPMOD_IN", "modifierInput"), ("TYPMOD_OUT", "modifierOutput"),
            ("ANALYZE", "analyze"), ("SUBSCRIPT", "subscript"),
        ].compactMap { word, key in properties.text(key).map { "\(word) = \($0)" } }
        var clauses = ["INTERNALLENGTH = \(properties.text("length") ?? "VARIABLE")"]
        if properties.flag("passedByValue") { clauses.append("PASSEDBYVALUE") }
        let others = [("ALIGNMENT", "alignment"), ("STORAGE", "storage")]
            .compactMap { word, key in properties.text(key).map { "\(word) = \($0)" } }
        let texts = [("CATEGORY", "category"), ("DEFAULT", "default"), ("DELIMITER", "delimiter")]
            .compactMap { word, key in
                properties.text(key).map { "\(word) = \(quoteLiteral($0))" }
            }
        clauses += others + texts
        if properties.flag("preferred") { clauses.append("PREFERRED = true") }
        if let element = properties.text("element") { clauses.append("ELEMENT = \(element)") }
        if properties.flag("collatable") { clauses.append("COLLATABLE = true") }
        return functions + clauses
    }

    /// A list in parentheses, each element on a line of its own.
    func lines(_ elements: [String]) -> String {
        elements.isEmpty
            ? "()" : "(\n    " + elements.joined(separator: ",\n    ") + "\n)"
    }
}
