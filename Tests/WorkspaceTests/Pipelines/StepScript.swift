import Configuration
import Testing

/// A step of a workflow or of an action that runs a script.
struct StepScript {
    let name: String
    let id: String?
    let script: String
    let directory: String
    /// What the step adds to the environment; values may hold expressions.
    let environment: [(name: String, value: String)]

    /// The steps of `action.yml` that run a script, in order.
    static func ofAction() throws -> [StepScript] {
        try scripts(try document("action.yml")["runs"]?["steps"])
    }

    /// The steps of one job of a workflow that run a script, in order.
    static func ofJob(_ job: String, in workflow: String) throws -> [StepScript] {
        try scripts(try document(workflow)["jobs"]?[job]?["steps"])
    }

    /// A YAML file of the checkout.
    static func document(_ path: String) throws -> YAMLNode {
        let document = parseYAML(Array(try Repository.text(of: path).utf8))
        #expect(document.problems.isEmpty, "\(path)")
        return try #require(document.root)
    }

    private static func scripts(_ steps: YAMLNode?) throws -> [StepScript] {
        try #require(steps).items.compactMap { step in
            guard let script = step["run"]?.text else { return nil }
            return StepScript(
                name: step["name"]?.text ?? script, id: step["id"]?.text, script: script,
                directory: step["working-directory"]?.text ?? ".",
                environment: step["env"]?.pairs.map { ($0.key, $0.value.text ?? "") } ?? [])
        }
    }
}

/// The value of each expression that a step may hold, as the runner would know it.
struct Expressions {
    /// Values by what stands between `${{` and `}}`.
    var values: [String: String] = [:]

    /// What was found where a value is missing: a misspelt input is a fault, not an empty text.
    struct Unknown: Error { let expression: String }

    /// Replaces each `${{ expression }}`.
    func render(_ text: String) throws -> String {
        try text.replacing(#/\$\{\{ (?<expression>[^}]+) \}\}/#) { match in
            let expression = String(match.expression)
            guard let value = values[expression] else {
                // Outputs that a step did not write are empty; everything else has to be known.
                guard expression.hasPrefix("steps.") else {
                    throw Unknown(expression: expression)
                }
                return ""
            }
            return value
        }
    }
}

extension YAMLNode {
    /// The value of a key; nil where there is none.
    subscript(_ key: String) -> YAMLNode? { pairs.first { $0.key == key }?.value }

    /// The keys of a mapping with their values.
    var pairs: [YAMLPair] {
        guard case .mapping(let pairs) = content else { return [] }
        return pairs
    }

    /// The items of a list.
    var items: [YAMLNode] {
        guard case .sequence(let items) = content else { return [] }
        return items
    }
}
