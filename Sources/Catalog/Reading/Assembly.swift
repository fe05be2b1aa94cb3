/// Puts parts to their objects.
///
/// A part whose object is not there is dropped: it went away during the read, which is found and read again.
func assemble(_ reading: CatalogReading) -> Catalog {
    let records = reading.records
    var owners: [UInt64: Int] = [:]
    var objects: [(name: ObjectName, properties: PropertyList)] = []
    for record in records {
        guard case .object(let kind) = record.kind else { continue }
        if record.address != 0 { owners[record.key(record.address)] = objects.count }
        objects.append((ObjectName(kind, record.identity), record.properties))
    }
    var parts: [[(order: Int, part: CatalogPart)]] = Array(repeating: [], count: objects.count)
    for record in records {
        guard case .part(let kind) = record.kind, let owner = owners[record.key(record.parent)]
        else { continue }
        let part = CatalogPart(
            name: PartName(kind, record.identity), properties: record.properties)
        parts[owner].append((record.order, part))
    }
    return Catalog(
        objects: zip(objects, parts).map { object, parts in
            CatalogObject(
                name: object.name, properties: object.properties,
                parts: parts.sorted { $0.order < $1.order }.map(\.part))
        }, census: Census(reading))
}
