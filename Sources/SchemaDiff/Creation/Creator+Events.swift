import Catalog
import SQLText

/// Event triggers, publications and subscriptions, which are made last: they look at what else is done.
extension Creator {
    mutating func addEvents(_ object: CatalogObject) {
        let element = ElementName(object.name)
        let statements: [String]
        switch object.name.kind {
        case .eventTrigger: statements = eventTrigger(object)
        case .publication: statements = publication(object)
        default: statements = subscription(object)
        }
        add(
            CreationStep(
                element, .itself, statements, needs: needs(of: element, .mentions), isLast: true))
    }

    private func eventTrigger(_ object: CatalogObject) -> [String] {
        let properties = PropertyValues(object.properties)
        let name = object.name.identity
        var text = "CREATE EVENT TRIGGER \(name) ON \(properties.text("event") ?? "")"
        let tags = properties.list("tags").map { quoteLiteral($0) }
        if !tags.isEmpty { text += " WHEN TAG IN (\(tags.joined(separator: ", ")))" }
        text += " EXECUTE FUNCTION \(properties.text("function") ?? "")()"
        var statements = [text]
        if let state = properties.text("enabled") {
            let change = enabling(state)
            statements.append("ALTER EVENT TRIGGER \(name) \(change)")
        }
        return statements + common(properties, "EVENT TRIGGER", name)
    }

    private func publication(_ object: CatalogObject) -> [String] {
        let properties = PropertyValues(object.properties)
        let name = object.name.identity
        let tables = (properties.map("tables") ?? []).map { table, rest in
            // What inherits from it is listed on its own.
            guard let (columns, condition) = NameScanner.split(rest, at: "WHERE ") else {
                return rest.isEmpty ? "ONLY \(table)" : "ONLY \(table) \(rest)"
            }
            return "ONLY \(table) \(columns)WHERE (\(condition))"
        }
        // Of one that the platform manages only the tables are the project's.
        if properties.flag("managed") {
            return tables.map { "ALTER PUBLICATION \(name) ADD TABLE \($0)" }
        }
        var content = tables.isEmpty ? [] : ["TABLE \(tables.joined(separator: ", "))"]
        let schemas = properties.list("schemas").map(quoteIdentifier)
        if !schemas.isEmpty {
            content.append("TABLES IN SCHEMA \(schemas.joined(separator: ", "))")
        }
        if properties.flag("allTables") { content = ["ALL TABLES"] }
        var options: [String] = []
        if properties.has("operations") {
            let operations = properties.list("operations").joined(separator: ", ")
            options.append("publish = \(quoteLiteral(operations))")
        }
        if properties.flag("viaRoot") { options.append("publish_via_partition_root = true") }
        if let columns = properties.text("generatedColumns") {
            options.append("publish_generated_columns = \(columns.lowercased())")
        }
        let text =
            "CREATE PUBLICATION \(name)"
            + (content.isEmpty ? "" : " FOR \(content.joined(separator: ", "))")
            + (options.isEmpty ? "" : " WITH (\(options.joined(separator: ", ")))")
        return [text] + common(properties, "PUBLICATION", name)
    }

    private mutating func subscription(_ object: CatalogObject) -> [String] {
        let properties = PropertyValues(object.properties)
        let name = object.name.identity
        var options = ["connect = false"]
        if let slot = properties.text("slot") {
            options.append("slot_name = \(slot == "NONE" ? slot : quoteLiteral(slot))")
        }
        for (word, key) in [
            ("synchronous_commit", "synchronousCommit"), ("streaming", "streaming"),
            ("origin", "origin"),
        ] {
            if let value = properties.text(key) {
                options.append(
                    "\(word) = \(quoteLiteral(key == "streaming" ? value.lowercased() : value))")
            }
        }
        options += [
            ("binary", "binary"), ("two_phase", "twoPhase"),
            ("disable_on_error", "disableOnError"), ("run_as_owner", "runAsOwner"),
            ("failover", "failover"),
        ].filter { properties.flag($0.1) }.map { "\($0.0) = true" }
        if properties.text("passwordRequired") == "NO" {
            options.append("password_required = false")
        }
        let publications = properties.list("publications").map(quoteIdentifier)
        omit(ElementName(object.name), "where it connects to, which is withheld")
        if properties.flag("enabled") { omit(ElementName(object.name), "that it is enabled") }
        return [
            "CREATE SUBSCRIPTION \(name) CONNECTION '' PUBLICATION \(publications.joined(separator: ", ")) WITH (\(options.joined(separator: ", ")))"
        ] + common(properties, "SUBSCRIPTION", name)
    }
}
