import Catalog
import SQLText

/// Functions, procedures and aggregates.
extension Creator {
    mutating func addRoutine(_ object: CatalogObject) {
        let properties = PropertyValues(object.properties)
        let kind = object.name.kind
        let (name, _) = NameScanner.signature(object.name.identity)
        let keyword = kind.words.uppercased()
        let text =
            kind == .aggregate ? aggregate(name, properties) : routine(name, keyword, properties)
        // An aggregate's arguments to order by are told only by these.
        let identity =
            kind == .aggregate
            ? "\(name)(\(properties.text("arguments") ?? "*"))" : object.name.identity
        var statements =
            [text]
            + common(
                properties, keyword, identity,
                grants: GrantTarget(
                    object:
                        "\(kind == .procedure ? "PROCEDURE" : "FUNCTION") \(object.name.identity == "\(name)(*)" ? "\(name)()" : object.name.identity)",
                    ofPublic: "ALL"))
        statements += extensionStatements(properties, "\(keyword) \(object.name.identity)")
        add(CreationStep(ElementName(object.name), .itself, statements))
    }

    func routine(_ name: String, _ keyword: String, _ properties: PropertyValues) -> String {
        var text = "CREATE \(keyword) \(name)(\(properties.text("arguments") ?? ""))"
        if let returns = properties.text("returns") { text += "\n    RETURNS \(returns)" }
        let language = properties.text("language") ?? "sql"
        var words = ["LANGUAGE \(quoteIdentifier(language))"]
        let transforms = properties.list("transforms").map { "FOR TYPE \($0)" }
        if !transforms.isEmpty { words.append("TRANSFORM \(transforms.joined(separator: ", "))") }
        if properties.flag("window") { words.append("WINDOW") }
        if let volatility = properties.text("volatility") { words.append(volatility) }
        if properties.flag("leakproof") { words.append("LEAKPROOF") }
        if properties.flag("strict") { words.append("STRICT") }
        if properties.flag("securityDefiner") { words.append("SECURITY DEFINER") }
        for (word, key) in [
            ("PARALLEL", "parallel"), ("COST", "cost"), ("ROWS", "rows"), ("SUPPORT", "support"),
        ] {
            if let value = properties.text(key) { words.append("\(word) \(value)") }
        }
        text += "\n    " + words.joined(separator: " ")
        for (key, value) in properties.map("settings") ?? [] {
            text += "\n    SET \(setting(key, value))"
        }
        let body = properties.text("body") ?? ""
        if let library = properties.text("library") {
            return text + "\n    AS \(quoteLiteral(library)), \(quoteLiteral(body))"
        }
        // What the server has parsed begins with one of these, which no text in SQL that runs does.
        if language == "sql", body.hasPrefix("BEGIN ATOMIC") || body.hasPrefix("RETURN ") {
            return text + "\n" + body
        }
        return text + "\n    AS " + dollarQuoted(body)
    }

    /// A text between tags that it does not hold.
    private func dollarQuoted(_ text: String) -> String {
        guard text.contains("\n") || text.contains("'") else { return quoteLiteral(text) }
        var tag = "$$"
        var number = 0
        while text.contains(tag) || text.hasSuffix("$") && tag == "$$" {
            number += 1
            tag = number == 1 ? "$body$" : "$body\(number)$"
        }
        return tag + text + tag
    }

    func aggregate(_ name: String, _ properties: PropertyValues) -> String {
        let constants: Set = ["initcond", "minitcond"]
        var clauses = (properties.map("transition") ?? []).map { key, value in
            let word = key.uppercased()
            if value.isEmpty, !constants.contains(key) { return word }
            if key == "sortop" { return "\(word) = OPERATOR(\(value))" }
            return "\(word) = \(constants.contains(key) ? quoteLiteral(value) : value)"
        }
        if let parallel = properties.text("parallel") { clauses.append("PARALLEL = \(parallel)") }
        return "CREATE AGGREGATE \(name)(\(properties.text("arguments") ?? "*")) " + lines(clauses)
    }
}
