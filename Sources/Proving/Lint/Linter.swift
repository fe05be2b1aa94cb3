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
                    results.append(lint(script, statements, number, &known))
                } else {
                    learn(statements, number, &known)
                }
            }
        }
        return results
    }

    private func parse(_ script: ParsedScript) -> [(LintStatement, unknown: Finding?)] {
        var parsed: [(LintStatement, Finding?)] = []
        for (number, segment) in script.segments.enumerated() {
            let isTogether: Bool
            switch segment.kind {
            case .transaction, .ownBlock: isTogether = true
            case .bare, .single: isTogether = false
            }
            for index in segment.statements {
                let text = script.statements[index].statement.text
                var node: ParseNode?
                var finding: Finding?
                switch ParseTree(of: text) {
                case .parsed(let found): node = found
                case .unknown(let reason, let offset):
                    finding = unknown(reason, script, index, offset)
                }
                parsed.append(
                    (
                        LintStatement(
                            node: node, text: text, segment: number, isInTransaction: isTogether,
                            isInOwnBlock: segment.kind == .ownBlock), finding
                    ))
            }
        }
        return parsed
    }

    private func learn(
        _ statements: [(LintStatement, unknown: Finding?)], _ file: Int, _ known: inout KnownSchema
    ) {
        for (statement, _) in statements {
            guard let node = statement.node else { continue }
            known.apply(node, file: file, segment: statement.segment)
        }
    }

    private func lint(
        _ script: ParsedScript, _ statements: [(LintStatement, unknown: Finding?)], _ file: Int,
        _ known: inout KnownSchema
    ) -> LintedScript {
        var result = LintedScript(path: script.script.path)
        result.others = script.findings
        var allowances = Allowances(script.directives.allowances, settings)
        let wait = script.directives.lockTimeout.map { $0 == .zero } ?? settings.waitsForEver
        let all = LintScript(statements.map(\.0))
        var end = known
        learn(statements, file, &end)
        for (index, (statement, unknown)) in statements.enumerated() {
            if let unknown { result.statements[index, default: []].append(unknown) }
            guard let node = statement.node else { continue }
            let context = LintContext(
                script: all, index: index, file: file, known: known, version: settings.server,
                waitsForEver: wait, knownAtTheEnd: end, node: node)
            for (rule, severity) in rules {
                let hazards = rule.find(context)
                guard !hazards.isEmpty, !allowances.use(rule.id) else { continue }
                result.statements[index, default: []] += hazards.map {
                    finding($0, of: rule, severity, script, index)
                }
            }
            known.apply(node, file: file, segment: statement.segment)
        }
        result.others += allowances.unused
        return result
    }

    private func finding(
        _ hazard: Hazard, of rule: LintRule, _ severity: Finding.Severity, _ script: ParsedScript,
        _ index: Int
    ) -> Finding {
        let (location, evidence) = place(hazard.offset, script, index)
        return Finding(
            rule: rule.id, severity: min(severity, hazard.severity ?? severity),
            message: hazard.message, location: location, evidence: evidence + hazard.evidence,
            remedy: hazard.remedy)
    }

    private func unknown(
        _ reason: String, _ script: ParsedScript, _ index: Int, _ offset: Int?
    ) -> Finding {
        let (location, evidence) = place(offset, script, index)
        return Finding(
            rule: "unparsed-statement", severity: .note,
            message: "the rules do not know this statement: \(reason)", location: location,
            evidence: evidence,
            remedy: "nothing, where the server takes it: the rules have the grammar of PostgreSQL "
                + "\(ParseTree.grammarVersion)")
    }

    private func place(
        _ offset: Int?, _ script: ParsedScript, _ index: Int
    ) -> (Location, [String]) {
        let statement = script.statements[index]
        let position: SourcePosition
        if let offset {
            let before = String(
                decoding: statement.statement.text.utf8.prefix(offset), as: UTF8.self)
            position = script.position(ofCharacter: before.unicodeScalars.count + 1, in: index)
        } else {
            position = statement.shown.codeStart
        }
        let location = Location(
            file: script.script.path, line: position.line, column: position.column)
        return (location, SourceLine.read(script.script, at: position))
    }
}
