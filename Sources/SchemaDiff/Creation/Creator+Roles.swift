import Catalog
import SQLText

/// Roles, the database itself, default privileges.
extension Creator {
    mutating func addRole(_ object: CatalogObject) {
        let properties = PropertyValues(object.properties)
        let name = object.name.identity
        let flags = [
            ("superuser", "SUPERUSER"), ("createDatabase", "CREATEDB"),
            ("createRole", "CREATEROLE"), ("noInherit", "NOINHERIT"), ("login", "LOGIN"),
            ("replication", "REPLICATION"), ("bypassRLS", "BYPASSRLS"),
        ]
        var words = flags.filter { properties.flag($0.0) }.map(\.1)
        if let limit = properties.text("connectionLimit") {
            words.append("CONNECTION LIMIT \(limit)")
        }
        if let day = properties.text("validUntil") {
            words.append("VALID UNTIL \(quoteLiteral(day))")
        }
        // The platform's own is there, and only becomes a member.
        var statements =
            properties.flag("managed")
            ? [] : [(["CREATE ROLE", name] + words).joined(separator: " ")]
        for (group, options) in properties.map("memberOf") ?? [] {
            let with = options.isEmpty ? "" : " WITH \(options)"
            statements.append("GRANT \(group) TO \(name)\(with)")
        }
        for (key, value) in properties.map("settings") ?? [] {
            statements.append("ALTER ROLE \(name) SET \(setting(key, value))")
        }
        statements += settingsHere(object)
        statements += remarks(properties, "ROLE", name)
        let groups = edges(from: ElementName(object.name)).map { CreationStep.Key(element: $0.to) }
        add(CreationStep(ElementName(object.name), .itself, statements, needs: Set(groups)))
    }

    /// Of a role that is there already, what is set for it in this database.
    mutating func addSettings(of role: CatalogObject) {
        let statements = settingsHere(role)
        guard !statements.isEmpty else { return }
        addBare(CreationStep(ElementName(role.name), .completed, statements, isLast: true))
    }

    private func settingsHere(_ role: CatalogObject) -> [String] {
        (PropertyValues(role.properties).map("settingsInDatabase") ?? []).map { key, value in
            ofThisDatabase(
                "ALTER ROLE \(role.name.identity) IN DATABASE ", " SET \(setting(key, value))")
        }
    }

    mutating func addDatabase(_ object: CatalogObject) {
        let properties = PropertyValues(object.properties)
        var statements: [String] = []
        if let limit = properties.text("connectionLimit") {
            statements.append(ofThisDatabase("ALTER DATABASE ", " CONNECTION LIMIT \(limit)"))
        }
        for (key, value) in properties.map("settings") ?? [] {
            statements.append(ofThisDatabase("ALTER DATABASE ", " SET \(setting(key, value))"))
        }
        // The name stands where the word for it does, which nothing else in these statements can be.
        let mark = "\u{1}"
        let target = GrantTarget(object: "DATABASE \(mark)", ofPublic: "TEMPORARY, CONNECT")
        for statement in common(properties, "DATABASE", mark, grants: target) {
            let parts = NameScanner.split(statement, at: mark)
            statements.append(parts.map { ofThisDatabase($0.before, $0.behind) } ?? statement)
        }
        add(CreationStep(ElementName(object.name), .itself, statements, isLast: true))
    }

    /// A statement about the database that it runs in, whatever that is called.
    func ofThisDatabase(_ before: String, _ behind: String) -> String {
        let body =
            "BEGIN EXECUTE format(\(quoteLiteral(before.replacing("%", with: "%%") + "%I" + behind.replacing("%", with: "%%"))), current_database()); END"
        return "DO \(quoteLiteral(body))"
    }

    mutating func addDefaultPrivileges(_ object: CatalogObject) {
        let properties = PropertyValues(object.properties)
        guard let (who, kind) = NameScanner.split(object.name.identity, at: " ON ") else { return }
        let (role, schema) = NameScanner.split(who, at: " IN SCHEMA ") ?? (who, "")
        let head =
            "ALTER DEFAULT PRIVILEGES FOR ROLE \(role)"
            + (schema.isEmpty ? "" : " IN SCHEMA \(schema)") + " "
        // For a schema the list is what is added; else it is all that there is.
        let hasPublic = schema.isEmpty && (kind == "FUNCTIONS" || kind == "TYPES")
        let target = GrantTarget(
            object: kind, ofPublic: hasPublic ? "ALL" : "", column: nil, ownerHasAll: schema.isEmpty
        )
        let statements = grantStatements(
            properties.map("grants"), on: target, ownerName: role)
        add(
            CreationStep(
                ElementName(object.name), .itself, statements.map { head + $0 }, isLast: true))
    }
}
