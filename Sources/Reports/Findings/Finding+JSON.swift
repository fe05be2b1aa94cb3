public import Findings
public import JSONText

extension Finding: JSONRepresentable {
    /// `rule`, `severity`, `message`, `file`, `line`, `column`, `evidence`, `remedy`; what is not known is null.
    public var json: JSONValue {
        [
            "rule": .string(rule),
            "severity": .string(severity.rawValue),
            "message": .string(message),
            "file": .optional(location?.file),
            "line": .optional(location?.line),
            "column": .optional(location?.column),
            "evidence": .list(evidence),
            "remedy": .optional(remedy),
        ]
    }
}
