import Catalog
import JSONText
import SQLText

/// Views, materialized views, sequences and routines.
extension Alterer {
    func view(
        _ changes: PropertyChanges, _ before: CatalogObject, _ after: CatalogObject
    ) -> Alteration {
        let keyword = after.name.kind.words.uppercased()
        let name = after.name.identity
        let element = ElementName(after.name)
        let head = "ALTER \(keyword) \(name)"
        var statements: [PlannedStatement] = []
        if changes.touches("definition") {
            guard after.name.kind == .view, keepsColumns(before, after),
                var query = changes.after.text("definition")
            else { return .replacement("its query") }
            if query.hasSuffix(";") { query.removeLast() }
            let options = changes.after.map("options").map { " WITH \(relationOptions($0))" } ?? ""
            statements.append(
                PlannedStatement(
                    element, "CREATE OR REPLACE VIEW \(name)\(options) AS\n\(query)"))
        } else {
            statements += relationOptionChanges(changes, "options", head, element)
        }
        if changes.touches("accessMethod") {
            statements.append(
                PlannedStatement(
                    element,
                    "\(head) SET ACCESS METHOD \(quoteIdentifier(changes.after.text("accessMethod") ?? "heap"))",
                    hazards: [Hazard(.rewrite, "it is written anew by the other access method")]))
        }
        if changes.touches("tablespace") {
            statements.append(
                PlannedStatement(
                    element,
                    "\(head) SET TABLESPACE \(quoteIdentifier(changes.after.text("tablespace") ?? "pg_default"))",
                    hazards: [Hazard(.rewrite, "its files are copied")]))
        }
        if changes.touches("unpopulated") {
            let isEmpty = changes.after.flag("unpopulated")
            statements.append(
                PlannedStatement(
                    element, "REFRESH MATERIALIZED VIEW \(name)\(isEmpty ? " WITH NO DATA" : "")"))
        }
        return .inPlace(
            statements
                + common(
                    changes, element, keyword, name, grants: GrantTarget(object: "TABLE \(name)")))
    }

    /// Whether a view may be replaced: its columns stay what they are, and new ones stand behind.
    private func keepsColumns(_ before: CatalogObject, _ after: CatalogObject) -> Bool {
        let old = before.parts(.column)
        let new = after.parts(.column)
        return new.count >= old.count
            && zip(old, new).allSatisfy { old, new in
                old.name == new.name
                    && !PropertyChanges(old.properties, new.properties).touches("type", "collation")
            }
    }

    func sequence(_ changes: PropertyChanges, _ after: CatalogObject) -> Alteration {
        let element = ElementName(after.name)
        let name = after.name.identity
        var words: [String] = []
        if changes.before.has("type") != changes.after.has("type") {
            return .replacement("whether it belongs to an identity column")
        }
        let type = changes.after.text("type") ?? "bigint"
        if changes.touches("type") { words.append("AS \(type)") }
        func options(_ values: PropertyValues) -> [(key: String, value: String)] {
            ["start", "increment", "minimum", "maximum", "cache"].compactMap { key in
                values.text(key).map { (key, $0) }
            } + (values.flag("cycle") ? [("cycle", "true")] : [])
        }
        words += SequenceOptions(options(changes.after)).changes(
            from: options(changes.before), type: type)
        if changes.touches("type") {
            // The limits of another type are others, unless they are given.
            for (key, word) in [("minimum", "MINVALUE"), ("maximum", "MAXVALUE")]
            where !words.contains(where: { $0.contains(word) }) {
                words.append(changes.after.text(key).map { "\(word) \($0)" } ?? "NO \(word)")
            }
        }
        var statements: [PlannedStatement] = []
        if !words.isEmpty {
            statements.append(
                PlannedStatement(element, "ALTER SEQUENCE \(name) \(words.joined(separator: " "))"))
        }
        if changes.touches("persistence") {
            let state = changes.after.text("persistence") == "UNLOGGED" ? "UNLOGGED" : "LOGGED"
            statements.append(PlannedStatement(element, "ALTER SEQUENCE \(name) SET \(state)"))
        }
        if changes.touches("ownedBy"), changes.before.has("ownedBy") {
            statements.insert(
                PlannedStatement(element, "ALTER SEQUENCE \(name) OWNED BY NONE"), at: 0)
        }
        // That of an identity column belongs to who owns the table.
        var owners: (String?, String?)?
        if changes.after.text("type") == nil { owners = tableOwners(of: after) }
        return .inPlace(
            statements
                + common(
                    changes, element, "SEQUENCE", name,
                    grants: GrantTarget(object: "SEQUENCE \(name)"), tableOwner: owners))
    }

    private func tableOwners(of sequence: CatalogObject) -> (String?, String?)? {
        func owner(_ catalog: Catalog) -> String? {
            catalog[sequence.name]?.edges.first { $0.kind == .attached }
                .flatMap { catalog[$0.to.object]?.properties["owner"]?.string }
        }
        return (owner(from), owner(to))
    }

    /// Whom a sequence belongs to, said when the column is there.
    func ownership(_ before: CatalogObject, _ after: CatalogObject) -> [PlannedStatement] {
        let changes = PropertyChanges(before.properties, after.properties)
        guard changes.touches("ownedBy"), let column = changes.after.text("ownedBy") else {
            return []
        }
        return [
            PlannedStatement(
                ElementName(after.name), "ALTER SEQUENCE \(after.name.identity) OWNED BY \(column)")
        ]
    }

    func routine(
        _ changes: PropertyChanges, _ before: CatalogObject, _ after: CatalogObject
    ) -> Alteration {
        let keyword = after.name.kind.words.uppercased()
        let name = after.name.identity
        let element = ElementName(after.name)
        var statements: [PlannedStatement] = []
        if !changes.isWithin(Self.common) {
            if after.name.kind == .aggregate || changes.touches("returns", "window", "arguments") {
                return .replacement("its arguments or what it returns")
            }
            let (bare, _) = NameScanner.signature(name)
            let text = creator.routine(bare, keyword, changes.after)
            statements.append(
                PlannedStatement(element, "CREATE OR REPLACE" + text.dropFirst("CREATE".count)))
        }
        let (bare, _) = NameScanner.signature(name)
        let target = GrantTarget(
            object:
                "\(after.name.kind == .procedure ? "PROCEDURE" : "FUNCTION") \(name == "\(bare)(*)" ? "\(bare)()" : name)",
            ofPublic: "ALL")
        let spelled =
            after.name.kind == .aggregate
            ? "\(bare)(\(changes.after.text("arguments") ?? "*"))" : name
        let isWider = changes.touches("securityDefiner") && changes.after.flag("securityDefiner")
        if isWider, !statements.isEmpty {
            statements[0].hazards.append(
                Hazard(.accessWidened, "it runs with the rights of its owner from now on"))
        }
        return .inPlace(
            statements + common(changes, element, keyword, spelled, grants: target))
    }
}
