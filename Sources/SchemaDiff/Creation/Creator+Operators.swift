import Catalog
import SQLText

/// Operators, their families and classes.
extension Creator {
    mutating func addOperator(_ object: CatalogObject) {
        switch object.name.kind {
        case .operator: addPlainOperator(object)
        case .operatorFamily: addFamily(object)
        default: addClass(object)
        }
    }

    private mutating func addPlainOperator(_ object: CatalogObject) {
        let properties = PropertyValues(object.properties)
        let (name, arguments) = NameScanner.signature(object.name.identity)
        let types = NameScanner.pieces(arguments, between: ", ")
        var clauses = ["FUNCTION = \(properties.text("function") ?? "")"]
        for (word, type) in zip(["LEFTARG", "RIGHTARG"], types) where type != "NONE" {
            clauses.append("\(word) = \(type)")
        }
        clauses += [("COMMUTATOR", "commutator"), ("NEGATOR", "negator")].compactMap { word, key in
            properties.text(key).map { "\(word) = OPERATOR(\($0))" }
        }
        clauses += [("RESTRICT", "restrict"), ("JOIN", "join")].compactMap { word, key in
            properties.text(key).map { "\(word) = \($0)" }
        }
        if properties.flag("hashes") { clauses.append("HASHES") }
        if properties.flag("merges") { clauses.append("MERGES") }
        let statements = ["CREATE OPERATOR \(name) " + lines(clauses)]
        add(
            CreationStep(
                ElementName(object.name), .itself,
                statements + common(properties, "OPERATOR", object.name.identity)))
    }

    private mutating func addFamily(_ object: CatalogObject) {
        let properties = PropertyValues(object.properties)
        let name = object.name.identity
        let element = ElementName(object.name)
        let statements =
            ["CREATE OPERATOR FAMILY \(name)"] + common(properties, "OPERATOR FAMILY", name)
        let entries = entries(properties)
        // What is in no class may be on types and functions that need the family themselves.
        var step = CreationStep(element, .itself, statements)
        step.needs = Set(
            edges(from: element).filter { $0.to.object.kind == .schema }
                .map { CreationStep.Key(element: $0.to) })
        addBare(step)
        guard !entries.isEmpty else { return }
        let needs = needs(of: element).union(
            edges(from: element).map { CreationStep.Key(element: $0.to) })
        add(
            CreationStep(
                element, .completed,
                ["ALTER OPERATOR FAMILY \(name) ADD\n    " + entries.joined(separator: ",\n    ")],
                needs: needs))
    }

    private mutating func addClass(_ object: CatalogObject) {
        let properties = PropertyValues(object.properties)
        let (name, method) =
            NameScanner.split(object.name.identity, at: " USING ") ?? (object.name.identity, "")
        let type = properties.text("type") ?? ""
        var items = properties.text("storage").map { ["STORAGE \($0)"] } ?? []
        items += entries(properties)
        // A class has to say something; this is what goes without saying.
        if items.isEmpty { items = ["STORAGE \(type)"] }
        let text =
            "CREATE OPERATOR CLASS \(name)\(properties.flag("default") ? " DEFAULT" : "") FOR TYPE \(type) USING \(method) FAMILY \(properties.text("family") ?? name) AS\n    "
            + items.joined(separator: ",\n    ")
        add(
            CreationStep(
                ElementName(object.name), .itself,
                [text] + common(properties, "OPERATOR CLASS", object.name.identity)))
    }

    private func entries(_ properties: PropertyValues) -> [String] {
        properties.list("operators").map { "OPERATOR \($0)" }
            + properties.list("functions").map { "FUNCTION \($0)" }
    }
}
