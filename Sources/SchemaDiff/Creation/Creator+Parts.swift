import Catalog
import SQLText

/// What tables and views have beside columns.
extension Creator {
    mutating func add(_ part: CatalogPart, of table: TableText, _ element: ElementName) {
        switch part.name.kind {
        case .column, .attribute: break
        case .constraint: addConstraint(part, of: table, element)
        case .index: addIndex(part, of: table, element)
        case .statistics: addStatistics(part, of: table, element)
        case .trigger, .rule: addTrigger(part, of: table, element)
        case .policy: addPolicy(part, of: table, element)
        }
    }

    private mutating func addConstraint(
        _ part: CatalogPart, of table: TableText, _ element: ElementName
    ) {
        let properties = PropertyValues(part.properties)
        let type = properties.text("type")
        let parent = attachment(of: element)
        if properties.flag("disabled") { omit(element, "that its triggers are disabled") }
        // What a parent has comes with it.
        if type == "CHECK" && properties.flag("inherited") || type == "FOREIGN KEY" && parent != nil
        {
            let remarks = constraintRemarks(part, of: table)
            let place: Set = [joining.place(of: table.object.name)]
            if !remarks.isEmpty { add(CreationStep(element, .itself, remarks, needs: place)) }
            return
        }
        let isKey = type != "CHECK" && type != "FOREIGN KEY"
        var statements = [
            "ALTER \(table.keyword)\(isKey ? " ONLY" : "") \(table.name) ADD \(table.constraint(part))"
        ]
        var needs = isKey ? partitions(of: table) : []
        if let parent, isKey, !joining.takesOver(table.object.name, parent) {
            statements.append(attach(part, of: table, to: parent))
            needs.insert(joining.place(of: table.object.name))
        }
        // What is made later is not checked on what inherits it by then; made before, it would be.
        if type == "CHECK", properties.flag("notValid") { needs = children(of: table) }
        add(
            CreationStep(
                element, .itself, statements + constraintRemarks(part, of: table), needs: needs))
    }

    private mutating func addIndex(
        _ part: CatalogPart, of table: TableText, _ element: ElementName
    ) {
        let properties = PropertyValues(part.properties)
        let name = "\(table.schema).\(part.name.identity)"
        var statements: [String] = []
        var needs = partitions(of: table)
        let keys = properties.list("keys")
        if keys.isEmpty {
            // That of a constraint, which is there; this is what the constraint does not say.
            needs.insert(
                CreationStep.Key(
                    element: ElementName(
                        table.object.name, PartName(.constraint, part.name.identity))))
            if let options = properties.map("options") {
                statements.append("ALTER INDEX \(name) SET \(relationOptions(options))")
            }
            if let space = properties.text("tablespace") {
                statements.append("ALTER INDEX \(name) SET TABLESPACE \(quoteIdentifier(space))")
            }
        } else {
            statements.append(index(part.name.identity, properties, keys, of: table))
            if let parent = attachment(of: element),
                !joining.takesOver(table.object.name, parent)
            {
                statements.append(attach(part, of: table, to: parent))
                needs.insert(joining.place(of: table.object.name))
            }
        }
        for (column, target) in properties.map("statistics") ?? [] {
            statements.append("ALTER INDEX \(name) ALTER COLUMN \(column) SET STATISTICS \(target)")
        }
        statements += extensionStatements(properties, "INDEX \(name)")
        statements += remarks(properties, "INDEX", name)
        // That of a partitioned table is not valid as long as a partition lacks one.
        if properties.flag("invalid"), !table.isPartitioned {
            omit(element, "that it is not valid")
        }
        add(CreationStep(element, .itself, statements, needs: needs))
    }

    private func index(
        _ name: String, _ properties: PropertyValues, _ keys: [String], of table: TableText
    ) -> String {
        var text = "CREATE \(properties.flag("unique") ? "UNIQUE " : "")INDEX \(name) ON "
        text += table.isPartitioned ? "ONLY " : ""
        text +=
            "\(table.name) USING \(properties.text("method") ?? "btree") (\(keys.joined(separator: ", ")))"
        let include = properties.list("include")
        if !include.isEmpty { text += " INCLUDE (\(include.joined(separator: ", ")))" }
        if properties.flag("nullsNotDistinct") { text += " NULLS NOT DISTINCT" }
        if let options = properties.map("options") { text += " WITH \(relationOptions(options))" }
        if let space = properties.text("tablespace") {
            text += " TABLESPACE \(quoteIdentifier(space))"
        }
        if let condition = properties.text("where") { text += " WHERE \(condition)" }
        return text
    }

    private mutating func addStatistics(
        _ part: CatalogPart, of table: TableText, _ element: ElementName
    ) {
        let properties = PropertyValues(part.properties)
        let identity = part.name.identity
        let isQualified = NameScanner.split(identity, at: ".") != nil
        let name = isQualified ? identity : "\(table.schema).\(identity)"
        var statements = [properties.text("definition") ?? ""]
        if let target = properties.text("target") {
            statements.append("ALTER STATISTICS \(name) SET STATISTICS \(target)")
        }
        add(CreationStep(element, .itself, statements + common(properties, "STATISTICS", name)))
    }

    private mutating func addTrigger(
        _ part: CatalogPart, of table: TableText, _ element: ElementName
    ) {
        let properties = PropertyValues(part.properties)
        let word = part.name.kind.rawValue.uppercased()
        var statements: [String] = []
        var usual: String?
        var needs: Set<CreationStep.Key> = []
        if let parent = attachment(of: element) {
            needs = [joining.place(of: table.object.name)]
            usual = catalog[parent.object]?.parts.first { $0.name == parent.part }
                .flatMap { PropertyValues($0.properties).text("enabled") }
        } else {
            var text = properties.text("definition") ?? ""
            if text.hasSuffix(";") { text.removeLast() }
            statements.append(text)
        }
        let state = properties.text("enabled")
        if state != usual {
            let change = enabling(state)
            // Triggers of views are changed as those of tables (manual, ALTER TABLE).
            statements.append("ALTER TABLE \(table.name) \(change) \(word) \(part.name.identity)")
        }
        let name = "\(part.name.identity) ON \(table.name)"
        statements += extensionStatements(properties, "\(word) \(name)")
        statements += remarks(properties, word, name)
        guard !statements.isEmpty else { return }
        add(CreationStep(element, .itself, statements, needs: needs))
    }

    private mutating func addPolicy(
        _ part: CatalogPart, of table: TableText, _ element: ElementName
    ) {
        let properties = PropertyValues(part.properties)
        let name = "\(part.name.identity) ON \(table.name)"
        var text = "CREATE POLICY \(name)"
        if properties.flag("restrictive") { text += " AS RESTRICTIVE" }
        if let command = properties.text("command"), command != "ALL" { text += " FOR \(command)" }
        let roles = properties.list("roles").map(quoteIdentifier)
        if !roles.isEmpty { text += " TO \(roles.joined(separator: ", "))" }
        if let expression = properties.text("using") { text += "\n    USING (\(expression))" }
        if let expression = properties.text("check") { text += "\n    WITH CHECK (\(expression))" }
        add(CreationStep(element, .itself, [text] + remarks(properties, "POLICY", name)))
    }

    /// What on the parent of a partition it is a piece of.
    private func attachment(of element: ElementName) -> ElementName? {
        edges(from: element, .attached).map(\.to).first {
            $0.part?.kind == element.part?.kind && $0.object != element.object
        }
    }

    private func attach(
        _ part: CatalogPart, of table: TableText, to parent: ElementName
    ) -> String {
        let schema = NameScanner.schema(of: parent.object.identity)
        return
            "ALTER INDEX \(schema).\(parent.part?.identity ?? "") ATTACH PARTITION \(table.schema).\(part.name.identity)"
    }

    /// The partitions of a table: an index that it has before they are there would be made on each of them.
    private func partitions(of table: TableText) -> Set<CreationStep.Key> {
        table.isPartitioned ? children(of: table) : []
    }

    /// The tables that inherit from a table, its partitions included.
    private func children(of table: TableText) -> Set<CreationStep.Key> {
        Set(
            edges(to: ElementName(table.object.name)).filter {
                ($0.kind == .goesWith || $0.kind == .needs) && $0.from.part == nil
                    && [.table, .foreignTable].contains($0.from.object.kind)
            }.map { joining.place(of: $0.from.object) })
    }
}
