/// A statement of which the server makes the same expressions again.
///
/// What it prints of `status IN ('a', 'b')` for a column of `character varying`, `(status)::text = ANY
/// ((ARRAY['a'::character varying, …])::text[])`, it reads as something else: it takes the cast of a list for casts of its
/// members. Without both casts it adds them as it did before.
func rereadable(_ sql: String) -> String {
    var text = sql
    for (mark, operation) in [
        (")::text = ANY ((ARRAY[", " = ANY ("), (")::text <> ALL ((ARRAY[", " <> ALL ("),
    ] {
        var rest = text.startIndex
        while let found = text[rest...].firstRange(of: mark) {
            rest = found.upperBound
            guard let end = text[found.upperBound...].firstRange(of: "])::text[])"),
                let start = opening(of: found.lowerBound, in: text)
            else { continue }
            let members = text[found.upperBound..<end.lowerBound]
            guard NameScanner.literals(members).allSatisfy({ $0.hasSuffix("::character varying") })
            else { continue }
            let operand = text[text.index(after: start)..<found.lowerBound]
            let replacement = "\(operand)\(operation)ARRAY[\(members)])"
            let offset = text.distance(from: text.startIndex, to: start) + replacement.count
            text.replaceSubrange(start..<end.upperBound, with: replacement)
            rest = text.index(text.startIndex, offsetBy: offset)
        }
    }
    return text
}

/// Where the parenthesis opens that closes at an index; nil where none does.
private func opening(of close: String.Index, in text: String) -> String.Index? {
    var depth = 0
    var index = close
    while true {
        switch text[index] {
        case ")": depth += 1
        case "(":
            depth -= 1
            if depth == 0 { return index }
        case "'", "\"": return nil
        default: break
        }
        guard index > text.startIndex else { return nil }
        index = text.index(before: index)
    }
}

extension NameScanner {
    /// The members of a list of constants, cut at the commas outside their quotes.
    static func literals(_ list: Substring) -> [Substring] {
        var members: [Substring] = []
        var start = list.startIndex
        var isQuoted = false
        for index in list.indices {
            if list[index] == "'" { isQuoted.toggle() }
            if list[index] == ",", !isQuoted {
                members.append(list[start..<index])
                start = list.index(after: index)
            }
        }
        return members + [list[start...]]
    }
}
