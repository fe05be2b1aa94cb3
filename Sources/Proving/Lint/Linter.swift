package import Findings
package import Migrations
import SQLText

/// A script for the rules to look at, or only to learn from.
package struct LintInput: Sendable {
    /// The script, or why it cannot be read.
    package var script: Result<ParsedScript, ScriptFailure>
    /// Whether findings are wanted; else it only says what is there before the others run.
    package var isWanted: Bool

    package init(_ script: Result<ParsedScript, ScriptFailure>, isWanted: Bool = true) {
        self.script = script
        self.isWanted = isWanted
    }
}

/// What the rules find in one script.
package struct LintedScript: Sendable {
    /// The script's path.
    package var path: String
    /// The findings of each statement, by its number from 0.
    package var statements: [Int: [Finding]] = [:]
    /// What is to be said of the script itself.
    package var others: [Finding] = []

    /// Everything, in the order of the places.
    package var findings: [Finding] {
        (statements.keys.sorted().flatMap { statements[$0] ?? [] } + others).sorted { left, right in
            (left.location?.line ?? 0, left.location?.column ?? 0)
                < (right.location?.line ?? 0, right.location?.column ?? 0)
        }
    }
}

/// Runs the rules over scripts in their order, knowing what each one leaves to the next.
///
/// Pure but for reading the source line of a finding; no server is asked. A statement that the grammar does not take is a
/// note, and stops nothing.
package struct Linter: Sendable {
    private let rules: [(rule: LintRule, severity: Finding.Severity)]
    private let settings: LintSettings

    /// Makes a linter.
    package init(_ settings: LintSettings = LintSettings(), rules: [LintRule] = LintRule.all) {
        self.settings = settings
        self.rules = rules.compactMap { rule in
            settings.severity(of: rule).map { (rule, $0) }
        }
    }

    /// The findings of the scripts that are wanted, script by script.
    package func lint(_ inputs: [LintInput]) -> [LintedScript] {
        var known = KnownSchema()
        var results: [LintedScript] = []
        for (number, input) in inputs.enumerated() {
            switch input.script {
            case .failure(let failure):
                guard input.isWanted else { continue }
                let path = failure.findings.first?.location?.file ?? ""
                results.append(LintedScript(path: path, others: failure.findings))
            case .success(let script):
                let statements = parse(script)
                if input.isWanted {
                    results.append(lint(script, LintScript(statements), number, &known))
                } else {
                    learn(statements, number, &known)
                }
            }
        }
        return results
    }

    private func parse(_ script: ParsedScript) -> [LintStatement] {
        var homes: [Int: (number: Int, kind: Segment.Kind)] = [:]
        for (number, segment) in script.segments.enumerated() {
            for index in segment.statements { homes[index] = (number, segment.kind) }
        }
        return script.statements.enumerated().map { index, item in
            let kind = homes[index]?.kind
            return LintStatement(
                tree: ParseTree(of: item.statement.text), text: item.statement.text,
                segment: homes[index]?.number ?? -1,
                isInTransaction: kind == .transaction || kind == .ownBlock,
                isInOwnBlock: kind == .ownBlock)
        }
    }

    private func learn(
        _ statements: [LintStatement], _ file: Int, _ known: inout KnownSchema
    ) {
        for statement in statements {
            guard let node = statement.node else { continue }
            known.apply(node, file: file, segment: statement.segment)
        }
    }

    private func lint(
        _ script: ParsedScript, _ lines: LintScript, _ file: Int, _ known: inout KnownSchema
    ) -> LintedScript {
        var result = LintedScript(path: script.script.path)
        result.others = script.findings
        let places = LintPlaces(script)
        var allowances = Allowances(script.directives.allowances, settings)
        let wait = script.directives.lockTimeout.map { $0 == .zero } ?? settings.waitsForEver
        var end = known
        learn(lines.statements, file, &end)
        for (index, statement) in lines.statements.enumerated() {
            let found: [Finding]
            switch statement.tree {
            case .unknown(let reason, let offset):
                found = [places.unknown(reason, index, offset)]
            case .parsed(let node):
                // In a call of its own, so that nothing holds on to what is known when that goes on.
                found = findings(
                    LintContext(
                        script: lines, index: index, file: file, known: known,
                        version: settings.server, waitsForEver: wait, knownAtTheEnd: end, node: node
                    ), &allowances, places)
                known.apply(node, file: file, segment: statement.segment)
            }
            if !found.isEmpty { result.statements[index] = found }
        }
        result.others += allowances.unused
        return result
    }

    private func findings(
        _ context: LintContext, _ allowances: inout Allowances, _ places: LintPlaces
    ) -> [Finding] {
        var found: [Finding] = []
        for (rule, severity) in rules {
            let hazards = rule.find(context)
            guard !hazards.isEmpty, !allowances.use(rule.id) else { continue }
            found += hazards.map { places.finding($0, of: rule, severity, context.index) }
        }
        return found
    }
}
