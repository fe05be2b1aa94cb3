import Catalog
import JSONText
import SQLText

/// Where the expressions and bodies of a schema name roles, which nobody can write for other names with certainty.
struct RoleMentions {
    /// Policies, functions and the like by role, the role spelled as SQL does, in words and in the order of the schema.
    private(set) var places: [String: [String]] = [:]

    /// Looks for some roles, spelled as SQL does.
    init(of roles: some Sequence<String>, in catalog: Catalog) {
        let wanted = Set(roles.map { parseIdentifier($0) ?? $0 })
        guard !wanted.isEmpty else { return }
        for object in catalog.objects {
            add(Self.names(in: object.properties).intersection(wanted), object.name.description)
            for part in object.parts {
                add(
                    Self.names(in: part.properties).intersection(wanted),
                    "\(part.name) of \(object.name)")
            }
        }
    }

    private mutating func add(_ names: Set<String>, _ place: String) {
        for name in names { places[quoteIdentifier(name), default: []].append(place) }
    }

    private static func names(in properties: PropertyList) -> Set<String> {
        guard !properties.isEmpty else { return [] }
        return properties.object.members.reduce(into: []) { names, member in
            guard expressions.contains(member.key) || member.key == "body" else { return }
            // What the server printed names columns by identifiers, and roles by strings alone.
            for text in texts(of: member.value) {
                names.formUnion(possibleNames(in: text, identifiers: member.key == "body"))
            }
        }
    }

    private static let expressions: Set = [
        "arguments", "bound", "check", "default", "definition", "generated", "keys",
        "partitionBy", "tables", "using", "where",
    ]

    /// The texts of a property, lines put together.
    private static func texts(of value: JSONValue) -> [String] {
        if let text = value.string { return [text] }
        if let lines = value.array {
            return [lines.compactMap(\.string).joined(separator: "\n")]
        }
        return value.object?.members.flatMap { texts(of: $0.value) } ?? []
    }
}
