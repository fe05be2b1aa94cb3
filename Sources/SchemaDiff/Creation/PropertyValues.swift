import Catalog
import JSONText

/// The properties of an object or a part, as what they are when SQL is made of them.
struct PropertyValues {
    private let object: JSONObject

    init(_ properties: PropertyList) {
        object = properties.object
    }

    /// A text, of which the lines may be kept apart; a number as SQL has it.
    func text(_ name: String) -> String? {
        switch object[name] {
        case .string(let text)?: text
        case .array(let lines)?: lines.map { $0.string ?? "" }.joined(separator: "\n")
        case .integer(let number)?: String(number)
        case .double(let number)?: "\(number)"
        default: nil
        }
    }

    func flag(_ name: String) -> Bool { object[name]?.bool == true }

    func list(_ name: String) -> [String] {
        object[name]?.array?.compactMap(\.string) ?? []
    }

    /// A map of texts in the order of its keys; nil where the property is absent.
    func map(_ name: String) -> [(key: String, value: String)]? {
        object[name]?.object?.members.map { ($0.key, $0.value.string ?? "") }
    }

    /// Whether there is a value at all.
    func has(_ name: String) -> Bool { object[name] != nil }
}
