import Findings
import JSONText
import SchemaDiff

/// The rules that the results of a run name, in the order in which they first do.
struct SARIFRules {
    private(set) var json: [JSONValue] = []
    private var indexes: [String: Int] = [:]
    private let texts: [String: RuleText]

    init(_ texts: [String: RuleText]) {
        self.texts = texts
    }

    /// The place of a finding's rule in the list; appends it when it is new.
    mutating func index(of finding: Finding) -> Int {
        if let index = indexes[finding.rule] { return index }
        let index = json.count
        indexes[finding.rule] = index
        let severity = Difference.Severity.allCases.first { $0.rule == finding.rule }
        json.append(severity.map(rule(for:)) ?? rule(of: finding))
        return index
    }

    private func rule(for severity: Difference.Severity) -> JSONValue {
        var properties: JSONValue = ["tags": ["schema-drift"]]
        if severity == .security {
            // A number from 0 to 10, by which code scanning sorts alerts with the tag `security`.
            properties = ["tags": ["schema-drift", "security"], "security-severity": "8.0"]
        }
        let remedy =
            "Where the database is right, write the change as a migration and the snapshot anew; where the snapshot is "
            + "right, change the database back."
        return [
            "id": .string(severity.rule),
            "name": .string("Drift" + severity.rawValue.capitalizedFirst),
            "shortDescription": [
                "text": .string("Schema drift: \(severity.rawValue)")
            ],
            "fullDescription": [
                "text": .string(
                    "The database differs from what is expected of it. \(severity.meaning)")
            ],
            "help": [
                "text": .string("\(severity.meaning) \(remedy)"),
                "markdown": .string("**\(severity.meaning)** \(remedy)"),
            ],
            "defaultConfiguration": ["level": .string(severity.asFinding.rawValue)],
            "properties": properties,
        ]
    }

    private func help(_ text: RuleText?) -> JSONValue {
        guard let text else {
            return ["text": "The message of each result says what is wrong and what to do next."]
        }
        return ["text": .string(text.reason), "markdown": .string(text.markdown)]
    }

    private func rule(of finding: Finding) -> JSONValue {
        let words = finding.rule.replacing("-", with: " ").capitalizedFirst
        let text = texts[finding.rule]
        return [
            "id": .string(finding.rule),
            "name": .string(
                finding.rule.split(separator: "-").map { String($0).capitalizedFirst }.joined()),
            "shortDescription": ["text": .string(text?.title ?? words)],
            "fullDescription": [
                "text": .string(text.map { "\($0.title)." } ?? "\(words): a rule of Tidemark.")
            ],
            "help": help(text),
            "defaultConfiguration": ["level": .string(finding.severity.rawValue)],
        ]
    }
}

extension String {
    /// The text with a capital at its beginning.
    var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
