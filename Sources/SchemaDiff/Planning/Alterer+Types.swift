import Catalog
import SQLText

/// Enumerations, composite types, domains, ranges and base types.
extension Alterer {
    func type(
        _ changes: PropertyChanges, _ before: CatalogObject, _ after: CatalogObject
    ) -> Alteration {
        let element = ElementName(after.name)
        let name = after.name.identity
        let keyword = after.name.kind == .domain ? "DOMAIN" : "TYPE"
        var statements: [PlannedStatement] = []
        switch after.name.kind {
        case .enumeration:
            if changes.touches("values") {
                guard let added = addedValues(changes) else { return .replacement("its values") }
                statements += added.map {
                    PlannedStatement(
                        element, "ALTER TYPE \(name) ADD VALUE \($0)",
                        hazards: [
                            Hazard(
                                .notTransactional,
                                "the value can be used only when this is committed")
                        ])
                }
            }
        case .domain:
            if changes.touches("type", "collation") { return .replacement("its type") }
            let head = "ALTER DOMAIN \(name)"
            if changes.touches("default") {
                let value = changes.after.text("default").map { "SET DEFAULT \($0)" }
                statements.append(PlannedStatement(element, "\(head) \(value ?? "DROP DEFAULT")"))
            }
            if changes.touches("notNullConstraint") {
                return .impossible("the name of its NOT NULL")
            }
            if changes.touches("notNull") {
                let isOn = changes.after.flag("notNull")
                statements.append(
                    PlannedStatement(
                        element, "\(head) \(isOn ? "SET" : "DROP") NOT NULL",
                        hazards: isOn
                            ? [Hazard(.dataDependent, "it fails where a row has NULL there")] : []))
            }
        case .baseType:
            let simple: Set = [
                "receive", "send", "modifierInput", "modifierOutput", "analyze", "subscript",
                "storage",
            ]
            guard changes.isWithin(Self.common.union(simple)) else {
                return .replacement("what it is")
            }
            statements += baseType(changes, element)
        case .composite: break
        default:
            guard changes.isWithin(Self.common) else { return .replacement("what it is") }
        }
        return .inPlace(
            statements
                + common(
                    changes, element, keyword, name,
                    grants: GrantTarget(object: "\(keyword) \(name)", ofPublic: "ALL")))
    }

    private func baseType(_ changes: PropertyChanges, _ element: ElementName) -> [PlannedStatement]
    {
        let words = [
            ("RECEIVE", "receive"), ("SEND", "send"), ("TYPMOD_IN", "modifierInput"),
            ("TYPMOD_OUT", "modifierOutput"), ("ANALYZE", "analyze"), ("SUBSCRIPT", "subscript"),
            ("STORAGE", "storage"),
        ].filter { changes.touches($0.1) }.map { word, key in
            "\(word) = \(changes.after.text(key) ?? (key == "storage" ? "plain" : "NONE"))"
        }
        guard !words.isEmpty else { return [] }
        return [
            PlannedStatement(
                element,
                "ALTER TYPE \(element.object.identity) SET (\(words.joined(separator: ", ")))")
        ]
    }

    /// What follows ADD VALUE for each value that comes; nil where values go or change their order.
    private func addedValues(_ changes: PropertyChanges) -> [String]? {
        let old = changes.before.list("values")
        let new = changes.after.list("values")
        guard new.filter({ old.contains($0) }) == old else { return nil }
        var words: [String] = []
        for (index, value) in new.enumerated() where !old.contains(value) {
            let place: String
            if index > 0 {
                place = " AFTER \(quoteLiteral(new[index - 1]))"
            } else {
                place = old.first.map { " BEFORE \(quoteLiteral($0))" } ?? ""
            }
            words.append(quoteLiteral(value) + place)
        }
        return words
    }

    /// What differs of the attributes of a composite type, which no column may be of.
    func attributes(_ before: CatalogObject, _ after: CatalogObject) -> [PlannedStatement] {
        let element = ElementName(after.name)
        let head = "ALTER TYPE \(after.name.identity)"
        var statements: [PlannedStatement] = []
        for part in before.parts(.attribute)
        where !after.parts.contains(where: { $0.name == part.name }) {
            statements.append(
                PlannedStatement(element, "\(head) DROP ATTRIBUTE \(part.name.identity)"))
        }
        for part in after.parts(.attribute) {
            let type = creator.attribute(part)
            guard let old = before.parts.first(where: { $0.name == part.name }) else {
                statements.append(PlannedStatement(element, "\(head) ADD ATTRIBUTE \(type)"))
                let remarks = PropertyChanges(.none, part.properties)
                statements += self.remarks(
                    remarks, element, "COLUMN", "\(after.name.identity).\(part.name.identity)")
                continue
            }
            let changes = PropertyChanges(old.properties, part.properties)
            if changes.touches("type", "collation") {
                let words = type.dropFirst(part.name.identity.count)
                statements.append(
                    PlannedStatement(
                        element, "\(head) ALTER ATTRIBUTE \(part.name.identity) TYPE\(words)"))
            }
            statements += remarks(
                changes, element, "COLUMN", "\(after.name.identity).\(part.name.identity)")
        }
        return statements
    }
}
