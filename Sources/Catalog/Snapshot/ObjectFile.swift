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
        members += object.properties.object.members
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
                                    ] + part.properties.object.members))
                        })))
        }
        return Array((JSONValue.object(JSONObject(members)).renderFolded(width: 100) + "\n").utf8)
    }

    /// - Throws: `JSONFailure` for text that is no JSON; `ObjectFileError` for JSON that is no object of a catalog.
    static func parse(_ bytes: [UInt8]) throws -> CatalogObject {
        guard case .object(let object) = try JSONValue.parse(bytes),
            let head = object.members.first, case .string(let identity) = head.value,
            let kind = ObjectKind(rawValue: head.key)
        else { throw ObjectFileError.notAnObject }
        var properties: [JSONObject.Member] = []
        var parts: [CatalogPart] = []
        for member in object.members.dropFirst() {
            guard let kind = plurals[member.key], case .array(let elements) = member.value,
                case .object? = elements.first
            else {
                properties.append(member)
                continue
            }
            parts += try elements.map { try parsePart($0, kind) }
        }
        return CatalogObject(
            name: ObjectName(kind, identity), properties: PropertyList(JSONObject(properties)),
            parts: parts)
    }

    private static func parsePart(_ value: JSONValue, _ kind: PartKind) throws -> CatalogPart {
        guard case .object(let object) = value, let head = object.members.first,
            head.key == kind.rawValue, case .string(let name) = head.value
        else { throw ObjectFileError.notAPart(kind) }
        return CatalogPart(
            name: PartName(kind, name),
            properties: PropertyList(JSONObject(Array(object.members.dropFirst()))))
    }

    private static let plurals = Dictionary(
        uniqueKeysWithValues: PartKind.allCases.map { ($0.plural, $0) })
}

/// JSON that is not what a snapshot holds.
enum ObjectFileError: Error {
    case notAnObject
    case notAPart(PartKind)

    var message: String {
        switch self {
        case .notAnObject: "the first key is no kind of object"
        case .notAPart(let kind):
            "an element of \"\(kind.plural)\" does not begin with \"\(kind.rawValue)\""
        }
    }
}
