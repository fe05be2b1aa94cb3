import Migrations
import Proving

/// An example of a rule as the linter takes it.
func example(_ text: String, named path: String) throws -> LintInput {
    let script = Script(path: path, source: .stored(text))
    return LintInput(.success(try ScriptParser(layout: .native).parse(script)))
}

/// What one rule finds in an example, with the rule's own set-up as the migration before it.
func lint(
    _ rule: LintRule, _ text: String, server: Int? = nil
) throws -> LintedScript {
    var settings = LintSettings()
    settings.only = [rule.id]
    settings.server = server ?? min(max(rule.versions.lowerBound, 13), rule.versions.upperBound)
    var inputs: [LintInput] = []
    if !rule.examples.setup.isEmpty {
        var setup = try example(rule.examples.setup, named: "setup.sql")
        setup.isWanted = false
        inputs.append(setup)
    }
    inputs.append(try example(text, named: "example.sql"))
    return Linter(settings).lint(inputs)[0]
}
