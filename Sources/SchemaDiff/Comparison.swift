public import Catalog
import JSONText

/// Compares catalogs, property by property.
///
/// Pure: what an object is expected to be is asked for only where the hashes differ.
public struct Comparison: Sendable {
    /// Makes a comparison.
    public init() {}

    /// What differs between what is expected and what is there, in the order of the names.
    public func compare(expected: Catalog, actual: Catalog) -> [Difference] {
        compare(
            expected: expected.objects.map { ($0.name, $0.hash) }, actual: actual,
            object: { expected[$0] })
    }

    /// The same for an expectation of which only names and hashes are at hand.
    ///
    /// - Parameters:
    ///   - expected: names and hashes, sorted by name.
    ///   - object: gives the whole object of a name, nil where only its hash is known; called only for objects that
    ///     differ.
    public func compare<Failure: Error>(
        expected: [(ObjectName, ContentHash)], actual: Catalog,
        object: (ObjectName) throws(Failure) -> CatalogObject?
    ) throws(Failure) -> [Difference] {
        var differences: [Difference] = []
        var rest = actual.objects[...]
        for (name, hash) in expected {
            while let next = rest.first, next.name < name {
                differences += unexpected(next)
                rest.removeFirst()
            }
            guard let found = rest.first, found.name == name else {
                let object = try object(name)
                differences += missing(name, object)
                continue
            }
            rest.removeFirst()
            guard found.hash != hash else { continue }
            if let object = try object(name) {
                differences += compare(expected: object, actual: found)
            } else {
                // What exactly is not known: the expectation is a hash and no more.
                differences.append(
                    Difference(object: name, direction: .changed, severity: .breaking))
            }
        }
        return differences + rest.flatMap(unexpected)
    }

    private func missing(_ name: ObjectName, _ object: CatalogObject?) -> [Difference] {
        if let object, object.isOfServer {
            return compare(expected: object, actual: CatalogObject(nothingOf: name))
        }
        return [
            Difference(
                object: name, direction: .missing,
                severity: severity(of: name.kind, property: nil, direction: .missing))
        ]
    }

    private func unexpected(_ object: CatalogObject) -> [Difference] {
        if object.isOfServer {
            return compare(expected: CatalogObject(nothingOf: object.name), actual: object)
        }
        let isDefiner = object.properties["securityDefiner"] != nil
        return [
            Difference(
                object: object.name, direction: .unexpected,
                severity: isDefiner
                    ? .security
                    : severity(of: object.name.kind, property: nil, direction: .unexpected))
        ]
    }

    /// What differs in one object.
    public func compare(expected: CatalogObject, actual: CatalogObject) -> [Difference] {
        let name = expected.name
        var differences = compareProperties(
            expected.properties.object.withDefaultGrants(of: name.kind, if: actual.properties),
            actual.properties.object.withDefaultGrants(of: name.kind, if: expected.properties)
        ) {
            property, expected, actual, direction in
            Difference(
                object: name, property: property, expected: expected, actual: actual,
                direction: direction,
                severity: severity(of: name.kind, property: property, direction: direction))
        }
        let before = Dictionary(uniqueKeysWithValues: expected.parts.map { ($0.name, $0) })
        let after = Dictionary(uniqueKeysWithValues: actual.parts.map { ($0.name, $0) })
        for part in Set(before.keys).union(after.keys).sorted() {
            switch (before[part]?.properties, after[part]?.properties) {
            case (let old?, let new?):
                differences += compareProperties(old.object, new.object) {
                    property, expected, actual, direction in
                    Difference(
                        object: name, part: part, property: property, expected: expected,
                        actual: actual, direction: direction,
                        severity: severity(of: part.kind, property: property, direction: direction)
                    )
                }
            case (let found, _):
                let direction: Difference.Direction = found == nil ? .unexpected : .missing
                differences.append(
                    Difference(
                        object: name, part: part, direction: direction,
                        severity: severity(of: part.kind, property: nil, direction: direction)))
            }
        }
        return differences.map(\.judged) + compareOrder(expected, actual)
    }

    /// One difference where the columns that both have come in another order.
    private func compareOrder(_ expected: CatalogObject, _ actual: CatalogObject) -> [Difference] {
        func order(_ one: CatalogObject, _ other: CatalogObject) -> [String] {
            let there = Set(other.parts.lazy.map(\.name))
            return one.parts.filter { $0.name.kind.isOrdered && there.contains($0.name) }
                .map(\.name.identity)
        }
        let before = order(expected, actual)
        let after = order(actual, expected)
        guard !before.elementsEqual(after, by: { $0.utf8.elementsEqual($1.utf8) }) else {
            return []
        }
        return [
            Difference(
                object: expected.name, property: "columnOrder", expected: .list(before),
                actual: .list(after), direction: .changed, severity: .cosmetic)
        ]
    }

    private func compareProperties(
        _ expected: JSONObject, _ actual: JSONObject,
        _ difference: (String, JSONValue?, JSONValue?, Difference.Direction) -> Difference
    ) -> [Difference] {
        var before = expected
        var after = actual
        // What one of the two could not see is not compared.
        let unseen = [before["unseen"], after["unseen"]].compactMap { $0?.array }.joined()
        for name in unseen.compactMap(\.string) + ["unseen"] {
            before[name] = nil
            after[name] = nil
        }
        return compareMembers(before, after, prefix: "", difference)
    }

    private func compareMembers(
        _ expected: JSONObject, _ actual: JSONObject, prefix: String,
        _ difference: (String, JSONValue?, JSONValue?, Difference.Direction) -> Difference
    ) -> [Difference] {
        var keys = expected.keys
        keys += actual.keys.filter { expected[$0] == nil }
        var differences: [Difference] = []
        for key in keys.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
            let path = prefix + key
            switch (expected[key], actual[key]) {
            case (.object(let before)?, .object(let after)?) where prefix.isEmpty:
                differences += compareMembers(before, after, prefix: path + ".", difference)
            case (.object(let before)?, nil) where prefix.isEmpty:
                differences += compareMembers(
                    before, JSONObject(), prefix: path + ".", difference)
            case (nil, .object(let after)?) where prefix.isEmpty:
                differences += compareMembers(JSONObject(), after, prefix: path + ".", difference)
            case (let before?, let after?) where before != after:
                differences.append(difference(path, before, after, .changed))
            case (let before?, nil): differences.append(difference(path, before, nil, .missing))
            case (nil, let after?): differences.append(difference(path, nil, after, .unexpected))
            default: break
            }
        }
        return differences
    }
}

extension CatalogObject {
    /// Whether it is there on every server or with its extension, and only its grants are the database's own.
    fileprivate var isOfServer: Bool {
        let keys = properties.object.keys
        return parts.isEmpty && !keys.isEmpty
            && keys.allSatisfy { $0 == "granted" || $0 == "revoked" }
    }

    /// An object of which there is nothing to say.
    fileprivate init(nothingOf name: ObjectName) {
        self.init(name: name, properties: .none, parts: [])
    }
}
