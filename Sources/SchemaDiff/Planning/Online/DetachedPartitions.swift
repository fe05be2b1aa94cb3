import Catalog
import JSONText
import SQLText

/// Partitions that leave tables.
extension OnlineForms {
    /// What the server leaves on a partition that was detached CONCURRENTLY, unless another constraint says the same.
    private enum CopiedCheck {
        /// Nothing, of one by hash.
        case none
        case named(String)
        /// One whose name cannot be told.
        case unknown
    }

    /// A partition that leaves while others read and write, alone or before it is dropped; nil for another statement.
    ///
    /// Not where there is a default partition: the server refuses that.
    func detaching(_ statement: PlannedStatement) -> [PlannedStatement]? {
        let child = statement.element.object
        guard let old = from[child],
            let parent = old.properties["partitionOf"]?.string.map({ ObjectName(.table, $0) }),
            let table = from[parent], to[parent] != nil, tables.isOpen(parent),
            !hasDefault(parent)
        else { return nil }
        let detaching = "ALTER TABLE \(parent.identity) DETACH PARTITION \(child.identity)"
        let isDropped = statement.sql == Removal.statement(ElementName(child), in: from)
        guard isDropped || statement.sql == detaching else { return nil }
        let leave = PlannedStatement(
            statement.element, "\(detaching) CONCURRENTLY",
            hazards: [
                Hazard(
                    .notTransactional,
                    "where it is interrupted, the partition is about to be detached until: \(detaching) FINALIZE"
                )
            ], execution: .outside)
        if isDropped { return [leave, statement] }
        switch copiedCheck(of: old, table) {
        case .unknown: return nil
        case .none: return [leave]
        case .named(let name):
            let head = "ALTER \(child.kind.words.uppercased()) \(child.identity)"
            return [
                leave,
                PlannedStatement(statement.element, "\(head) DROP CONSTRAINT IF EXISTS \(name)"),
            ]
        }
    }

    private func hasDefault(_ parent: ObjectName) -> Bool {
        [from, to].contains { catalog in
            partitions(of: parent, in: catalog).contains { $0.properties["bound"] == "DEFAULT" }
        }
    }

    private func copiedCheck(of child: CatalogObject, _ parent: CatalogObject) -> CopiedCheck {
        guard let key = PartitionKey(of: parent, in: from),
            let bound = PropertyValues(child.properties).text("bound").flatMap(PartitionBound.init)
        else { return .unknown }
        if case .hash = bound { return .none }
        let column = key.columns.count == 1 ? plain(key.columns[0].name) : nil
        let table = child.name.identity
        let name = madeName(plain(NameScanner.name(of: table)), column, "check")
        // With that name taken in the schema, the server would choose another.
        let schema = NameScanner.schema(of: table)
        let quoted = quoteIdentifier(name)
        let isTaken = [from, to].contains { catalog in
            catalog.objects.contains { object in
                NameScanner.schema(of: object.name.identity) == schema
                    && object.parts(.constraint).contains { $0.name.identity == quoted }
            }
        }
        return isTaken ? .unknown : .named(quoted)
    }

    private func plain(_ name: String) -> String { parseIdentifier(name) ?? name }
}

/// The name that the server makes up for what belongs to a table.
///
/// PostgreSQL's source, `makeObjectName`: of table and column the longer one is cut until all fits.
func madeName(_ table: String, _ column: String?, _ label: String) -> String {
    let most = 63 - label.utf8.count - (column == nil ? 1 : 2)
    var (first, second) = (table.utf8.count, column?.utf8.count ?? 0)
    while first + second > most {
        if first > second { first -= 1 } else { second -= 1 }
    }
    func cut(_ text: String, _ count: Int) -> String {
        var text = text.unicodeScalars
        while String(text).utf8.count > count { text.removeLast() }
        return String(text)
    }
    return ([cut(table, first)] + (column.map { [cut($0, second)] } ?? []) + [label])
        .joined(separator: "_")
}
