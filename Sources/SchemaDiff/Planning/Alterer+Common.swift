import Catalog
import SQLText

/// Owner, comment, labels and extensions, which change alike for every kind.
extension Alterer {
    /// The statements for what differs of these.
    ///
    /// - Parameters:
    ///   - keyword: what ALTER and COMMENT call the kind.
    ///   - grants: what GRANT calls it; nil where it has no privileges.
    func common(
        _ changes: PropertyChanges, _ element: ElementName, _ keyword: String, _ name: String,
        grants: GrantTarget? = nil, tableOwner: (String?, String?)? = nil
    ) -> [PlannedStatement] {
        var statements: [PlannedStatement] = []
        if changes.touches("owner"), let owner = changes.after.text("owner") {
            statements.append(
                PlannedStatement(
                    element, "ALTER \(keyword) \(name) OWNER TO \(quoteIdentifier(owner))"))
        }
        if let grants, changes.touches("grants", "owner") {
            let owners =
                tableOwner ?? (changes.before.text("owner"), changes.after.text("owner"))
            statements += grantChanges(
                changes.before.map("grants"), changes.after.map("grants"), on: grants,
                element: element, owners: owners)
        }
        statements += extensions(changes, element, "\(keyword) \(name)")
        return statements + remarks(changes, element, keyword, name)
    }

    /// The comment and the labels.
    func remarks(
        _ changes: PropertyChanges, _ element: ElementName, _ keyword: String, _ name: String
    ) -> [PlannedStatement] {
        var statements: [String] = []
        if changes.touches("comment") {
            var text = changes.after.text("comment").map { quoteLiteral($0) } ?? "NULL"
            if text == "NULL", element == ElementName(ObjectName(.schema, "public")) {
                // A catalog does not mention what every new database says of it.
                text = "'standard public schema'"
            }
            statements.append("COMMENT ON \(keyword) \(name) IS \(text)")
        }
        let labels = changes.map("securityLabels")
        for (provider, label) in labels.set {
            statements.append(
                "SECURITY LABEL FOR \(quoteIdentifier(provider)) ON \(keyword) \(name) IS \(quoteLiteral(label))"
            )
        }
        for provider in labels.reset {
            statements.append(
                "SECURITY LABEL FOR \(quoteIdentifier(provider)) ON \(keyword) \(name) IS NULL")
        }
        return statements.map { PlannedStatement(element, $0) }
    }

    /// `DEPENDS ON EXTENSION`.
    func extensions(
        _ changes: PropertyChanges, _ element: ElementName, _ object: String
    ) -> [PlannedStatement] {
        let old = changes.before.list("dependsOnExtensions")
        let new = changes.after.list("dependsOnExtensions")
        return old.filter { !new.contains($0) }.map {
            PlannedStatement(element, "ALTER \(object) NO DEPENDS ON EXTENSION \($0)")
        }
            + new.filter { !old.contains($0) }.map {
                PlannedStatement(element, "ALTER \(object) DEPENDS ON EXTENSION \($0)")
            }
    }

    /// `OPTIONS (SET …, ADD …, DROP …)` of foreign data; nothing where they are the same.
    func foreignOptions(_ changes: PropertyChanges, _ name: String) -> String {
        let old = Set((changes.before.map(name) ?? []).map(\.key))
        let options = changes.map(name)
        let words =
            options.set.map {
                "\(old.contains($0.key) ? "SET" : "ADD") \(quoteIdentifier($0.key)) \(quoteLiteral($0.value))"
            } + options.reset.map { "DROP \(quoteIdentifier($0))" }
        return words.isEmpty ? "" : " OPTIONS (\(words.joined(separator: ", ")))"
    }

    /// `SET (…)` and `RESET (…)` of relations.
    func relationOptionChanges(
        _ changes: PropertyChanges, _ name: String, _ head: String, _ element: ElementName
    ) -> [PlannedStatement] {
        let options = changes.map(name)
        var statements: [PlannedStatement] = []
        if !options.reset.isEmpty {
            let keys = options.reset.map { key in
                NameScanner.pieces(key, between: ".").map(quoteIdentifier).joined(separator: ".")
            }
            statements.append(
                PlannedStatement(element, "\(head) RESET (\(keys.joined(separator: ", ")))"))
        }
        if !options.set.isEmpty {
            statements.append(
                PlannedStatement(element, "\(head) SET \(relationOptions(options.set))"))
        }
        return statements
    }
}
