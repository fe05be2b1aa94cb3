public import Catalog
import SQLText

/// That something is the same under another name, as a person has decided.
public struct Renaming: Sendable, Hashable {
    /// The name that it has: `schema.name`, with arguments for routines; `schema.table.part` for a part.
    public var old: String
    /// The name that it is to have, in the same form.
    public var new: String

    /// Reads `OLD=NEW`; nil where it is not of that form.
    public init?(_ text: String) {
        guard let (old, new) = NameScanner.split(text, at: "=") else { return nil }
        self.old = old.trimmed
        self.new = new.trimmed
        guard !self.old.isEmpty, !self.new.isEmpty, NameScanner.split(new, at: "=") == nil else {
            return nil
        }
    }

    /// Makes one of names.
    public init(old: String, new: String) {
        self.old = old
        self.new = new
    }

    /// The way back.
    public var reversed: Renaming { Renaming(old: new, new: old) }

    /// The same as it is typed.
    public var text: String { "\(old)=\(new)" }
}

/// Why something cannot be renamed.
public struct RenamingError: Error, Sendable, Hashable {
    /// What was decided.
    public var renaming: Renaming
    /// Why it cannot be, in words.
    public var reason: String
}

extension Renaming {
    /// The statement that renames; nil where it is done already.
    ///
    /// - Throws: `RenamingError` where the one schema does not have what is to be renamed, the other still has it, or it does
    ///   not have the new name.
    public func statements(
        from: Catalog, to: Catalog
    ) throws(RenamingError) -> [PlannedStatement] {
        let before = elements(old, in: from)
        let after = elements(new, in: to)
        guard !after.isEmpty else { throw fault("\(new) is not in the schema that is wanted") }
        if before.isEmpty, !elements(new, in: from).isEmpty { return [] }
        guard !before.isEmpty else { throw fault("\(old) is not in the schema that there is") }
        let pairs = before.flatMap { old in
            after.filter { Self.isSameKind(old, $0) }.map { (old: old, new: $0) }
        }
        guard let pair = pairs.first else {
            throw fault("\(before[0]) and \(after[0]) are of different kinds")
        }
        guard pairs.count == 1 else { throw fault("it may mean more than one thing") }
        guard !elements(old, in: to).contains(where: { Self.isSameKind($0, pair.old) }) else {
            throw fault("\(old) is in the schema that is wanted too")
        }
        guard !elements(new, in: from).contains(where: { Self.isSameKind($0, pair.new) }) else {
            throw fault("\(new) is in the schema that there is too")
        }
        guard let sql = Self.sql(pair.old, pair.new) else {
            throw fault(
                "nothing renames \(pair.old.part.map { "a \($0.kind)" } ?? pair.old.object.kind.words)"
            )
        }
        return sql.map {
            PlannedStatement(
                pair.new, $0,
                hazards: [Hazard(.renamed, "whoever uses the old name fails from then on")])
        }
    }

    private func fault(_ reason: String) -> RenamingError {
        RenamingError(renaming: self, reason: reason)
    }

    private static func isSameKind(_ left: ElementName, _ right: ElementName) -> Bool {
        left.object.kind == right.object.kind && left.part?.kind == right.part?.kind
    }

    /// What a name may mean: an object, an index by its schema, or a part by its table.
    private func elements(_ name: String, in catalog: Catalog) -> [ElementName] {
        let objects = catalog.objects.filter { $0.name.identity == name }
        var found = objects.map { ElementName($0.name) }
        let pieces = NameScanner.pieces(name, between: ".")
        guard let last = pieces.last, pieces.count > 1 else { return found }
        let owner = pieces.dropLast().joined(separator: ".")
        for object in catalog.objects {
            let isOwner = object.name.identity == owner
            let isNeighbour =
                pieces.count == 2 && NameScanner.schema(of: object.name.identity) == owner
            guard isOwner || isNeighbour else { continue }
            for part in object.parts where part.name.identity == last {
                let isAmongRelations = part.name.kind == .index || part.name.kind == .statistics
                if isAmongRelations ? isNeighbour : isOwner {
                    found.append(ElementName(object.name, part.name))
                }
            }
        }
        return found
    }

    private static func sql(_ old: ElementName, _ new: ElementName) -> [String]? {
        if let before = old.part, let after = new.part { return sql(before, after, old, new) }
        let identity = old.object.identity
        let kind = old.object.kind
        let words: String
        switch kind {
        case .enumeration, .composite, .range, .baseType: words = "TYPE"
        case .schema, .role, .foreignDataWrapper, .server, .language, .publication, .eventTrigger:
            return [
                "ALTER \(kind.words.uppercased()) \(identity) RENAME TO \(new.object.identity)"
            ]
        case .table, .foreignTable, .view, .materializedView, .sequence, .domain, .collation,
            .function, .procedure, .aggregate, .conversion, .textSearchConfiguration,
            .textSearchDictionary:
            words = kind.words.uppercased()
        default: return nil
        }
        let (bare, arguments) = NameScanner.signature(identity)
        let (wanted, _) = NameScanner.signature(new.object.identity)
        let suffix = [.function, .procedure, .aggregate].contains(kind) ? "(\(arguments))" : ""
        let schema = NameScanner.schema(of: wanted)
        var statements: [String] = []
        var name = bare
        if NameScanner.schema(of: bare) != schema {
            statements.append("ALTER \(words) \(name)\(suffix) SET SCHEMA \(schema)")
            name = "\(schema).\(NameScanner.name(of: bare))"
        }
        if NameScanner.name(of: bare) != NameScanner.name(of: wanted) {
            statements.append(
                "ALTER \(words) \(name)\(suffix) RENAME TO \(NameScanner.name(of: wanted))")
        }
        return statements
    }

    private static func sql(
        _ before: PartName, _ after: PartName, _ old: ElementName, _ new: ElementName
    ) -> [String]? {
        // The table may be renamed too, which is said before its parts.
        let owner = new.object.identity
        let words = new.object.kind.words.uppercased()
        let (from, to) = (before.identity, after.identity)
        let schema = NameScanner.schema(of: owner)
        switch before.kind {
        case .column: return ["ALTER \(words) \(owner) RENAME COLUMN \(from) TO \(to)"]
        case .attribute: return ["ALTER TYPE \(owner) RENAME ATTRIBUTE \(from) TO \(to)"]
        case .constraint:
            let word = new.object.kind == .domain ? "DOMAIN" : words
            return ["ALTER \(word) \(owner) RENAME CONSTRAINT \(from) TO \(to)"]
        case .index: return ["ALTER INDEX \(schema).\(from) RENAME TO \(to)"]
        case .statistics: return ["ALTER STATISTICS \(schema).\(from) RENAME TO \(to)"]
        case .trigger, .rule, .policy:
            return [
                "ALTER \(before.kind.rawValue.uppercased()) \(from) ON \(owner) RENAME TO \(to)"
            ]
        }
    }
}

extension String {
    var trimmed: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
