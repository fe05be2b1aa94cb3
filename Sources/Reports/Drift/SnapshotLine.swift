import Catalog
import JSONText
public import SchemaDiff

/// Finds the line of an object's file in a snapshot that a difference is about, from 1.
///
/// The line of the property, or of its first line that differs where it is a text of several; the line of the part
/// where the file has no such property; the first line where it has no such part. Nil for a text that is no JSON object.
public func findLine(of difference: Difference, in snapshotText: String) -> Int? {
    SnapshotLines(snapshotText)?.line(of: difference)
}

/// The lines of an object's file, to find those of many differences.
struct SnapshotLines {
    private let root: PlacedJSON
    private var parts: [PartName: PlacedJSON] = [:]

    /// Nil for a text that is no JSON object.
    init?(_ snapshotText: String) {
        guard let root = PlacedJSON.parse(snapshotText), root.isObject else { return nil }
        self.root = root
        for kind in PartKind.allCases {
            for element in root.member(kind.plural)?.children ?? [] {
                guard let head = element.value.children.first, head.key == kind.rawValue,
                    let name = head.value.text
                else { continue }
                parts[PartName(kind, name)] = element.value
            }
        }
    }

    /// The line that a difference is about.
    func line(of difference: Difference) -> Int {
        let place: PlacedJSON
        if let part = difference.part {
            guard let found = parts[part] else { return root.line }
            place = found
        } else {
            place = root
        }
        guard let property = difference.property else { return place.line }
        return place.line(ofProperty: property, change: difference)
    }
}

/// A JSON text as a tree of lines; strings are decoded, nothing else is.
private struct PlacedJSON {
    struct Child {
        var key: String?
        var line: Int
        var value: PlacedJSON
    }

    var line: Int
    var isObject = false
    var text: String?
    var children: [Child] = []

    static func parse(_ text: String) -> PlacedJSON? {
        // What follows walks without checking, so the text must be JSON.
        guard (try? JSONValue.parse(text)) != nil else { return nil }
        var walk = Walk(bytes: Array(text.utf8))
        return walk.value()
    }

    func member(_ key: String) -> PlacedJSON? {
        children.first { $0.key == key }?.value
    }

    /// A property stands under its own key, an entry of a map under the key behind the first dot.
    func line(ofProperty property: String, change: Difference) -> Int {
        if let child = children.first(where: { $0.key == property }) {
            let changed = firstChangedLine(change)
            guard let changed, child.value.children.indices.contains(changed) else {
                return child.line
            }
            return child.value.children[changed].line
        }
        guard let dot = property.firstIndex(of: "."),
            let map = children.first(where: { $0.key == String(property[..<dot]) })
        else { return line }
        let key = String(property[property.index(after: dot)...])
        return map.value.children.first { $0.key == key }?.line ?? map.line
    }

    private func firstChangedLine(_ difference: Difference) -> Int? {
        guard let expected = difference.expected?.array, let actual = difference.actual?.array
        else { return nil }
        let same = zip(expected, actual).prefix { $0 == $1 }.count
        return min(same, expected.count - 1)
    }

    private struct Walk {
        let bytes: [UInt8]
        var index = 0
        var line = 1

        mutating func value() -> PlacedJSON {
            skipSpace()
            var node = PlacedJSON(line: line)
            switch bytes[index] {
            case UInt8(ascii: "{"):
                node.isObject = true
                list(into: &node) { walk in
                    let key = walk.string()
                    walk.skipSpace()
                    walk.index += 1
                    return key
                }
            case UInt8(ascii: "["): list(into: &node) { _ in nil }
            case UInt8(ascii: "\""): node.text = string()
            default:
                while index < bytes.count, !Self.ends.contains(bytes[index]) { index += 1 }
            }
            return node
        }

        private static let ends = Set(",]} \n\r\t".utf8)

        private mutating func list(
            into node: inout PlacedJSON, key: (inout Walk) -> String?
        ) {
            index += 1
            while true {
                skipSpace()
                switch bytes[index] {
                case UInt8(ascii: "}"), UInt8(ascii: "]"):
                    index += 1
                    return
                case UInt8(ascii: ","): index += 1
                default:
                    let start = line
                    let name = key(&self)
                    node.children.append(Child(key: name, line: start, value: value()))
                }
            }
        }

        private mutating func string() -> String {
            let start = index
            index += 1
            while bytes[index] != UInt8(ascii: "\"") {
                index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
            }
            index += 1
            return (try? JSONValue.parse(Array(bytes[start..<index])))?.string ?? ""
        }

        private mutating func skipSpace() {
            while index < bytes.count, Self.spaces.contains(bytes[index]) {
                if bytes[index] == UInt8(ascii: "\n") { line += 1 }
                index += 1
            }
        }

        private static let spaces = Set(" \n\r\t".utf8)
    }
}
