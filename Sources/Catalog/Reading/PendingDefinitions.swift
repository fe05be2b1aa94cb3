import JSONText
import PostgresSession
import SQLText

/// Puts constraints and indexes together, and knows what the server says where that cannot be done.
struct PendingDefinitions: Sendable {
    private var classes: OperatorClasses
    private var serverVersion: Int
    private var constraints: [UInt32: [UInt8]] = [:]
    private var indexes: [UInt32: [UInt8]] = [:]

    /// Asks the server for the definitions that need it, in one round trip; in none where there are none.
    ///
    /// Tables outside the scope, operator classes, collations and access methods that are not as usual.
    static func read(
        _ assembly: CatalogAssembly, _ classes: OperatorClasses, on session: Session
    ) async throws -> PendingDefinitions {
        var definitions = PendingDefinitions(
            classes: classes, serverVersion: session.serverVersion)
        var (constraints, indexes): ([String], [String]) = ([], [])
        assembly.forEachPending { part, object in
            switch part.kind {
            case .constraint(let constraint):
                guard definitions.text(of: constraint, part.keys, in: object, assembly) == nil
                else { return }
                constraints.append(String(part.address))
            case .index(let index):
                guard definitions.keys(of: index, part.keys, in: object, assembly) == nil
                else { return }
                indexes.append(String(part.address))
            }
        }
        guard !constraints.isEmpty || !indexes.isEmpty else { return definitions }
        let results = try await session.pipeline([
            Command(
                "select oid, pg_get_constraintdef(oid) from pg_constraint where oid = any ($1::oid[])",
                ["{\(constraints.joined(separator: ","))}"]),
            Command(
                "select indexrelid, pg_get_indexdef(indexrelid) from pg_index where indexrelid = any ($1::oid[])",
                ["{\(indexes.joined(separator: ","))}"]),
        ])
        definitions.constraints = texts(results[0].rows)
        definitions.indexes = texts(results[1].rows)
        return definitions
    }

    private static func texts(_ rows: [Row]) -> [UInt32: [UInt8]] {
        var texts: [UInt32: [UInt8]] = [:]
        for row in rows {
            guard let address = row[0].flatMap({ UInt32($0) }), let text = row[1] else { continue }
            texts[address] = Array(text.utf8)
        }
        return texts
    }

    /// The properties that a part has beyond those that were read with it.
    func properties(
        of part: PendingPart, in object: Int, _ assembly: CatalogAssembly
    ) -> PropertyList {
        var writer = PropertyWriter()
        writer.begin()
        switch part.kind {
        case .constraint(let constraint):
            if let text = constraints[part.address] {
                let definition = constraintDefinition(
                    canonicalExpression(text.span, serverVersion: serverVersion).span)
                put(Array(definition.utf8), &writer)
            } else if let text = text(of: constraint, part.keys, in: object, assembly) {
                put(text, &writer)
            }
        case .index(let index):
            if let text = indexes[part.address] {
                let canonical = canonicalExpression(text.span, serverVersion: serverVersion)
                writer.put(IndexText(canonical.span))
            } else if let keys = keys(of: index, part.keys, in: object, assembly) {
                put(index, keys, &writer)
            }
        }
        writer.end()
        return PropertyList(canonical: writer.bytes)
    }

    private func put(_ definition: [UInt8], _ writer: inout PropertyWriter) {
        writer.put(Array("\"definition\":".utf8)) { appendLines(definition.span, to: &$0) }
    }

    private func put(
        _ index: PendingPart.Index, _ keys: [[UInt8]], _ writer: inout PropertyWriter
    ) {
        let included = Array(keys[index.keyCount...])
        if !included.isEmpty {
            writer.put(Array("\"include\":".utf8)) { appendJSONArray(included, to: &$0) }
        }
        writer.put(Array("\"keys\":".utf8)) {
            appendJSONArray(Array(keys[..<index.keyCount]), to: &$0)
        }
        if index.nullsNotDistinct {
            writer.put(Array("\"nullsNotDistinct\":".utf8)) { $0.append(contentsOf: "true".utf8) }
        }
    }

    /// The text of a constraint as `pg_get_constraintdef` has it without states; nil where a name is not known.
    private func text(
        of constraint: PendingPart.Constraint, _ keys: [Int], in object: Int,
        _ assembly: CatalogAssembly
    ) -> [UInt8]? {
        var text = constraint.head
        text.append(0x20)
        guard append(keys, of: object, assembly, to: &text) else { return nil }
        if !constraint.included.isEmpty {
            text.append(contentsOf: " INCLUDE ".utf8)
            guard append(constraint.included, of: object, assembly, to: &text) else { return nil }
        }
        if constraint.table != 0 {
            guard let table = assembly.relation(constraint.table) else { return nil }
            text.append(contentsOf: " REFERENCES ".utf8)
            text.append(contentsOf: assembly.identity(of: table).utf8)
            guard append(constraint.tableKeys, of: table, assembly, to: &text) else { return nil }
        }
        text.append(contentsOf: constraint.tail)
        if !constraint.tailKeys.isEmpty {
            text.append(0x20)
            guard append(constraint.tailKeys, of: object, assembly, to: &text) else { return nil }
        }
        return text
    }

    private func append(
        _ keys: [Int], of object: Int, _ assembly: CatalogAssembly, to text: inout [UInt8]
    ) -> Bool {
        text.append(UInt8(ascii: "("))
        for (place, key) in keys.enumerated() {
            guard key > 0, let column = assembly.column(key, of: object) else { return false }
            if place > 0 { text.append(contentsOf: ", ".utf8) }
            text.append(contentsOf: column.identity.utf8)
        }
        text.append(UInt8(ascii: ")"))
        return true
    }

    /// The keys and included columns of an index; nil where one has something that `pg_get_indexdef` shows.
    private func keys(
        of index: PendingPart.Index, _ keys: [Int], in object: Int, _ assembly: CatalogAssembly
    ) -> [[UInt8]]? {
        guard index.isPlainMethod, index.keyCount <= keys.count,
            index.classes.count >= index.keyCount, index.collations.count >= index.keyCount,
            index.orders.count >= index.keyCount
        else { return nil }
        var texts: [[UInt8]] = []
        texts.reserveCapacity(keys.count)
        for (place, key) in keys.enumerated() {
            guard key > 0, let column = assembly.column(key, of: object) else { return nil }
            var text = Array(column.identity.utf8)
            if place < index.keyCount {
                guard index.collations[place] == Int(column.collation),
                    classes.isDefault(index.classes[place], of: column.type)
                else { return nil }
                if index.method == "btree" {
                    text.append(contentsOf: index.order(of: place).utf8)
                }
            }
            texts.append(text)
        }
        return texts
    }
}

extension PendingDefinitions {
    private init(classes: OperatorClasses, serverVersion: Int) {
        self.classes = classes
        self.serverVersion = serverVersion
    }
}
