import Catalog
import Findings
import JSONText
import SchemaDiff

extension Difference {
    /// `kind`, `object`, `partKind`, `part`, `property`, `direction`, `severity`, `expected`, `actual`, `file`, `line`,
    /// `origin`.
    func json(at location: Location?) -> JSONValue {
        [
            "kind": .string(object.kind.rawValue),
            "object": .string(object.identity),
            "partKind": .optional(part?.kind.rawValue),
            "part": .optional(part?.identity),
            "property": .optional(property),
            "direction": .string(direction.rawValue),
            "severity": .string(severity.rawValue),
            "expected": expected ?? .null,
            "actual": actual ?? .null,
            "file": .optional(location?.file),
            "line": .optional(location?.line),
            "origin": origin?.json ?? .null,
        ]
    }
}

/// The differences with their places, as `drift` and `check` list them.
func differencesJSON(_ differences: [Difference], _ sides: [ObjectSides]) -> JSONValue {
    .array(
        ObjectDrift.group(differences, sides).flatMap { object in
            zip(object.differences, object.locations).map { $0.json(at: $1) }
        })
}

/// How many differences there are of each severity, zeros included.
func severitiesJSON(_ differences: [Difference]) -> JSONValue {
    .object(
        JSONObject(
            Difference.Severity.gravestFirst.map { severity in
                JSONObject.Member(
                    key: severity.rawValue,
                    value: .integer(differences.count { $0.severity == severity }))
            }))
}
