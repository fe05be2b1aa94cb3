import Catalog
import JSONText
import SQLText

/// Columns of tables.
extension Alterer {
    /// How a column becomes another of the same name; its default apart, which is dropped before and set behind.
    func column(_ before: CatalogPart, _ after: CatalogPart, of table: CatalogObject) -> Alteration
    {
        let changes = PropertyChanges(before.properties, after.properties)
        let element = ElementName(table.name, after.name)
        let keyword = table.name.kind.words.uppercased()
        let head = "ALTER \(keyword) \(table.name.identity) ALTER COLUMN \(after.name.identity)"
        let isTable = table.name.kind == .table || table.name.kind == .foreignTable
        let only =
            "ALTER \(keyword)\(isTable ? " ONLY" : "") \(table.name.identity) ALTER COLUMN \(after.name.identity)"
        if changes.touches("generated", "generatedKind"), changes.after.has("generated") {
            return .replacement("what it is generated from")
        }
        if changes.touches("inherited"), !changesParents(table) {
            // It goes with that of the parent, and comes again as the table's own.
            let isLost = parents(of: table).contains { parent in
                from[parent]?.parts.contains { $0.name == before.name } == true
                    && to[parent]?.parts.contains { $0.name == before.name } == false
            }
            if isLost { return .replacement("its parent's goes") }
            return .impossible("whether it is of the table's own or from a parent")
        }
        var statements: [PlannedStatement] = []
        func add(_ sql: String, _ hazards: Hazard...) {
            statements.append(PlannedStatement(element, sql, hazards: hazards))
        }
        if changes.touches("generated") { add("\(head) DROP EXPRESSION") }
        let isInherited = changes.after.flag("inherited") || followsParent(before, after, of: table)
        if changes.touches("identity"), !changes.after.has("identity"), !isInherited {
            add("\(head) DROP IDENTITY")
        }
        if isRetyped(before, after), !isInherited {
            statements.append(retyping(changes, before, after, head, element))
        }
        if changes.touches("notNull", "notNullConstraint"), !isInherited {
            guard let sql = notNull(changes, table, after) else {
                return .impossible("the constraint that its NOT NULL is")
            }
            statements += sql.map { PlannedStatement(element, $0.0, hazards: $0.1) }
        }
        if changes.touches("notNullComment") {
            let text = TableText(table, in: to)
            let name =
                text.constraintName(after, changes.after)
                ?? text.constraintName(before, changes.before)
            guard let name else { return .impossible("the constraint that its NOT NULL is") }
            let comment = changes.after.text("notNullComment").map { quoteLiteral($0) } ?? "NULL"
            add("COMMENT ON CONSTRAINT \(name) ON \(table.name.identity) IS \(comment)")
        }
        if !isInherited { statements += identity(changes, head, element, table) }
        if changes.touches("storage") {
            guard let storage = changes.after.text("storage") ?? usualStorage(after) else {
                return .impossible("the storage that is usual for its type")
            }
            add("\(only) SET STORAGE \(storage)")
        }
        if changes.touches("compression") {
            add("\(head) SET COMPRESSION \(changes.after.text("compression") ?? "default")")
        }
        if changes.touches("statistics") {
            add("\(only) SET STATISTICS \(changes.after.text("statistics") ?? "-1")")
        }
        statements += relationOptionChanges(changes, "options", only, element)
        if changes.touches("serverOptions") {
            add("\(head)\(foreignOptions(changes, "serverOptions"))")
        }
        let target = GrantTarget(
            object: "TABLE \(table.name.identity)", column: after.name.identity, ownerHasAll: false)
        let owner = table.properties["owner"]?.string
        if changes.touches("grants") {
            statements += grantChanges(
                changes.before.map("grants"), changes.after.map("grants"), on: target,
                element: element, owners: (owner, owner))
        }
        return .inPlace(
            statements
                + remarks(
                    changes, element, "COLUMN", "\(table.name.identity).\(after.name.identity)"))
    }

    /// Whether the values of a column are to be of another type or collation.
    func isRetyped(_ before: CatalogPart, _ after: CatalogPart) -> Bool {
        PropertyChanges(before.properties, after.properties).touches("type", "collation")
    }

    private func retyping(
        _ changes: PropertyChanges, _ before: CatalogPart, _ after: CatalogPart, _ head: String,
        _ element: ElementName
    ) -> PlannedStatement {
        let type = changes.after.text("type") ?? ""
        var sql = "\(head) TYPE \(type)"
        if let collation = changes.after.text("collation") { sql += " COLLATE \(collation)" }
        let change = TypeChange(from: changes.before.text("type") ?? "", to: type)
        if let cast = change.cast(of: after.name.identity) { sql += " USING \(cast)" }
        return PlannedStatement(element, sql, hazards: change.hazards)
    }

    private func notNull(
        _ changes: PropertyChanges, _ table: CatalogObject, _ after: CatalogPart
    ) -> [(String, [Hazard])]? {
        let alter = "ALTER \(table.name.kind.words.uppercased()) \(table.name.identity)"
        let column = after.name.identity
        let scan = [
            Hazard(.dataDependent, "it fails where a row has NULL there"),
            Hazard(.scan, "the table is read from end to end"),
        ]
        var statements: [(String, [Hazard])] = []
        let old = changes.before.text("notNullConstraint")
        let new = changes.after.text("notNullConstraint")
        let wasThere = changes.before.flag("notNull")
        let isThere = changes.after.flag("notNull")
        if wasThere, !isThere || old != new {
            statements.append(("\(alter) ALTER COLUMN \(column) DROP NOT NULL", []))
        }
        if isThere, !wasThere || old != new {
            if let new {
                let name =
                    TableText(table, in: to).constraintName(after, changes.after)
                    .map { "CONSTRAINT \($0) " } ?? ""
                let isLate = new.hasSuffix("NOT VALID")
                let isLocal = new.contains("NO INHERIT")
                statements.append(
                    (
                        "\(alter) ADD \(name)NOT NULL \(column)"
                            + (isLocal ? " NO INHERIT" : "") + (isLate ? " NOT VALID" : ""),
                        isLate ? [] : scan
                    ))
            } else {
                statements.append(("\(alter) ALTER COLUMN \(column) SET NOT NULL", scan))
            }
        }
        return statements
    }

    private func identity(
        _ changes: PropertyChanges, _ head: String, _ element: ElementName, _ table: CatalogObject
    ) -> [PlannedStatement] {
        guard let kind = changes.after.text("identity") else { return [] }
        let options = SequenceOptions(changes.after.map("sequence") ?? [])
        guard changes.before.has("identity") else {
            let list = options.creation(schema: NameScanner.schema(of: table.name.identity))
            return [
                PlannedStatement(
                    element,
                    "\(head) ADD GENERATED \(kind) AS IDENTITY\(list.isEmpty ? "" : " (\(list))")",
                    hazards: [
                        Hazard(
                            .dataDependent, "new rows are numbered from the start of the sequence")
                    ])
            ]
        }
        var words = changes.touches("identity") ? ["SET GENERATED \(kind)"] : []
        var statements = identitySequence(changes, element, table)
        if changes.touches("sequence") {
            words += options.changes(
                from: changes.before.map("sequence") ?? [],
                type: changes.after.text("type") ?? "bigint"
            ).map { "SET \($0)" }
        }
        if !words.isEmpty {
            statements.append(PlannedStatement(element, "\(head) \(words.joined(separator: " "))"))
        }
        return statements
    }

    /// Name, type and persistence of the sequence of an identity column.
    private func identitySequence(
        _ changes: PropertyChanges, _ element: ElementName, _ table: CatalogObject
    ) -> [PlannedStatement] {
        guard changes.touches("sequence"),
            let part = table.parts.first(where: { $0.name == element.part })
        else { return [] }
        let text = TableText(table, in: to)
        func value(_ key: String, _ values: PropertyValues) -> String? {
            values.map("sequence")?.first { $0.key == key }?.value
        }
        let old = text.sequenceName(part, changes.before)
        let new = text.sequenceName(part, changes.after)
        var statements: [String] = []
        if old != new {
            statements.append("ALTER SEQUENCE \(old) RENAME TO \(NameScanner.name(of: new))")
        }
        if value("type", changes.before) != value("type", changes.after) {
            let type = value("type", changes.after) ?? changes.after.text("type") ?? "bigint"
            statements.append("ALTER SEQUENCE \(new) AS \(type)")
        }
        if value("persistence", changes.before) != value("persistence", changes.after) {
            let usual = text.properties.text("persistence") ?? "LOGGED"
            let state = value("persistence", changes.after) ?? usual
            statements.append(
                "ALTER SEQUENCE \(new) SET \(state == "PERMANENT" ? "LOGGED" : state)")
        }
        return statements.map { PlannedStatement(element, $0) }
    }

    /// Whether a column of a partition or child changes with that of its parent, which the server sees to.
    func followsParent(
        _ before: CatalogPart, _ after: CatalogPart, of table: CatalogObject
    ) -> Bool {
        parents(of: table).contains { parent in
            guard let old = from[parent]?.parts.first(where: { $0.name == before.name }),
                let new = to[parent]?.parts.first(where: { $0.name == after.name })
            else { return false }
            let mine = PropertyChanges(before.properties, after.properties)
            let theirs = PropertyChanges(old.properties, new.properties)
            let inherited: Set = ["type", "collation", "notNull", "identity", "sequence"]
            return !theirs.names.isDisjoint(with: inherited)
                && mine.names.intersection(inherited).isSubset(of: theirs.names)
        }
    }

    /// Whether a table comes to other parents.
    func changesParents(_ table: CatalogObject) -> Bool {
        guard let old = from[table.name], let new = to[table.name] else { return false }
        return PropertyChanges(old.properties, new.properties).touches("inherits", "partitionOf")
    }

    /// The tables that a table takes its columns from on both sides.
    func parents(of table: CatalogObject) -> [ObjectName] {
        let values = PropertyValues(table.properties)
        let names = values.list("inherits") + (values.text("partitionOf").map { [$0] } ?? [])
        return names.flatMap { [ObjectName(.table, $0), ObjectName(.foreignTable, $0)] }
            .filter { from[$0] != nil && to[$0] != nil }
    }

    /// The storage that a type has when nobody says anything; nil where that is not known without the server.
    private func usualStorage(_ part: CatalogPart) -> String? {
        let type = PropertyValues(part.properties).text("type") ?? ""
        if type.hasSuffix("[]") { return "EXTENDED" }
        let base = type.prefix { $0 != "(" }
        if ["text", "bytea", "jsonb", "json", "character varying", "character", "xml", "tsvector"]
            .contains(base)
        {
            return "EXTENDED"
        }
        return base == "numeric" || base == "inet" || base == "cidr" ? "MAIN" : nil
    }
}

extension Alterer {
    /// The statement that has a column take over values whose type was made anew under the same name.
    func moving(_ column: CatalogPart, of table: CatalogObject) -> PlannedStatement {
        let type = PropertyValues(column.properties).text("type") ?? ""
        let name = column.name.identity
        return PlannedStatement(
            ElementName(table.name, column.name),
            "ALTER \(table.name.kind.words.uppercased()) \(table.name.identity) ALTER COLUMN \(name) "
                + "TYPE \(type) USING \(name)::text::\(type)",
            hazards: [
                Hazard(.dataDependent, "it fails where a row has a value that goes"),
                Hazard(.rewrite, "every row is written anew, and the indexes with it"),
            ])
    }
}
