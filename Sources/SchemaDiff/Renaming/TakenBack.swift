package import Catalog
package import SQLText

/// What statements have renamed, followed to the names that things have in the end.
struct FollowedNames {
    /// Each with its first name and its last.
    private(set) var names: [(first: NamedElement, last: NamedElement)] = []

    mutating func read(_ change: NameChange) {
        guard case .renames(let old, let new) = change else { return }
        let first = self.first(of: old)
        if old.part == nil {
            for index in names.indices where names[index].last.object.mayBe(old) {
                let schema = new.name.schema ?? names[index].last.name.schema
                names[index].last.name = QualifiedName(schema: schema, name: new.name.name)
            }
        } else if let index = names.firstIndex(where: { $0.last.mayBe(old) }) {
            names[index].last.part = new.part
        }
        if !names.contains(where: { $0.last.mayBe(new) }) { names.append((first, new)) }
    }

    /// The name that something had at first, its object's too.
    private func first(of element: NamedElement) -> NamedElement {
        if let known = names.first(where: { $0.last.mayBe(element) }) { return known.first }
        guard let object = names.first(where: { $0.last.mayBe(element.object) }) else {
            return element
        }
        var first = object.first
        first.part = element.part
        return first
    }
}

extension NamedElement {
    fileprivate var object: NamedElement {
        var object = self
        object.part = nil
        return object
    }

    /// Whether both may be the same, one of them perhaps without its schema.
    fileprivate func mayBe(_ other: NamedElement) -> Bool {
        let schemas = [name.schema, other.name.schema].compactMap(\.self)
        return space == other.space && part == other.part && name.name == other.name.name
            && Set(schemas).count < 2
    }
}

extension Renaming {
    /// The statements that take back what others have renamed or moved to another schema, objects before their parts.
    ///
    /// Without them a plan would drop what has the new name and make what has the old one, rows and all. What does not fit
    /// the two schemas is left out.
    ///
    /// - Parameters:
    ///   - statements: those that renamed, in their order.
    ///   - from: the schema that has the new names.
    ///   - to: the one that has the old ones.
    package static func takingBack(
        _ statements: [Statement], from: Catalog, to: Catalog
    ) -> [PlannedStatement] {
        var followed = FollowedNames()
        var values: [PlannedStatement] = []
        for statement in statements {
            let changes = NameChange.read(
                statement.text, standardConformingStrings: statement.standardConformingStrings)
            for change in changes { followed.read(change) }
            if let value = RenamedValue(statement), let back = value.takenBack(from: from, to: to) {
                values.insert(back, at: 0)
            }
        }
        let names =
            followed.names.filter { $0.last.part == nil }
            + followed.names.filter { $0.last.part != nil }
        return names.flatMap { name -> [PlannedStatement] in
            for old in name.last.identities(in: from) {
                for new in name.first.identities(in: to) {
                    let renaming = Renaming(old: old, new: new)
                    if let found = try? renaming.statements(from: from, to: to) { return found }
                }
            }
            return []
        } + values
    }
}

extension NamedElement {
    /// How a renaming would name it, for each object of a catalog that it may be.
    fileprivate func identities(in catalog: Catalog) -> [String] {
        catalog.objects.map(\.name).filter { name in
            WantedName(ElementName(name))?.isNamed(by: object) == true
        }.map { name in
            guard let part else { return name.identity }
            let isAmongRelations = part.kind == "index" || part.kind == "statistics"
            let owner = isAmongRelations ? NameScanner.schema(of: name.identity) : name.identity
            return "\(owner).\(quoteIdentifier(part.name))"
        }
    }
}

/// A value of an enumeration that a statement has renamed.
private struct RenamedValue {
    var type: QualifiedName
    /// As the statement writes them.
    var old: String
    var new: String

    /// Reads `ALTER TYPE name RENAME VALUE 'old' TO 'new'`.
    init?(_ statement: Statement) {
        let all = tokens(
            of: statement.text, standardConformingStrings: statement.standardConformingStrings)
        let words = all.map { $0.text.lowercased() }
        guard words.starts(with: ["alter", "type"]), let place = words.firstIndex(of: "value"),
            place > 0, words[place - 1] == "rename", place + 3 < all.count,
            words[place + 2] == "to",
            let type = QualifiedName(
                parsing: all[2..<(place - 1)].map(\.text).joined())
        else { return nil }
        self.type = type
        old = all[place + 1].text
        new = all[place + 3].text
    }

    func takenBack(from: Catalog, to: Catalog) -> PlannedStatement? {
        let wanted = NamedElement(.type, type)
        let found = from.objects.filter {
            $0.name.kind == .enumeration
                && WantedName(ElementName($0.name))?.isNamed(by: wanted) == true
                && to[$0.name] != nil && to[$0.name]?.hash != $0.hash
        }
        guard found.count == 1 else { return nil }
        return PlannedStatement(
            ElementName(found[0].name),
            "ALTER TYPE \(found[0].name.identity) RENAME VALUE \(new) TO \(old)")
    }
}
