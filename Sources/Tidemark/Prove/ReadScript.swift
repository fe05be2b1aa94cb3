import Findings
import Migrations
import SQLText
import SchemaDiff

/// A script with what its statements name, to be pointed at.
struct ReadScript {
    let path: String
    let names: ScriptNames
    private let script: Script
    /// The line behind which what it lacks is missing: that of its last statement, but for a COMMIT.
    let end: Location
    /// Its first statement.
    let start: Location

    /// Without statements where it cannot be parsed, which the runner says.
    init(_ script: Script, _ parser: ScriptParser) {
        self.script = script
        path = script.path
        let statements = ((try? parser.parse(script))?.statements ?? []).filter {
            $0.shape.transactionControl == nil
        }
        names = ScriptNames(statements.map(\.shown))
        var line = names.extents.last?.lastLine
        if line == nil, case .section(let start, _) = script.source { line = start.line }
        end = Location(file: path, line: line)
        start = Location(file: path, line: names.extents.first?.start.line)
    }

    /// A place as a finding has it, and as a word in a sentence: `sql/01_b.sql:3`.
    func location(_ place: ScriptNames.Place?) -> (location: Location, line: String)? {
        guard let position = place?.position else { return nil }
        return (
            Location(file: path, line: position.line, column: position.column),
            "\(path):\(position.line)"
        )
    }

    /// The line of a place with a caret.
    func line(at place: ScriptNames.Place) -> [String] {
        SourceLines(script).evidence(at: place.position)
    }
}
