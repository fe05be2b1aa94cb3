/// Puts parts to their objects, and edges to what they begin at.
///
/// A part whose object is not there is dropped: it went away during the read, which is found and read again.
func assemble(_ reading: CatalogReading, hasEdges: Bool) -> Catalog {
    let records = reading.records
    var owners: [UInt64: Int] = [:]
    var names: [Address: ElementName] = [:]
    var objects: [(name: ObjectName, properties: PropertyList)] = []
    for record in records {
        guard case .object(let kind) = record.kind else { continue }
        let name = ObjectName(kind, record.identity)
        if record.address != 0 { owners[record.key(record.address)] = objects.count }
        if hasEdges, let location = record.location { names[location] = ElementName(name) }
        objects.append((name, record.properties))
    }
    var parts: [[(order: Int, part: CatalogPart)]] = Array(repeating: [], count: objects.count)
    for record in records {
        guard case .part(let kind) = record.kind, let owner = owners[record.key(record.parent)]
        else { continue }
        let part = CatalogPart(
            name: PartName(kind, record.identity), properties: record.properties)
        parts[owner].append((record.order, part))
        if hasEdges, let location = record.location {
            names[location] = ElementName(objects[owner].name, part.name)
        }
    }
    let edges = hasEdges ? EdgeMaking(reading.dependencies, names: names).edges() : [:]
    return Catalog(
        objects: zip(objects, parts).map { object, parts in
            CatalogObject(
                name: object.name, properties: object.properties,
                parts: parts.sorted { $0.order < $1.order }.map(\.part),
                edges: edges[object.name] ?? [])
        }, census: Census(reading), hasEdges: hasEdges)
}
