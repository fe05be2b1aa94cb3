import Catalog
import SQLText

/// What CREATE TABLE says of a table, and what only ALTER TABLE can say.
struct TableText {
    let object: CatalogObject
    let properties: PropertyValues
    let catalog: Catalog

    /// The table that it is made as a partition of; nil where its columns are not the same in the same order, so that it is made
    /// alone and attached.
    let parent: CatalogObject?
    /// Whether it is made alone, and attached by a statement of its own later.
    let isAlone: Bool

    init(_ object: CatalogObject, in catalog: Catalog, isAlone: Bool = false) {
        self.object = object
        self.catalog = catalog
        self.isAlone = isAlone
        properties = PropertyValues(object.properties)
        let model = properties.text("partitionOf").flatMap { catalog[ObjectName(.table, $0)] }
            .flatMap { hasSameColumns(object, as: $0) ? $0 : nil }
        parent = isAlone ? nil : model
    }

    var name: String { object.name.identity }
    /// What ALTER calls it.
    var keyword: String { object.name.kind.words.uppercased() }
    var schema: String { NameScanner.schema(of: name) }
    var isPartition: Bool { properties.has("partitionOf") }
    var isPartitioned: Bool { properties.has("partitionBy") }
    var isTyped: Bool { properties.has("ofType") }
    /// Whether it has columns or checks from its parents, and not only the same ones as they.
    var takesColumns: Bool {
        (object.parts(.column) + object.parts(.constraint)).contains {
            PropertyValues($0.properties).flag("inherited") && !isPartition
        }
    }

    /// The statements that make it of its columns and constraints.
    func creation(_ body: [String]) -> [String] {
        let isUnlogged = properties.text("persistence") == "UNLOGGED"
        var text = "CREATE \(isUnlogged ? "UNLOGGED " : "")\(keyword) \(name)"
        if let type = properties.text("ofType") { text += " OF \(type)" }
        if let parent { text += " PARTITION OF \(parent.name.identity)" }
        if !isTyped && parent == nil || !body.isEmpty {
            text += body.isEmpty ? " ()" : " (\n    " + body.joined(separator: ",\n    ") + "\n)"
        }
        let bound = properties.text("bound") ?? "DEFAULT"
        if parent != nil { text += "\n\(bound)" }
        let parents = properties.list("inherits")
        if takesColumns { text += "\nINHERITS (\(parents.joined(separator: ", ")))" }
        if let key = properties.text("partitionBy") { text += "\nPARTITION BY \(key)" }
        if let server = properties.text("server") {
            text +=
                "\nSERVER \(quoteIdentifier(server))"
                + foreignOptions(properties.map("serverOptions"))
        }
        if let method = properties.text("accessMethod") {
            text += "\nUSING \(quoteIdentifier(method))"
        }
        if let options = properties.map("options") {
            text += "\nWITH \(relationOptions(options))"
        }
        if let space = properties.text("tablespace") {
            text += "\nTABLESPACE \(quoteIdentifier(space))"
        }
        var statements = [text]
        // Its columns are its own in their own order: it is made alone and joins its parents then.
        if !takesColumns {
            statements += parents.map { "ALTER \(keyword) \(name) INHERIT \($0)" }
        }
        if parent == nil, !isAlone { statements += attachment }
        return statements
    }

    /// The statement that makes it a partition.
    var attachment: [String] {
        guard let parent = properties.text("partitionOf") else { return [] }
        let bound = properties.text("bound") ?? "DEFAULT"
        return ["ALTER TABLE ONLY \(parent) ATTACH PARTITION \(name) \(bound)"]
    }

    /// Whether CREATE TABLE may name a constraint.
    ///
    /// Keys of partitioned tables and of partitions are made when all partitions are there, as indexes are attached.
    func mayStandInside(_ part: CatalogPart) -> Bool {
        let constraint = PropertyValues(part.properties)
        guard !constraint.flag("notValid"), !constraint.flag("disabled") else { return false }
        switch constraint.text("type") {
        case "CHECK": return !constraint.flag("inherited") || isPartition && parent == nil
        case "FOREIGN KEY": return false
        default: return !isPartition && !isPartitioned
        }
    }

    /// `CONSTRAINT name definition states`.
    func constraint(_ part: CatalogPart) -> String {
        let constraint = PropertyValues(part.properties)
        let states = [
            ("noInherit", "NO INHERIT"), ("deferrable", "DEFERRABLE"),
            ("initiallyDeferred", "INITIALLY DEFERRED"), ("notValid", "NOT VALID"),
            ("notEnforced", "NOT ENFORCED"),
        ].filter { constraint.flag($0.0) }.map { " \($0.1)" }
        return
            "CONSTRAINT \(part.name.identity) \(constraint.text("definition") ?? "")\(states.joined())"
    }

    /// What only ALTER TABLE says: row security, and of columns how they are kept.
    func tail() -> [String] {
        var statements: [String] = []
        if properties.flag("rowSecurity") {
            statements.append("ALTER TABLE \(name) ENABLE ROW LEVEL SECURITY")
        }
        if properties.flag("forceRowSecurity") {
            statements.append("ALTER TABLE ONLY \(name) FORCE ROW LEVEL SECURITY")
        }
        return statements + object.parts(.column).flatMap { columnTail($0) }
    }
}

/// Whether a partition can be made of its parent's columns: they are the same in the same order, and how the parent keeps
/// them is not undone.
private func hasSameColumns(_ partition: CatalogObject, as parent: CatalogObject) -> Bool {
    func columns(_ object: CatalogObject) -> [(name: String, values: PropertyValues)] {
        object.parts(.column).map { ($0.name.identity, PropertyValues($0.properties)) }
            .filter { $0.1.has("type") }
    }
    let (own, above) = (columns(partition), columns(parent))
    guard own.count == above.count else { return false }
    return zip(own, above).allSatisfy { column, model in
        column.name == model.name && !column.values.has("identity")
            && ["type", "collation", "generated", "generatedKind"].allSatisfy {
                column.values.text($0) == model.values.text($0)
            }
            && ["storage", "compression"].allSatisfy {
                column.values.has($0) || !model.values.has($0)
            }
    }
}
