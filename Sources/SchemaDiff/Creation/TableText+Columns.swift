import Catalog
import JSONText
import SQLText

/// The columns of a table, and what only ALTER TABLE says of them.
extension TableText {
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
        words += notNull(part, column).map { [$0] } ?? []
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
        if inherited?.flag("notNull") != true, let word = notNull(part, column) {
            words.append(word)
        }
        return words.isEmpty ? nil : ([part.name.identity] + words).joined(separator: " ")
    }

    private func parentColumn(_ part: CatalogPart) -> PropertyValues? {
        parent?.parts(.column).first { $0.name == part.name }.map { PropertyValues($0.properties) }
    }

    /// NOT NULL with the name that somebody gave it.
    private func notNull(_ part: CatalogPart, _ column: PropertyValues) -> String? {
        guard column.flag("notNull"), !isNotValid(column) else { return nil }
        let name = constraintName(part, column).map { "CONSTRAINT \($0) " } ?? ""
        let isLocal = column.text("notNullConstraint")?.hasSuffix("NO INHERIT") == true
        return name + "NOT NULL" + (isLocal ? " NO INHERIT" : "")
    }

    func isNotValid(_ column: PropertyValues) -> Bool {
        column.text("notNullConstraint")?.hasSuffix("NOT VALID") == true
    }

    /// The name that somebody gave the NOT NULL of a column.
    ///
    /// One that the server named is named as it does, where a comment must be put on it.
    func constraintName(_ part: CatalogPart, _ column: PropertyValues) -> String? {
        var text = column.text("notNullConstraint") ?? ""
        for state in ["NOT VALID", "NO INHERIT"] where text.hasSuffix(state) {
            text.removeLast(state.count)
            if text.hasSuffix(" ") { text.removeLast() }
        }
        guard text.isEmpty else { return text }
        let usual = "\(bare(NameScanner.name(of: name)))_\(bare(part.name.identity))_not_null"
        let isNeeded = column.has("notNullComment") && usual.utf8.count < 64
        return isNeeded ? quoteIdentifier(usual) : nil
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
            let name = constraintName(part, column).map { "CONSTRAINT \($0) " } ?? ""
            statements.append("\(head) ADD \(name)NOT NULL \(part.name.identity) NOT VALID")
        }
        if let comment = column.text("notNullComment"),
            let constraint = constraintName(part, column)
        {
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
    func sequenceName(_ part: CatalogPart, _ column: PropertyValues) -> String {
        let given = column.map("sequence")?.first { $0.key == "name" }?.value
        let usual = "\(bare(NameScanner.name(of: name)))_\(bare(part.name.identity))_seq"
        return "\(schema).\(quoteIdentifier(given ?? usual))"
    }

    /// A name without its quotes.
    private func bare(_ name: String) -> String {
        name.first == "\""
            ? String(name.dropFirst().dropLast()).replacing("\"\"", with: "\"") : name
    }
}
