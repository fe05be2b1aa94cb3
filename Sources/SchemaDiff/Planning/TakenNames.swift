import Catalog
import JSONText

/// The names that an element takes among relations and types, and among routines.
func takenNames(_ element: ElementName, in catalog: Catalog) -> [String] {
    let schema = NameScanner.schema(of: element.object.identity)
    let object = catalog[element.object]
    if let part = element.part {
        guard let part = object?.parts.first(where: { $0.name == part }), isRelation(part)
        else { return [] }
        return ["relation \(schema).\(part.name.identity)"]
    }
    var names: [String]
    switch element.object.kind {
    case .table, .foreignTable, .view, .materializedView, .sequence, .composite, .enumeration,
        .domain, .range, .baseType:
        names = ["relation \(element.object.identity)"]
    case .function, .procedure, .aggregate:
        let (name, arguments) = NameScanner.signature(element.object.identity)
        names = ["routine \(name)(\(arguments == "*" ? "" : arguments))"]
    default: return []
    }
    for part in object?.parts ?? [] where isRelation(part) {
        names.append("relation \(schema).\(part.name.identity)")
    }
    return names
}

/// The name that the sequence of an identity column takes; nil for every other element.
func identityName(_ element: ElementName, in catalog: Catalog) -> String? {
    guard let table = catalog[element.object], element.part?.kind == .column,
        let part = table.parts.first(where: { $0.name == element.part })
    else { return nil }
    let column = PropertyValues(part.properties)
    guard column.has("identity") else { return nil }
    return "relation \(TableText(table, in: catalog).sequenceName(part, column))"
}

/// Whether a part has its name among relations: an index, and a constraint that has one.
private func isRelation(_ part: CatalogPart) -> Bool {
    guard part.name.kind == .constraint else { return part.name.kind == .index }
    let type = part.properties["type"]?.string
    return type == "PRIMARY KEY" || type == "UNIQUE" || type == "EXCLUDE"
}
