import JSONText
import PostgresSession
import SQLText

/// Turns the rows of one catalog query into records.
final class RowReader {
    let layout: RowLayout
    let serverVersion: Int
    /// How many values were not shown, because they may be secrets.
    var withheld = 0
    /// How many properties could not be seen.
    var unseen = 0
    private var writer = PropertyWriter()
    /// Names of kinds repeat from row to row.
    private var lastKind: (text: [UInt8], kind: CatalogRecord.Kind)?
    /// Lists of properties repeat from column to column: the last one is kept for each of a few sums.
    private var known = [PropertyList?](repeating: nil, count: 256)
    /// So do access lists from table to table.
    var lastGrants = LastGrants()

    init(columns: [String], serverVersion: Int) {
        layout = RowLayout(columns)
        self.serverVersion = serverVersion
    }

    /// Reads a row; nil where it is an addition that adds nothing.
    func read(_ row: Row, space: CatalogQuery.Space) -> CatalogRecord? {
        let properties = properties(row)
        let isAddition = layout.part != nil && layout.name == nil && layout.identity == nil
        if isAddition, properties.isEmpty { return nil }
        return CatalogRecord(
            kind: kind(row), space: space, isAddition: isAddition,
            address: oid(row, layout.address), parent: oid(row, layout.parent),
            order: Int32(truncatingIfNeeded: layout.order.flatMap { row.integer(in: $0) } ?? 0),
            type: oid(row, layout.type), collation: oid(row, layout.collation),
            identity: identity(row), properties: properties)
    }

    private func kind(_ row: Row) -> CatalogRecord.Kind {
        guard let column = layout.kind ?? layout.part else {
            preconditionFailure("a catalog query says no kind")
        }
        if let lastKind, row.holds(lastKind.text, in: column) { return lastKind.kind }
        let text = row[column] ?? ""
        let kind: CatalogRecord.Kind? =
            layout.kind != nil
            ? ObjectKind(rawValue: text).map { .object($0) }
            : PartKind(rawValue: text).map { .part($0) }
        guard let kind else { preconditionFailure("a catalog query says the kind \(text)") }
        lastKind = (Array(text.utf8), kind)
        return kind
    }

    func oid(_ row: Row, _ column: Int?) -> UInt32 {
        column.flatMap { row.integer(in: $0) }.flatMap { UInt32(exactly: $0) } ?? 0
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

    private func properties(_ row: Row) -> PropertyList {
        var writer = PropertyWriter()
        swap(&writer, &self.writer)
        writer.begin()
        row.forEachValue(in: layout.columns) { place, value in
            write(value, place, row, &writer)
        }
        writer.end()
        swap(&writer, &self.writer)
        return kept()
    }

    /// What the writer has, as a list of its own or as one that is there already.
    private func kept() -> PropertyList {
        if writer.bytes.count == 2 { return .none }
        // What is long is hardly ever there twice.
        guard writer.bytes.count < 128 else {
            return PropertyList(canonical: Array(writer.bytes[...]))
        }
        var sum: UInt32 = 0
        for index in writer.bytes.indices { sum = sum &* 31 &+ UInt32(writer.bytes[index]) }
        let place = Int(sum & 255)
        if let list = known[place], list.json == writer.bytes { return list }
        // By way of a slice, so that it is copied, and not larger than it needs to be.
        let list = PropertyList(canonical: Array(writer.bytes[...]))
        known[place] = list
        return list
    }
}
