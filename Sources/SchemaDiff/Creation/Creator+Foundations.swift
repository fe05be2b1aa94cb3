import Catalog
import SQLText

/// Schemas, extensions, languages and access methods; foreign-data wrappers with their servers.
extension Creator {
    mutating func addFoundation(_ object: CatalogObject) {
        let properties = PropertyValues(object.properties)
        let name = object.name.identity
        let element = ElementName(object.name)
        var statements: [String] = []
        switch object.name.kind {
        case .schema:
            // Every new database has the one that is called public, with a comment; PUBLIC may use it.
            let isPublic = name == "public"
            if !isPublic { statements.append("CREATE SCHEMA \(name)") }
            let target = GrantTarget(object: "SCHEMA \(name)", ofPublic: isPublic ? "USAGE" : "")
            statements += common(properties, "SCHEMA", name, grants: target)
        case .extension:
            let schema = properties.text("schema").map { " WITH SCHEMA \(quoteIdentifier($0))" }
            let version = properties.text("version").map { " VERSION \(quoteLiteral($0))" }
            // Every new database has this one.
            let isThere = name == "plpgsql"
            if !isThere {
                statements.append("CREATE EXTENSION \(name)\(schema ?? "")\(version ?? "")")
                if let owner = properties.text("owner"), owner != self.owner {
                    omit(
                        element,
                        "that it belongs to \(owner): an extension belongs to who creates it")
                }
            }
            statements += remarks(properties, "EXTENSION", name)
        case .language:
            let clauses = [
                ("HANDLER", "handler"), ("INLINE", "inline"), ("VALIDATOR", "validator"),
            ]
            .compactMap { word, key in properties.text(key).map { " \(word) \($0)" } }
            statements.append(
                "CREATE \(properties.flag("trusted") ? "TRUSTED " : "")LANGUAGE \(name)"
                    + clauses.joined())
            statements += common(
                properties, "LANGUAGE", name,
                grants: GrantTarget(object: "LANGUAGE \(name)", ofPublic: "ALL"))
        default:
            statements.append(
                "CREATE ACCESS METHOD \(name) TYPE \(properties.text("type") ?? "") HANDLER \(properties.text("handler") ?? "")"
            )
            statements += common(properties, "ACCESS METHOD", name)
        }
        add(CreationStep(element, .itself, statements))
    }

    mutating func addForeignData(_ object: CatalogObject) {
        let properties = PropertyValues(object.properties)
        let name = object.name.identity
        let options = foreignOptions(properties.map("options"))
        var statements: [String] = []
        switch object.name.kind {
        case .foreignDataWrapper:
            let clauses = [("HANDLER", "handler"), ("VALIDATOR", "validator")]
                .compactMap { word, key in properties.text(key).map { " \(word) \($0)" } }
            statements.append("CREATE FOREIGN DATA WRAPPER \(name)\(clauses.joined())\(options)")
            statements += common(
                properties, "FOREIGN DATA WRAPPER", name,
                grants: GrantTarget(object: "FOREIGN DATA WRAPPER \(name)"))
        case .server:
            let clauses = [("TYPE", "type"), ("VERSION", "version")]
                .compactMap { word, key in
                    properties.text(key).map { " \(word) \(quoteLiteral($0))" }
                }
            let wrapper = quoteIdentifier(properties.text("wrapper") ?? "")
            statements.append(
                "CREATE SERVER \(name)\(clauses.joined()) FOREIGN DATA WRAPPER \(wrapper)\(options)"
            )
            statements += common(
                properties, "SERVER", name, grants: GrantTarget(object: "FOREIGN SERVER \(name)"))
        default:
            statements.append("CREATE USER MAPPING FOR \(name)\(options)")
        }
        add(CreationStep(ElementName(object.name), .itself, statements))
    }
}
