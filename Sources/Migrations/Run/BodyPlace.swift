package import PostgresSession
package import SQLText

/// Where a statement inside a DO block or a function failed, as the server's context tells.
extension ParsedScript {
    /// The place in this script of what failed inside a body, the innermost one that the script has.
    ///
    /// - Parameter current: the statement that was sent; a function counts when a statement up to it makes it.
    /// - Returns: nil where the server tells of no body, of one that is made elsewhere, or in another language than English.
    package func positionInBody(of error: ServerError, upTo current: Int) -> SourcePosition? {
        let lines = (error.context ?? "").split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            guard let frame = BodyFrame(line) else { continue }
            let said = index > 0 ? BodyFrame.statement(in: lines[index - 1]) : nil
            for number in (0...current).reversed()
            where frame.isBody(of: statements[number].statement) {
                guard let body = BodyText(of: statements[number].statement) else { continue }
                let character = body.character(of: frame, saying: said, error: error)
                return position(ofCharacter: character, in: number)
            }
        }
        return nil
    }
}

/// A line of the server's context that tells of a body: `PL/pgSQL function f(integer) line 3 at RAISE`.
struct BodyFrame {
    /// The name as the server writes it; nil for a DO block.
    var routine: QualifiedName?
    var arguments: ArgumentTypes?
    /// The line of the body, from 1 at its opening quote.
    var line: Int?
    /// The statement of a body in SQL, from 1.
    var statement: Int?

    init?(_ text: Substring) {
        if let match = text.wholeMatch(of: /PL\/pgSQL function (.+) line (\d+) at .*/) {
            line = Int(match.2)
            guard match.1 != "inline_code_block" else { return }
            routine = QualifiedName(parsing: String(match.1))
            arguments = ArgumentTypes(ofIdentity: String(match.1))
        } else if let match = text.wholeMatch(of: /SQL function "(.+)" statement (\d+)/) {
            routine = QualifiedName(name: String(match.1))
            statement = Int(match.2)
        } else {
            return nil
        }
    }

    /// The text of `SQL statement "…"`.
    static func statement(in line: Substring) -> Substring? {
        line.wholeMatch(of: /SQL statement "(.+)"/)?.1
    }

    func isBody(of statement: Statement) -> Bool {
        guard let routine else { return statement.shape.command == "DO" }
        return NameChange.read(
            statement.text, standardConformingStrings: statement.standardConformingStrings
        ).contains { change in
            guard case .makes(let made, _) = change, made.space == .routine, made.part == nil,
                made.name.name == routine.name
            else { return false }
            guard let arguments, let others = made.arguments else { return true }
            return arguments.fits(others)
        }
    }
}

/// The body in the string of a DO block or a function.
private struct BodyText {
    let text: Substring
    let whole: String
    let standardConformingStrings: Bool

    init?(of statement: Statement) {
        whole = statement.text
        standardConformingStrings = statement.standardConformingStrings
        let all = tokens(of: whole, standardConformingStrings: standardConformingStrings)
        let from = all.first?.text.lowercased() == "do" ? 0 : Self.behindAs(all)
        guard let from, let string = all[from...].first(where: { $0.kind == .string }) else {
            return nil
        }
        let quoted = string.text.utf8
        guard let quote = quoted.first(where: { $0 == 0x27 || $0 == 0x24 }),
            let first = quoted.firstIndex(of: quote)
        else { return nil }
        // `$tag$` ends at its second dollar sign.
        let open =
            quote == 0x27 ? first : quoted[quoted.index(after: first)...].firstIndex(of: quote)
        guard let open else { return nil }
        let start = string.offset + quoted.distance(from: quoted.startIndex, to: open) + 1
        let bytes = whole.utf8
        text = whole[bytes.index(bytes.startIndex, offsetBy: start)...]
    }

    private static func behindAs(_ all: [Token]) -> Int? {
        all.indices.first { index in
            all[index].kind == .string && index > 0 && all[index - 1].text.lowercased() == "as"
        }
    }

    /// The character of the whole statement, from 1.
    func character(of frame: BodyFrame, saying said: Substring?, error: ServerError) -> Int {
        let rest = frame.line.map(line) ?? frame.statement.map(statement) ?? text
        var place = rest.firstIndex { !$0.isWhitespace } ?? rest.startIndex
        if let query = error.internalQuery, let character = error.internalPosition,
            let found = Self.find(query, in: rest)
        {
            let scalars = whole.unicodeScalars
            place =
                scalars.index(found, offsetBy: max(character - 1, 0), limitedBy: scalars.endIndex)
                ?? found
        } else if let said, let found = rest.firstRange(of: said)?.lowerBound {
            place = found
        }
        return whole.unicodeScalars.distance(from: whole.startIndex, to: place) + 1
    }

    /// Where a query is in the body; the server has blanks where PL/pgSQL had its INTO.
    private static func find(_ query: String, in rest: Substring) -> Substring.Index? {
        let wanted = Array(query.unicodeScalars)
        let there = Array(rest.unicodeScalars)
        guard wanted.count <= there.count else { return nil }
        let start = (0...there.count - wanted.count).first { start in
            wanted.indices.allSatisfy { wanted[$0] == there[start + $0] || wanted[$0] == " " }
        }
        return start.map { rest.unicodeScalars.index(rest.startIndex, offsetBy: $0) }
    }

    private func line(_ number: Int) -> Substring {
        var rest = text
        for _ in 1..<max(number, 1) {
            guard let end = rest.utf8.firstIndex(of: 0x0A) else { break }
            rest = rest[rest.utf8.index(after: end)...]
        }
        return rest
    }

    private func statement(_ number: Int) -> Substring {
        let bytes = text.utf8
        let ends = tokens(of: String(text), standardConformingStrings: standardConformingStrings)
            .filter { $0.text == ";" }
        guard number > 1, number - 2 < ends.count else { return text }
        return text[bytes.index(bytes.startIndex, offsetBy: ends[number - 2].offset + 1)...]
    }
}
