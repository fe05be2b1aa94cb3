import JSONText
import PostgresSession
import SQLText

/// Turns the rows of one catalog query into records.
struct RowReader {
    private let layout: RowLayout
    private let serverVersion: Int
    /// How many values were not shown, because they may be secrets.
    private(set) var withheld = 0
    /// How many properties could not be seen.
    private(set) var unseen = 0
    /// Names of kinds repeat from row to row.
    private var lastKind: (text: String, kind: CatalogRecord.Kind)?

    init(columns: [String], serverVersion: Int) {
        layout = RowLayout(columns)
        self.serverVersion = serverVersion
    }

    mutating func read(_ row: Row, space: CatalogQuery.Space) -> CatalogRecord {
        CatalogRecord(
            kind: kind(row), address: oid(row, layout.address), parent: oid(row, layout.parent),
            order: layout.order.flatMap { row[$0] }.flatMap { Int($0) } ?? 0,
            identity: identity(row), properties: PropertyList(canonical: properties(row)),
            space: space)
    }

    private mutating func kind(_ row: Row) -> CatalogRecord.Kind {
        guard let column = layout.kind ?? layout.part, let text = row[column] else {
            preconditionFailure("a catalog query says no kind")
        }
        if let lastKind, lastKind.text == text { return lastKind.kind }
        let kind: CatalogRecord.Kind? =
            layout.kind != nil
            ? ObjectKind(rawValue: text).map { .object($0) }
            : PartKind(rawValue: text).map { .part($0) }
        guard let kind else { preconditionFailure("a catalog query says the kind \(text)") }
        lastKind = (text, kind)
        return kind
    }

    private func oid(_ row: Row, _ column: Int?) -> UInt32 {
        column.flatMap { row[$0] }.flatMap { UInt32($0) } ?? 0
    }

    private func identity(_ row: Row) -> String {
        if let column = layout.identity { return row[column] ?? "" }
        guard let column = layout.name, let name = row[column] else { return "" }
        var text = quoteIdentifier(name)
        if let column = layout.schema, let schema = row[column] {
            text = quoteIdentifier(schema) + "." + text
        }
        if let column = layout.arguments, let arguments = row[column] {
            text += "(" + arguments + ")"
        }
        return text
    }

    private mutating func properties(_ row: Row) -> [UInt8] {
        var writer = PropertyWriter()
        for property in layout.properties {
            _ = row.withBytes(of: property.column) { value in
                write(value, property, row, &writer)
            }
        }
        return writer.finish()
    }

    private mutating func write(
        _ value: Span<UInt8>, _ property: RowLayout.Property, _ row: Row,
        _ writer: inout PropertyWriter
    ) {
        switch property.form {
        case .text: writer.put(property.key) { appendJSONString(value, to: &$0) }
        case .flag:
            guard value.count == 1, value[0] == UInt8(ascii: "t") else { return }
            writer.put(property.key) { $0.append(contentsOf: "true".utf8) }
        case .number:
            let text = string(value)
            // Whatever the server's way of writing it, the same as after a snapshot was read back.
            let number = Int(text).map { JSONValue.integer($0) } ?? .double(Double(text) ?? 0)
            writer.put(property.key) { $0.append(contentsOf: number.encoded()) }
        case .list, .set:
            var elements = arrayElements(value)
            guard !elements.isEmpty else { return }
            if property.form == .set { elements.sort { $0.lexicographicallyPrecedes($1) } }
            if property.name == "unseen" { unseen += elements.count }
            writer.put(property.key) { appendJSONArray(elements, to: &$0) }
        case .options: _ = writer.putOptions(property.key, arrayElements(value)) { _ in true }
        case .secrets(let kind):
            withheld += writer.putOptions(property.key, arrayElements(value), kind.shows)
        case .withheld:
            withheld += 1
            writer.put(property.key) { $0.append(contentsOf: "\"set\"".utf8) }
        case .pairs: writer.putMap(property.key, pairs(arrayElements(value)))
        case .deparsedPairs:
            let elements = arrayElements(value).map {
                canonicalExpression($0.span, serverVersion: serverVersion)
            }
            writer.putMap(property.key, pairs(elements))
        case .definitions: writer.putMap(property.key, definitions(array(value)))
        case .routine:
            guard let name = routineName(value) else { return }
            writer.put(property.key) { appendJSONString(name.span, to: &$0) }
        case .lines: writer.put(property.key) { appendLines(value, to: &$0) }
        case .deparsed:
            let text = canonicalExpression(value, serverVersion: serverVersion)
            writer.put(property.key) { appendLines(text.span, to: &$0) }
        case .query:
            let text = canonicalQuery(value, serverVersion: serverVersion)
            writer.put(property.key) { appendLines(text.span, to: &$0) }
        case .grants(let letter), .entries(let letter):
            let owner = layout.owner.flatMap { row[$0] } ?? ""
            let grants = renderGrants(
                value, kind: letter, owner: owner, knowsMaintain: serverVersion >= 170_000,
                hasDefault: property.form == .grants(letter))
            guard let grants else { return }
            writer.put(property.key) { bytes in
                appendJSONObject(grants.map { ($0.grantee, $0.privileges) }, to: &bytes)
            }
        case .constraint:
            let definition = constraintDefinition(
                canonicalExpression(value, serverVersion: serverVersion).span)
            writer.put(property.key) { appendLines(Array(definition.utf8).span, to: &$0) }
        case .index:
            let text = canonicalExpression(value, serverVersion: serverVersion)
            writer.put(IndexText(text.span))
        }
    }
}
