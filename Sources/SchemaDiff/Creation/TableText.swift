import Catalog
import JSONText
import SQLText

/// What CREATE TABLE says of a table, and what only ALTER TABLE can say.
struct TableText {
    let object: CatalogObject
    let properties: PropertyValues
    private let catalog: Catalog

    /// The table that it is made as a partition of; nil where its columns are not the same in the same order, so that it is made
    /// alone and attached.
    let parent: CatalogObject?

    init(_ object: CatalogObject, in catalog: Catalog) {
        self.object = object
        self.catalog = catalog
        properties = PropertyValues(object.properties)
        parent = properties.text("partitionOf").flatMap { catalog[ObjectName(.table, $0)] }
            .flatMap { hasSameColumns(object, as: $0) ? $0 : nil }
    }

    var name: String { object.name.identity }
    /// What ALTER calls it.
    var keyword: String { object.name.kind.words.uppercased() }
    var schema: String { NameScanner.schema(of: name) }
    var isPartition: Bool { properties.has("partitionOf") }
    var isPartitioned: Bool { properties.has("partitionBy") }
    private var isTyped: Bool { properties.has("ofType") }
    /// Whether it has columns or checks from its parents, and not only the same ones as they.
    private var takesColumns: Bool {
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
        if parent == nil, let parent = properties.text("partitionOf") {
            statements.append("ALTER TABLE ONLY \(parent) ATTACH PARTITION \(name) \(bound)")
        }
        return statements
    }

    func isGenerated(_ part: CatalogPart) -> Bool { part.properties["generated"] != nil }

    /// A column as CREATE TABLE has it; nil for one of the system, and for one that a parent brings along.
    func column(_ part: CatalogPart, withDefault: Bool) -> String? {
        let column = PropertyValues(part.properties)
        guard let type = column.text("type"), !column.flag("inherited") else { return nil }
        if parent != nil { return partitionColumn(part, column, withDefault: withDefault) }
        var words: [String] = []
        if let method = column.text("compression") { words.append("COMPRESSION \(method)") }
        if object.name.kind == .foreignTable {
            let options = foreignOptions(column.map("serverOptions"))
            if !options.isEmpty { words.append(String(options.dropFirst())) }
        }
        if let collation = column.text("collation") { words.append("COLLATE \(collation)") }
        if let expression = column.text("generated") {
            words.append(
                "GENERATED ALWAYS AS (\(expression)) \(column.text("generatedKind") ?? "STORED")")
        }
        if withDefault, let value = column.text("default") {
            words.append("DEFAULT \(value)")
        } else if takesColumns, !column.has("default"), !column.has("generated"),
            parents(of: part).contains(where: { $0.has("default") })
        {
            words.append("DEFAULT NULL")
        }
        if let identity = column.text("identity") {
            words.append("GENERATED \(identity) AS IDENTITY\(sequenceOptions(column))")
        }
        words += notNull(column).map { [$0] } ?? []
        if isTyped {
            return words.isEmpty
                ? nil : "\(part.name.identity) WITH OPTIONS \(words.joined(separator: " "))"
        }
        return ([part.name.identity, type] + words).joined(separator: " ")
    }

    /// What a column of a partition has that its parent has not.
    private func partitionColumn(
        _ part: CatalogPart, _ column: PropertyValues, withDefault: Bool
    ) -> String? {
        let inherited = parentColumn(part)
        var words: [String] = []
        if object.name.kind == .foreignTable {
            let options = foreignOptions(column.map("serverOptions"))
            if !options.isEmpty { words.append(String(options.dropFirst())) }
        }
        if withDefault, let value = column.text("default"), value != inherited?.text("default") {
            words.append("DEFAULT \(value)")
        }
        if inherited?.flag("notNull") != true, let word = notNull(column) { words.append(word) }
        return words.isEmpty ? nil : ([part.name.identity] + words).joined(separator: " ")
    }

    private func parentColumn(_ part: CatalogPart) -> PropertyValues? {
        parent?.parts(.column).first { $0.name == part.name }.map { PropertyValues($0.properties) }
    }

    /// NOT NULL with the name that somebody gave it.
    private func notNull(_ column: PropertyValues) -> String? {
        guard column.flag("notNull"), !isNotValid(column) else { return nil }
        let name = constraintName(column).map { "CONSTRAINT \($0) " } ?? ""
        let isLocal = column.text("notNullConstraint")?.hasSuffix("NO INHERIT") == true
        return name + "NOT NULL" + (isLocal ? " NO INHERIT" : "")
    }

    func isNotValid(_ column: PropertyValues) -> Bool {
        column.text("notNullConstraint")?.hasSuffix("NOT VALID") == true
    }

    /// The name that somebody gave the NOT NULL of a column.
    func constraintName(_ column: PropertyValues) -> String? {
        var text = column.text("notNullConstraint") ?? ""
        for state in ["NOT VALID", "NO INHERIT"] where text.hasSuffix(state) {
            text.removeLast(state.count)
            if text.hasSuffix(" ") { text.removeLast() }
        }
        return text.isEmpty ? nil : text
    }

    private func sequenceOptions(_ column: PropertyValues) -> String {
        let words = [
            "name": "SEQUENCE NAME", "start": "START WITH", "increment": "INCREMENT BY",
            "minimum": "MINVALUE", "maximum": "MAXVALUE", "cache": "CACHE",
        ]
        let options = (column.map("sequence") ?? []).compactMap { key, value -> String? in
            if key == "cycle" { return "CYCLE" }
            guard let word = words[key] else { return nil }
            return key == "name"
                ? "\(word) \(schema).\(quoteIdentifier(value))" : "\(word) \(value)"
        }
        return options.isEmpty ? "" : " (\(options.joined(separator: " ")))"
    }

    /// The default of a column where the table could not be made with it, or a parent's stands in its place.
    func laterDefault(of part: CatalogPart, wasInline: Bool) -> String? {
        let column = PropertyValues(part.properties)
        guard column.text("type") != nil, !column.has("generated") else { return nil }
        let head = "ALTER \(keyword) ONLY \(name) ALTER COLUMN \(part.name.identity)"
        let value = column.text("default")
        if column.flag("inherited") {
            let inherited = parents(of: part).compactMap { $0.text("default") }.first
            guard value != inherited else { return nil }
            return value.map { "\(head) SET DEFAULT \($0)" } ?? "\(head) DROP DEFAULT"
        }
        let inherited = parentColumn(part)?.text("default")
        if inherited != nil, value == nil { return "\(head) DROP DEFAULT" }
        guard !wasInline, let value else { return nil }
        return "\(head) SET DEFAULT \(value)"
    }

    /// The same column of the tables that it is inherited from.
    private func parents(of part: CatalogPart) -> [PropertyValues] {
        properties.list("inherits").compactMap { parent in
            let object =
                catalog[ObjectName(.table, parent)] ?? catalog[ObjectName(.foreignTable, parent)]
            return object?.parts(.column).first { $0.name == part.name }
                .map { PropertyValues($0.properties) }
        }
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

    func columnTail(_ part: CatalogPart) -> [String] {
        let column = PropertyValues(part.properties)
        let head = "ALTER \(keyword)\(isRelationWithParts ? " ONLY" : "") \(name)"
        let alter = "\(head) ALTER COLUMN \(part.name.identity)"
        var statements: [String] = []
        if let storage = column.text("storage") {
            statements.append("\(alter) SET STORAGE \(storage)")
        }
        if let target = column.text("statistics") {
            statements.append("\(alter) SET STATISTICS \(target)")
        }
        if let options = column.map("options") {
            statements.append("\(alter) SET \(relationOptions(options))")
        }
        if column.flag("inherited") {
            let isNew = column.flag("notNull") && !parents(of: part).contains { $0.flag("notNull") }
            if isNew { statements.append("\(alter) SET NOT NULL") }
        }
        // Where CREATE does not say it, or a parent says another.
        let isSaid = !column.flag("inherited") && isRelationWithParts && parent == nil
        if !isSaid, let method = column.text("compression"),
            parentColumn(part)?.text("compression") != method
        {
            statements.append("\(alter) SET COMPRESSION \(method)")
        }
        if isNotValid(column) {
            let name = constraintName(column).map { "CONSTRAINT \($0) " } ?? ""
            statements.append("\(head) ADD \(name)NOT NULL \(part.name.identity) NOT VALID")
        }
        if let comment = column.text("notNullComment"), let constraint = constraintName(column) {
            statements.append(
                "COMMENT ON CONSTRAINT \(constraint) ON \(name) IS \(quoteLiteral(comment))")
        }
        // What the list of an identity column's options does not take.
        for (key, value) in column.map("sequence") ?? [] where column.has("identity") {
            let change = ["persistence": "SET \(value)", "type": "AS \(value)"][key]
            if let change {
                statements.append("ALTER SEQUENCE \(sequenceName(part, column)) \(change)")
            }
        }
        return statements
    }

    private var isRelationWithParts: Bool {
        object.name.kind == .table || object.name.kind == .foreignTable
    }

    /// The name of the sequence of an identity column.
    private func sequenceName(_ part: CatalogPart, _ column: PropertyValues) -> String {
        let given = column.map("sequence")?.first { $0.key == "name" }?.value
        func bare(_ name: String) -> String {
            name.first == "\""
                ? String(name.dropFirst().dropLast()).replacing("\"\"", with: "\"") : name
        }
        let usual = "\(bare(NameScanner.name(of: name)))_\(bare(part.name.identity))_seq"
        return "\(schema).\(quoteIdentifier(given ?? usual))"
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
