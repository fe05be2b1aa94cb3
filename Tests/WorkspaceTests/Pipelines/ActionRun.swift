import Configuration
import Testing
import TidemarkTesting

/// One use of the action: its scripts one after the other, until one fails.
struct ActionRun {
    /// The exit code of the script that failed, else 0.
    let code: Int
    /// The outputs of the action.
    let outputs: [String: String]
    /// What all scripts said.
    let everything: String

    var said: Comment { "exit \(code)\n\(everything)" }

    /// Runs the scripts on a machine, with the inputs that differ from the defaults.
    init(
        _ inputs: [String: String], on machine: Machine, extra: [String: String] = [:]
    ) async throws {
        // As on the runner, the action lies in a folder of its own.
        let path = "temp/action"
        if (try? machine.folder.read("\(path)/Package.swift")) == nil {
            try machine.folder.write("\(path)/Package.swift", "// manifest\n")
            try machine.folder.write("\(path)/Sources/main.swift", "print(1)\n")
            try machine.standIn("\(path)/scripts/install-packages")
        }
        var environment = extra
        environment["GITHUB_ACTION_PATH"] = machine.folder.path(of: path)
        var expressions = try Self.inputs(inputs)
        var everything = ""
        var code = 0
        for step in try StepScript.ofAction() {
            let (ended, outputs) = try await machine.run(step, expressions, extra: environment)
            everything += ended.output + ended.complaint
            for (name, value) in outputs {
                let id = try #require(step.id, "\(step.name) has outputs and no id")
                expressions.values["steps.\(id).outputs.\(name)"] = value
            }
            code = ended.exitCode
            if code != 0 { break }
        }
        var outputs: [String: String] = [:]
        for output in try StepScript.document("action.yml")["outputs"]?.pairs ?? [] {
            outputs[output.key] = try expressions.render(output.value["value"]?.text ?? "")
        }
        self.code = code
        self.outputs = outputs
        self.everything = everything
    }

    /// The inputs as expressions: those given, the others by their defaults.
    static func inputs(_ given: [String: String]) throws -> Expressions {
        var expressions = Expressions()
        for input in try StepScript.document("action.yml")["inputs"]?.pairs ?? [] {
            expressions.values["inputs.\(input.key)"] =
                given[input.key] ?? input.value["default"]?.text ?? ""
        }
        for name in given.keys {
            try #require(expressions.values["inputs.\(name)"] != nil, "no such input: \(name)")
        }
        return expressions
    }
}
