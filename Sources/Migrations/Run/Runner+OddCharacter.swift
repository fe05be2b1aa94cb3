import PostgresSession
import SQLText

extension Runner {
    /// Names the character in the word that the server points at that looks like a space, quote or dash and is
    /// none of theirs: PostgreSQL takes it as part of a name, and nobody sees it.
    func oddCharacter(at server: ServerError, in run: ScriptRun) -> String? {
        guard let current = run.current, let position = server.position, position > 0 else {
            return nil
        }
        let scalars = run.script.statements[current].statement.text.unicodeScalars
        let word = scalars.dropFirst(position - 1).prefix { $0.value > 32 }
        // In a literal it may well be meant.
        guard let start = word.first, start != "'", start != "$" else { return nil }
        let odd = word.enumerated().first { $0.element.isOddInNames }
        guard let odd else { return nil }
        let place = run.script.position(ofCharacter: position + odd.offset, in: current)
        let code = String(odd.element.value, radix: 16, uppercase: true)
        let digits = String(repeating: "0", count: max(4 - code.count, 0)) + code
        return "replace the character U+\(digits) at line \(place.line), column \(place.column)"
    }
}

extension Unicode.Scalar {
    /// Whether it is outside ASCII and neither letter, mark nor digit.
    fileprivate var isOddInNames: Bool {
        guard !isASCII else { return false }
        return switch properties.generalCategory {
        case .spaceSeparator, .lineSeparator, .paragraphSeparator, .format, .dashPunctuation,
            .initialPunctuation, .finalPunctuation, .openPunctuation, .closePunctuation,
            .otherPunctuation, .control, .mathSymbol:
            true
        default: false
        }
    }
}
