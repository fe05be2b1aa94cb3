public import Catalog
import JSONText

extension Catalog {
    /// The schema with what it has otherwise than another taken over from there, as far as these differences name it.
    ///
    /// Guaranteed: comparing the result with `other` finds none of them any more, and what they do not name stays.
    ///
    /// - Parameter differences: those of this schema and the other, in either direction.
    public func adopting(_ differences: [Difference], from other: Catalog) -> Catalog {
        let byObject = Dictionary(grouping: differences, by: \.object)
        var objects = self.objects.filter { byObject[$0.name] == nil }
        for (name, differences) in byObject {
            objects += Self.adopted(differences, self[name], other[name]).map { [$0] } ?? []
        }
        return Catalog(objects: Self.closed(objects), census: census, hasEdges: hasEdges)
    }

    /// The objects without edges to what is not among them.
    private static func closed(_ objects: [CatalogObject]) -> [CatalogObject] {
        let there = Set(
            objects.flatMap { object in
                [ElementName(object.name)] + object.parts.map { ElementName(object.name, $0.name) }
            })
        return objects.map { object in
            let edges = object.edges.filter { there.contains($0.to) }
            guard edges.count < object.edges.count else { return object }
            return CatalogObject(
                name: object.name, properties: object.properties, parts: object.parts, edges: edges)
        }
    }

    private static func adopted(
        _ differences: [Difference], _ mine: CatalogObject?, _ theirs: CatalogObject?
    ) -> CatalogObject? {
        guard let mine, let theirs else { return theirs }
        var properties = mine.properties.object
        var parts = mine.parts
        var edges = mine.edges
        for difference in differences {
            guard let part = difference.part else {
                if let property = difference.property {
                    properties = properties.taking(property, from: theirs.properties.object)
                }
                continue
            }
            let index = parts.firstIndex { $0.name == part }
            let found = theirs.parts.first { $0.name == part }
            guard let property = difference.property, let index, let found else {
                let element = ElementName(mine.name, part)
                parts.removeAll { $0.name == part }
                edges.removeAll { $0.from == element }
                if let found {
                    parts.append(found)
                    edges += theirs.edges.filter { $0.from == element }
                }
                continue
            }
            let own = parts[index].properties.object
            parts[index] = CatalogPart(
                name: part,
                properties: PropertyList(own.taking(property, from: found.properties.object)))
        }
        // What a property names, such as a role or a function, is needed with it.
        edges = Array(Set(edges).union(theirs.edges))
        let names = Set(parts.map(\.name))
        return CatalogObject(
            name: mine.name, properties: PropertyList(properties), parts: parts,
            edges: edges.filter { edge in edge.from.part.map(names.contains) ?? true })
    }
}

extension JSONObject {
    /// The object with one member as another has it; of `grants.anon` only the entry of the map.
    fileprivate func taking(_ path: String, from other: JSONObject) -> JSONObject {
        if self[path] != nil || other[path] != nil { return with(path, other[path]) }
        guard let dot = path.firstIndex(of: ".") else { return self }
        let (key, entry) = (String(path[..<dot]), String(path[path.index(after: dot)...]))
        let mine = self[key]?.object ?? JSONObject([])
        let theirs = other[key]?.object ?? JSONObject([])
        let map = mine.with(entry, theirs[entry])
        return with(key, map.members.isEmpty ? nil : .object(map))
    }

    private func with(_ key: String, _ value: JSONValue?) -> JSONObject {
        var members = members.filter { $0.key != key }
        if let value { members.append(Member(key: key, value: value)) }
        return JSONObject(members)
    }
}
