import Catalog
import SQLText

/// Schemas, extensions, languages, foreign data, roles, the database, events.
extension Alterer {
    func foundation(_ changes: PropertyChanges, _ after: CatalogObject) -> Alteration {
        let element = ElementName(after.name)
        let name = after.name.identity
        let keyword = after.name.kind.words.uppercased()
        var statements: [PlannedStatement] = []
        func add(_ sql: String) { statements.append(PlannedStatement(element, sql)) }
        func addOptions(_ head: String) {
            let words = foreignOptions(changes, "options")
            if !words.isEmpty { add(head + words) }
        }
        var grants: GrantTarget?
        switch after.name.kind {
        case .schema:
            grants = GrantTarget(
                object: "SCHEMA \(name)", ofPublic: name == "public" ? "USAGE" : "")
        case .extension:
            if changes.touches("owner") { return .impossible("who owns an extension") }
            if changes.touches("version"), let version = changes.after.text("version") {
                add("ALTER EXTENSION \(name) UPDATE TO \(quoteLiteral(version))")
            }
            if changes.touches("schema"), let schema = changes.after.text("schema") {
                add("ALTER EXTENSION \(name) SET SCHEMA \(quoteIdentifier(schema))")
            }
        case .language:
            grants = GrantTarget(object: "LANGUAGE \(name)", ofPublic: "ALL")
            if !changes.isWithin(Self.common) { return .replacement("how it is called") }
        case .foreignDataWrapper:
            grants = GrantTarget(object: "FOREIGN DATA WRAPPER \(name)")
            for (word, key) in [("HANDLER", "handler"), ("VALIDATOR", "validator")]
            where changes.touches(key) {
                add(
                    "ALTER \(keyword) \(name) \(changes.after.text(key).map { "\(word) \($0)" } ?? "NO \(word)")"
                )
            }
            addOptions("ALTER \(keyword) \(name)")
        case .server:
            grants = GrantTarget(object: "FOREIGN SERVER \(name)")
            if changes.touches("wrapper", "type") { return .replacement("its wrapper or type") }
            if changes.touches("version") {
                guard let version = changes.after.text("version") else {
                    return .replacement("it has no version any more")
                }
                add("ALTER SERVER \(name) VERSION \(quoteLiteral(version))")
            }
            addOptions("ALTER SERVER \(name)")
        default: addOptions("ALTER USER MAPPING FOR \(name)")
        }
        return .inPlace(
            statements + common(changes, element, keyword, name, grants: grants))
    }

    func server(_ changes: PropertyChanges, _ after: CatalogObject) -> Alteration {
        switch after.name.kind {
        case .role: return role(changes, after)
        case .database: return database(changes, after)
        default: return defaultPrivileges(changes, after)
        }
    }

    private func role(_ changes: PropertyChanges, _ after: CatalogObject) -> Alteration {
        let element = ElementName(after.name)
        let name = after.name.identity
        var statements: [String] = []
        let flags = [
            ("superuser", "SUPERUSER"), ("createDatabase", "CREATEDB"),
            ("createRole", "CREATEROLE"), ("login", "LOGIN"), ("replication", "REPLICATION"),
            ("bypassRLS", "BYPASSRLS"),
        ]
        var words = flags.filter { changes.touches($0.0) }.map { key, word in
            (changes.after.flag(key) ? "" : "NO") + word
        }
        if changes.touches("noInherit") {
            words.append(changes.after.flag("noInherit") ? "NOINHERIT" : "INHERIT")
        }
        if changes.touches("connectionLimit") {
            words.append("CONNECTION LIMIT \(changes.after.text("connectionLimit") ?? "-1")")
        }
        if changes.touches("validUntil") {
            words.append(
                "VALID UNTIL \(quoteLiteral(changes.after.text("validUntil") ?? "infinity"))")
        }
        if !words.isEmpty {
            statements.append("ALTER ROLE \(name) \(words.joined(separator: " "))")
        }
        let groups = changes.map("memberOf")
        let old = Set((changes.before.map("memberOf") ?? []).map(\.key))
        for group in groups.reset { statements.append("REVOKE \(group) FROM \(name)") }
        for (group, options) in groups.set {
            if old.contains(group) { statements.append("REVOKE \(group) FROM \(name)") }
            statements.append(
                "GRANT \(group) TO \(name)\(options.isEmpty ? "" : " WITH \(options)")")
        }
        let settings = changes.map("settings")
        statements += settings.reset.map { "ALTER ROLE \(name) RESET \(settingName($0))" }
        statements += settings.set.map { "ALTER ROLE \(name) SET \(creator.setting($0, $1))" }
        let here = changes.map("settingsInDatabase")
        let head = "ALTER ROLE \(name) IN DATABASE "
        statements += here.reset.map { creator.ofThisDatabase(head, " RESET \(settingName($0))") }
        statements += here.set.map {
            creator.ofThisDatabase(head, " SET \(creator.setting($0, $1))")
        }
        let widening: Set = ["superuser", "createRole", "bypassRLS", "memberOf", "replication"]
        let isWider = !changes.names.isDisjoint(with: widening)
        return .inPlace(
            statements.map {
                PlannedStatement(
                    element, $0,
                    hazards: isWider ? [Hazard(.accessWidened, "what the role may do changes")] : []
                )
            } + remarks(changes, element, "ROLE", name))
    }

    private func database(_ changes: PropertyChanges, _ after: CatalogObject) -> Alteration {
        let element = ElementName(after.name)
        var statements: [String] = []
        if changes.touches("connectionLimit") {
            statements.append(
                creator.ofThisDatabase(
                    "ALTER DATABASE ",
                    " CONNECTION LIMIT \(changes.after.text("connectionLimit") ?? "-1")"))
        }
        let settings = changes.map("settings")
        statements += settings.reset.map {
            creator.ofThisDatabase("ALTER DATABASE ", " RESET \(settingName($0))")
        }
        statements += settings.set.map {
            creator.ofThisDatabase("ALTER DATABASE ", " SET \(creator.setting($0, $1))")
        }
        // The name stands where nothing else in these statements can be.
        let mark = "\u{1}"
        let target = GrantTarget(object: "DATABASE \(mark)", ofPublic: "TEMPORARY, CONNECT")
        let rest = common(changes, element, "DATABASE", mark, grants: target).map { statement in
            var statement = statement
            if let parts = NameScanner.split(statement.sql, at: mark) {
                statement.sql = creator.ofThisDatabase(parts.before, parts.behind)
            }
            return statement
        }
        return .inPlace(statements.map { PlannedStatement(element, $0) } + rest)
    }

    private func settingName(_ name: String) -> String {
        NameScanner.pieces(name, between: ".").map(quoteIdentifier).joined(separator: ".")
    }

    private func defaultPrivileges(
        _ changes: PropertyChanges, _ after: CatalogObject
    ) -> Alteration {
        .inPlace(
            defaultPrivileges(
                after.name, from: changes.before.map("grants"), to: changes.after.map("grants")))
    }

    /// The statements that turn default privileges into others; nil is what there is without any.
    func defaultPrivileges(
        _ name: ObjectName, from before: [(key: String, value: String)]?,
        to after: [(key: String, value: String)]?
    ) -> [PlannedStatement] {
        guard let (who, kind) = NameScanner.split(name.identity, at: " ON ") else { return [] }
        let (role, schema) = NameScanner.split(who, at: " IN SCHEMA ") ?? (who, "")
        let head =
            "ALTER DEFAULT PRIVILEGES FOR ROLE \(role)"
            + (schema.isEmpty ? "" : " IN SCHEMA \(schema)") + " "
        let hasPublic = schema.isEmpty && (kind == "FUNCTIONS" || kind == "TYPES")
        let target = GrantTarget(
            object: kind, ofPublic: hasPublic ? "ALL" : "", ownerHasAll: schema.isEmpty)
        return grantChanges(
            before, after, on: target, element: ElementName(name), owners: (role, role),
            areQuoted: true
        ).map { statement in
            var statement = statement
            statement.sql = head + statement.sql
            return statement
        }
    }

    func event(_ changes: PropertyChanges, _ after: CatalogObject) -> Alteration {
        let element = ElementName(after.name)
        let name = after.name.identity
        let keyword = after.name.kind.words.uppercased()
        var statements: [PlannedStatement] = []
        switch after.name.kind {
        case .eventTrigger:
            guard changes.isWithin(Self.common.union(["enabled"])) else {
                return .replacement("what it is for")
            }
            if changes.touches("enabled") {
                let change = enabling(changes.after.text("enabled"))
                statements.append(
                    PlannedStatement(element, "ALTER EVENT TRIGGER \(name) \(change)"))
            }
        case .publication:
            guard changes.isWithin(Self.common) else { return .replacement("what it publishes") }
        default:
            guard changes.isWithin(Self.common) else {
                return .impossible("a subscription, whose connection is withheld")
            }
        }
        return .inPlace(statements + common(changes, element, keyword, name))
    }
}
