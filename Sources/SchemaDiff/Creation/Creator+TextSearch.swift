import Catalog
import SQLText

/// What text search is made of.
extension Creator {
    mutating func addTextSearch(_ object: CatalogObject) {
        let properties = PropertyValues(object.properties)
        let name = object.name.identity
        var statements: [String] = []
        func clauses(_ words: [(String, String)]) -> String {
            words.compactMap { word, key in properties.text(key).map { "\(word) = \($0)" } }
                .joined(separator: ", ")
        }
        switch object.name.kind {
        case .textSearchParser:
            let functions = clauses([
                ("START", "start"), ("GETTOKEN", "token"), ("END", "end"),
                ("HEADLINE", "headline"), ("LEXTYPES", "lexTypes"),
            ])
            statements.append("CREATE TEXT SEARCH PARSER \(name) (\(functions))")
            statements += remarks(properties, "TEXT SEARCH PARSER", name)
        case .textSearchTemplate:
            statements.append(
                "CREATE TEXT SEARCH TEMPLATE \(name) (\(clauses([("INIT", "init"), ("LEXIZE", "lexize")])))"
            )
            statements += remarks(properties, "TEXT SEARCH TEMPLATE", name)
        case .textSearchDictionary:
            let options = (properties.map("options") ?? []).map {
                ", \(quoteIdentifier($0.key)) = \(quoteLiteral($0.value))"
            }
            statements.append(
                "CREATE TEXT SEARCH DICTIONARY \(name) (\(clauses([("TEMPLATE", "template")]))\(options.joined()))"
            )
            statements += common(properties, "TEXT SEARCH DICTIONARY", name)
        default:
            statements.append(
                "CREATE TEXT SEARCH CONFIGURATION \(name) (\(clauses([("PARSER", "parser")])))")
            for (token, dictionaries) in properties.map("mappings") ?? [] {
                statements.append(
                    "ALTER TEXT SEARCH CONFIGURATION \(name) ADD MAPPING FOR \(quoteIdentifier(token)) WITH \(dictionaries)"
                )
            }
            statements += common(properties, "TEXT SEARCH CONFIGURATION", name)
        }
        add(CreationStep(ElementName(object.name), .itself, statements))
    }
}
