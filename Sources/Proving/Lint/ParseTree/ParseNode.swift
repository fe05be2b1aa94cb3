import JSONText

/// A node of the parse tree: what kind it is (`AlterTableStmt`) and its fields.
///
/// Fields that are false, zero or empty are not written out by libpg_query; reading one gives its empty value.
package struct ParseNode: Sendable, Hashable {
    /// The kind as the server's sources name it; empty where the field's type tells it.
    package let kind: String
    private let fields: JSONValue

    /// Takes a wrapped node (`{"IndexStmt": {…}}`) or the plain fields of one; nil for anything else.
    init?(_ value: JSONValue) {
        guard let object = value.object else { return nil }
        if object.members.count == 1, let only = object.members.first,
            let first = only.key.unicodeScalars.first, first.properties.isUppercase
        {
            kind = only.key
            fields = only.value
        } else {
            kind = ""
            fields = value
        }
    }

    /// A node in a field.
    package subscript(_ field: String) -> ParseNode? {
        fields[field].flatMap { ParseNode($0) }
    }

    /// The text of a field, an enumeration's word included.
    package func text(_ field: String) -> String? { fields[field]?.string }

    /// Whether a field is set to true.
    package func flag(_ field: String) -> Bool { fields[field]?.bool ?? false }

    /// The number of a field.
    package func number(_ field: String) -> Int? { fields[field]?.integer }

    /// The nodes of a list.
    package func nodes(_ field: String) -> [ParseNode] {
        (fields[field]?.array ?? []).compactMap { ParseNode($0) }
    }

    /// The texts of a list of names.
    package func names(_ field: String) -> [String] { nodes(field).compactMap(\.name) }

    /// The text of a `String` node, under the key that its release has for it.
    package var name: String? { text("sval") ?? text("str") }

    /// The byte of the statement at which it begins, where the grammar keeps it.
    package var location: Int? {
        guard let place = number("location"), place >= 0 else { return nil }
        return place
    }

    /// The node and everything under it, in no promised order.
    package var all: [ParseNode] {
        var found: [ParseNode] = []
        Self.collect(
            .object(JSONObject([.init(key: kind.isEmpty ? "Node" : kind, value: fields)])), &found)
        return found
    }

    private static func collect(_ value: JSONValue, _ found: inout [ParseNode]) {
        switch value {
        case .array(let elements):
            for element in elements { collect(element, &found) }
        case .object(let object):
            if let node = ParseNode(value), !node.kind.isEmpty { found.append(node) }
            for member in object.members { collect(member.value, &found) }
        default: break
        }
    }
}

extension ParseNode {
    /// The name of a `RangeVar`, as `relationName` writes it; empty where it has none.
    package var relation: String {
        relationName([text("schemaname"), text("relname")].compactMap(\.self))
    }

    /// The name in a list of its parts (`DropStmt.objects`, `typeName`).
    package var listedName: String {
        if kind == "List" { return relationName(names("items")) }
        if kind == "TypeName" { return relationName(names("names")) }
        return name ?? ""
    }

    /// Whether a list of options (`DefElem`) has one of that name that is not switched off.
    package func hasOption(_ option: String, in field: String) -> Bool {
        nodes(field).contains { $0.text("defname") == option && !$0.isOff }
    }

    /// Whether an option says false.
    private var isOff: Bool {
        guard let argument = self["arg"] else { return false }
        return ["false", "off", "no", "0"].contains(argument.name?.lowercased() ?? "")
    }
}

/// A relation's name as the rules compare it: without `public`, which a name without schema usually means.
package func relationName(_ parts: [String]) -> String {
    parts.first == "public" && parts.count > 1
        ? parts.dropFirst().joined(separator: ".") : parts.joined(separator: ".")
}
