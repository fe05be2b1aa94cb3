import Catalog
import SQLText

/// Collations, conversions between encodings, casts and transforms.
extension Creator {
    mutating func addConversion(_ object: CatalogObject) {
        let properties = PropertyValues(object.properties)
        let name = object.name.identity
        var statements: [String] = []
        switch object.name.kind {
        case .collation:
            var clauses = ["provider = \(properties.text("provider") ?? "libc")"]
            clauses += [
                ("locale", "locale"), ("lc_collate", "lcCollate"), ("lc_ctype", "lcCtype"),
                ("rules", "rules"),
            ].compactMap { word, key in
                properties.text(key).map { "\(word) = \(quoteLiteral($0))" }
            }
            if properties.flag("nondeterministic") { clauses.append("deterministic = false") }
            statements.append("CREATE COLLATION \(name) (\(clauses.joined(separator: ", ")))")
            statements += common(properties, "COLLATION", name)
        case .conversion:
            let isDefault = properties.flag("default") ? "DEFAULT " : ""
            statements.append(
                "CREATE \(isDefault)CONVERSION \(name) FOR \(quoteLiteral(properties.text("from") ?? "")) TO \(quoteLiteral(properties.text("to") ?? "")) FROM \(properties.text("function") ?? "")"
            )
            statements += common(properties, "CONVERSION", name)
        case .cast:
            let method =
                properties.text("function").map { "WITH FUNCTION \($0)" }
                ?? properties.text("method") ?? ""
            let context = properties.text("context").map { " AS \($0)" } ?? ""
            statements.append("CREATE CAST (\(name)) \(method)\(context)")
            statements += remarks(properties, "CAST", "(\(name))")
        default:
            let functions = [("FROM", "fromSQL"), ("TO", "toSQL")].compactMap { word, key in
                properties.text(key).map { "\(word) SQL WITH FUNCTION \($0)" }
            }
            statements.append(
                "CREATE TRANSFORM FOR \(name) (\(functions.joined(separator: ", ")))")
            statements += remarks(properties, "TRANSFORM", "FOR \(name)")
        }
        add(CreationStep(ElementName(object.name), .itself, statements))
    }
}
