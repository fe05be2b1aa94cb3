import Findings
import Migrations
import SQLText

/// Makes findings of what the rules say, each with its place in the file and the line that shows it.
struct LintPlaces {
    private let script: ParsedScript
    private let source: SourceLines

    init(_ script: ParsedScript) {
        self.script = script
        source = SourceLines(script.script)
    }

    /// The finding of a rule.
    func finding(
        _ hazard: Hazard, of rule: LintRule, _ severity: Finding.Severity, _ index: Int
    ) -> Finding {
        let (location, evidence) = place(hazard.offset, index)
        return Finding(
            rule: rule.id, severity: min(severity, hazard.severity ?? severity),
            message: hazard.message, location: location, evidence: evidence + hazard.evidence,
            remedy: hazard.remedy)
    }

    /// The note about a statement that the grammar does not take.
    func unknown(_ reason: String, _ index: Int, _ offset: Int?) -> Finding {
        let (location, evidence) = place(offset, index)
        return Finding(
            rule: "unparsed-statement", severity: .note,
            message: "the rules do not know this statement: \(reason)", location: location,
            evidence: evidence,
            remedy: "nothing, where the server takes it: the rules have the grammar of PostgreSQL "
                + "\(ParseTree.grammarVersion)")
    }

    private func place(_ offset: Int?, _ index: Int) -> (Location, [String]) {
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
        return (location, source.evidence(at: position))
    }
}
