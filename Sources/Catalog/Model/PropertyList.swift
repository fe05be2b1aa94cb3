public import JSONText

/// The properties of an object or a part: names with JSON values, the keys sorted.
///
/// They are kept as the compact JSON text that hashes and snapshots are made of, and decoded when they are
/// asked for. A property at its default is absent.
public struct PropertyList: Sendable, Hashable {
    /// The JSON object, compact, its keys sorted by their bytes.
    public let json: [UInt8]

    /// No properties.
    public static let none = PropertyList(canonical: Array("{}".utf8))

    /// Takes over a text that is compact and sorted already.
    init(canonical json: [UInt8]) {
        self.json = json
    }

    /// Makes a list of members in any order.
    public init(_ object: JSONObject) {
        json = JSONValue.object(sorted(object)).encoded()
    }

    /// The properties, decoded.
    public var object: JSONObject {
        guard let value = try? JSONValue.parse(json), case .object(let object) = value else {
            preconditionFailure("a property list that is no JSON object")
        }
        return object
    }

    /// The value of one property.
    public subscript(name: String) -> JSONValue? { object[name] }

    /// Whether there are none.
    public var isEmpty: Bool { json.count <= 2 }
}

/// The object with its keys, and those of objects in it, sorted by their bytes.
private func sorted(_ object: JSONObject) -> JSONObject {
    JSONObject(
        object.members.map { member in
            guard case .object(let inner) = member.value else { return member }
            return JSONObject.Member(key: member.key, value: .object(sorted(inner)))
        }.sorted { precedes($0.key, $1.key) })
}
