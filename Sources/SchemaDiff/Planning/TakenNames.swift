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

/// Whether a part has its name among relations: an index, and a constraint that has one.
private func isRelation(_ part: CatalogPart) -> Bool {
    guard part.name.kind == .constraint else { return part.name.kind == .index }
    let type = part.properties["type"]?.string
    return type == "PRIMARY KEY" || type == "UNIQUE" || type == "EXCLUDE"
}
