import Catalog
import Findings
import JSONText
import SQLText
import SchemaDiff

/// Renders a report as one run in the Static Analysis Results Interchange Format, version 2.1.0 (OASIS).
///
/// A result for each finding and each difference. A result's fingerprint is made of the rule and of what the result
/// is about, not of its line or of the values, so that a code-scanning service knows it again in the next run.
///
/// - Parameter limit: how many results are written, the gravest first; a notification counts the rest. GitHub refuses
///   files with more than 25,000.
public func renderSARIF(_ report: CheckReport, limit: Int = 25_000) -> String {
    SARIFRun(report, limit: limit).json.render(.pretty) + "\n"
}

/// The run being put together.
private struct SARIFRun {
    let report: CheckReport
    var rules: SARIFRules
    var results: [JSONValue] = []
    var notifications: [JSONValue] = []
    private var fingerprints: [String: Int] = [:]

    init(_ report: CheckReport, limit: Int) {
        self.report = report
        rules = SARIFRules(report.ruleTexts)
        var items: [(severity: Finding.Severity, append: (inout SARIFRun) -> Void)] = []
        for section in report.sections {
            for finding in section.findings {
                items.append((finding.severity, { $0.append(finding) }))
            }
            for object in section.objects {
                for (index, finding) in object.findings.enumerated() {
                    items.append((finding.severity, { $0.append(finding, object, index) }))
                }
            }
            if case .skipped(let reason) = section.state {
                notify("\(section.name) was skipped: \(reason)", level: "warning")
            }
        }
        if items.count > limit {
            let gravest = Finding.Severity.allCases.sorted(by: >).flatMap { severity in
                items.filter { $0.severity == severity }
            }
            items = Array(gravest.prefix(limit))
            let rest = gravest.count - limit
            notify("\(renderCount(rest, "more result")) left out", level: "warning")
        }
        for item in items { item.append(&self) }
    }

    private mutating func notify(_ text: String, level: String) {
        notifications.append(["level": .string(level), "message": ["text": .string(text)]])
    }

    private mutating func append(_ finding: Finding) {
        let subject = "\(finding.location?.file ?? "")\n\(finding.message)"
        var text = finding.message
        if let remedy = finding.remedy { text += "\nNext: \(remedy)" }
        append(
            finding, text: ([text] + finding.evidence).joined(separator: "\n"), subject: subject,
            logical: nil, properties: nil)
    }

    private mutating func append(_ finding: Finding, _ object: ObjectDrift, _ index: Int) {
        let difference = object.differences[index]
        let name = [object.name.identity, difference.part?.identity].compactMap(\.self)
        append(
            finding, text: ([finding.message] + finding.evidence).joined(separator: "\n"),
            subject: "\(difference.path)\n\(difference.direction.rawValue)",
            logical: [
                "fullyQualifiedName": .string(difference.path),
                "name": .string(name.joined(separator: " ")),
                "kind": .string(difference.part?.kind.rawValue ?? object.name.kind.rawValue),
            ],
            properties: [
                "severity": .string(difference.severity.rawValue),
                "direction": .string(difference.direction.rawValue),
                "expected": difference.expected ?? .null,
                "actual": difference.actual ?? .null,
                "origin": difference.origin?.json ?? .null,
            ])
    }

    private mutating func append(
        _ finding: Finding, text: String, subject: String, logical: JSONValue?,
        properties: JSONValue?
    ) {
        // Code scanning takes no result without a file; what is about none stands where the project says what it wants.
        let place = finding.location ?? Location(file: "tidemark.yml")
        var location = JSONObject()
        location["physicalLocation"] = [
            "artifactLocation": artifact(place.file), "region": region(place),
        ]
        if let logical { location["logicalLocations"] = [logical] }
        var result: JSONObject = JSONObject()
        result["ruleId"] = .string(finding.rule)
        result["ruleIndex"] = .integer(rules.index(of: finding))
        result["level"] = .string(finding.severity.rawValue)
        result["message"] = ["text": .string(visibleLines(text))]
        result["locations"] = [.object(location)]
        result["partialFingerprints"] = fingerprint(finding.rule + "\n" + subject)
        if let properties { result["properties"] = properties }
        results.append(.object(result))
    }

    private func artifact(_ file: String) -> JSONValue {
        file.hasPrefix("/")
            ? ["uri": .string("file://" + relativeReference(file))]
            : ["uri": .string(relativeReference(file)), "uriBaseId": "%SRCROOT%"]
    }

    private func region(_ place: Location) -> JSONValue {
        guard let line = place.line, let column = place.column else {
            return ["startLine": .integer(place.line ?? 1)]
        }
        return ["startLine": .integer(line), "startColumn": .integer(column)]
    }

    /// Equal subjects are numbered, as services expect it of a line's hash.
    private mutating func fingerprint(_ subject: String) -> JSONValue {
        let hash = String(SHA256.hash(Array(subject.utf8)).prefix(32))
        let number = fingerprints[hash, default: 0] + 1
        fingerprints[hash] = number
        return [
            "primaryLocationLineHash": .string("\(hash):\(number)"),
            "tidemark/v1": .string("\(hash):\(number)"),
        ]
    }

    var json: JSONValue {
        var properties = JSONObject()
        properties["verdict"] = .string(report.verdict.rawValue)
        properties["database"] = .optional(report.database)
        properties["expectation"] = .optional(report.expectation)
        properties["gitCommit"] = .optional(report.gitCommit)
        return [
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [
                [
                    "tool": [
                        "driver": [
                            "name": "Tidemark",
                            "version": .string(report.toolVersion),
                            "rules": .array(rules.json),
                        ]
                    ],
                    "automationDetails": ["id": "tidemark/check/"],
                    "columnKind": "unicodeCodePoints",
                    "originalUriBaseIds": [
                        "%SRCROOT%": [
                            "description": ["text": "The root of the repository."]
                        ]
                    ],
                    "invocations": [
                        [
                            "executionSuccessful": true,
                            "toolExecutionNotifications": .array(notifications),
                        ]
                    ],
                    "results": .array(results),
                    "properties": .object(properties),
                ]
            ],
        ]
    }
}

/// A path as a relative URI: what RFC 3986 does not allow in a path is escaped.
func relativeReference(_ path: String) -> String {
    let plain = Set(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/()!$&'*+,;=@".utf8)
    var uri = ""
    for byte in path.utf8 {
        if plain.contains(byte) {
            uri.unicodeScalars.append(Unicode.Scalar(byte))
        } else {
            let digits = String(byte, radix: 16, uppercase: true)
            uri += digits.count == 1 ? "%0\(digits)" : "%\(digits)"
        }
    }
    return uri
}
