package import Catalog
import JSONText

/// The properties of an object or a part, as what they are when SQL is made of them.
package struct PropertyValues {
    private let object: JSONObject

    /// Decodes the properties.
    package init(_ properties: PropertyList) {
        object = properties.object
    }

    /// A text, of which the lines may be kept apart; a number as SQL has it.
    package func text(_ name: String) -> String? {
        switch object[name] {
        case .string(let text)?: text
        case .array(let lines)?: lines.map { $0.string ?? "" }.joined(separator: "\n")
        case .integer(let number)?: String(number)
        case .double(let number)?: "\(number)"
        default: nil
        }
    }

    /// Whether a flag is set.
    package func flag(_ name: String) -> Bool { object[name]?.bool == true }

    /// Texts in their order; none where the property is absent.
    package func list(_ name: String) -> [String] {
        object[name]?.array?.compactMap(\.string) ?? []
    }

    /// A map of texts in the order of its keys; nil where the property is absent.
    package func map(_ name: String) -> [(key: String, value: String)]? {
        object[name]?.object?.members.map { ($0.key, $0.value.string ?? "") }
    }

    /// Whether there is a value at all.
    package func has(_ name: String) -> Bool { object[name] != nil }
}
