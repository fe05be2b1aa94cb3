import JSONText

/// The text of an object in a snapshot.
///
/// One JSON object: the kind with the identity, the properties sorted by name, then a list for each kind of part. What fits on
/// a line stands on one, so that a changed column is a changed line.
enum ObjectFile {
    static func render(_ object: CatalogObject) -> [UInt8] {
        var members = [
            JSONObject.Member(
                key: object.name.kind.rawValue, value: .string(object.name.identity))
        ]
        members += object.properties.object.members + dependencies(of: object, nil)
        for kind in PartKind.allCases.sorted() {
            let parts = object.parts(kind)
            guard !parts.isEmpty else { continue }
            members.append(
                JSONObject.Member(
                    key: kind.plural,
                    value: .array(
                        parts.map { part in
                            .object(
                                JSONObject(
                                    [
                                        JSONObject.Member(
                                            key: kind.rawValue,
                                            value: .string(part.name.identity))
                                    ] + part.properties.object.members
                                        + dependencies(of: object, part.name)))
                        })))
        }
        return Array((JSONValue.object(JSONObject(members)).renderFolded(width: 100) + "\n").utf8)
    }

    private static let dependsOn = "dependsOn"

    /// What an object or a part of it depends on, as a member; none where that is nothing.
    private static func dependencies(
        of object: CatalogObject, _ part: PartName?
    ) -> [JSONObject.Member] {
        let edges = object.edges.filter { $0.from.part == part }
        guard !edges.isEmpty else { return [] }
        let names = edges.map { edge in
            // Its own parts go by their names alone.
            let isOwn = edge.to.object == object.name
            let name = isOwn ? edge.to.part?.description ?? edge.to.key : edge.to.key
            return JSONValue.string((edge.kind == .needs ? "" : "\(edge.kind.rawValue): ") + name)
        }
        return [JSONObject.Member(key: dependsOn, value: .array(names))]
    }

    /// Takes what something depends on out of its members.
    private static func takeEdges(
        from name: ElementName, _ members: inout [JSONObject.Member]
    ) throws -> [Edge] {
        guard let index = members.firstIndex(where: { $0.key == dependsOn }) else { return [] }
        guard case .array(let names) = members.remove(at: index).value else {
            throw ObjectFileError.notAnEdge("\(dependsOn)")
        }
        return try names.map { value in
            let text = value.string ?? ""
            let mark = text.firstRange(of: ": ")
            let kind = mark.flatMap { Edge.Kind(rawValue: String(text[..<$0.lowerBound])) }
            let key = kind == nil ? text : mark.map { String(text[$0.upperBound...]) } ?? text
            let part = PartName(key: key)
            guard let to = part.map({ ElementName(name.object, $0) }) ?? ElementName(key: key)
            else { throw ObjectFileError.notAnEdge(text) }
            return Edge(from: name, to: to, kind: kind ?? .needs)
        }
    }

    /// - Throws: `JSONFailure` for text that is no JSON; `ObjectFileError` for JSON that is no object of a catalog.
    static func parse(_ bytes: [UInt8]) throws -> CatalogObject {
        guard case .object(let object) = try JSONValue.parse(bytes),
            let head = object.members.first, case .string(let identity) = head.value,
            let kind = ObjectKind(rawValue: head.key)
        else { throw ObjectFileError.notAnObject }
        let name = ObjectName(kind, identity)
        var properties: [JSONObject.Member] = []
        var parts: [CatalogPart] = []
        var edges: [Edge] = []
        for member in object.members.dropFirst() {
            guard let kind = plurals[member.key], case .array(let elements) = member.value,
                case .object? = elements.first
            else {
                properties.append(member)
                continue
            }
            parts += try elements.map { try parsePart($0, kind, of: name, &edges) }
        }
        edges += try takeEdges(from: ElementName(name), &properties)
        return CatalogObject(
            name: name, properties: PropertyList(JSONObject(properties)), parts: parts, edges: edges
        )
    }

    private static func parsePart(
        _ value: JSONValue, _ kind: PartKind, of owner: ObjectName, _ edges: inout [Edge]
    ) throws -> CatalogPart {
        guard case .object(let object) = value, let head = object.members.first,
            head.key == kind.rawValue, case .string(let identity) = head.value
        else { throw ObjectFileError.notAPart(kind) }
        let name = PartName(kind, identity)
        var properties = Array(object.members.dropFirst())
        edges += try takeEdges(from: ElementName(owner, name), &properties)
        return CatalogPart(name: name, properties: PropertyList(JSONObject(properties)))
    }

    private static let plurals = Dictionary(
        uniqueKeysWithValues: PartKind.allCases.map { ($0.plural, $0) })
}

/// JSON that is not what a snapshot holds.
enum ObjectFileError: Error {
    case notAnObject
    case notAPart(PartKind)
    case notAnEdge(String)

    var message: String {
        switch self {
        case .notAnObject: "the first key is no kind of object"
        case .notAPart(let kind):
            "an element of \"\(kind.plural)\" does not begin with \"\(kind.rawValue)\""
        case .notAnEdge(let text): "depends on what is no object of a catalog: \(text)"
        }
    }
}
