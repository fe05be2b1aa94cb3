/// A query as a view holds it, in the rendering of PostgreSQL 16 and later.
///
/// Until 15, `pg_get_viewdef` writes `t.id` where the query has one relation only, and from 16 on `id`
/// (ruleutils.c, `get_query_def`: the range table no longer holds OLD and NEW). The qualification is taken off here; sub-queries
/// have it in every version and keep it.
func canonicalQuery(_ text: Span<UInt8>, serverVersion: Int) -> [UInt8] {
    let bytes = array(text)
    guard serverVersion < 160_000 else { return bytes }
    let tokens = QueryToken.scan(bytes)
    guard let relation = SingleRelation(bytes, tokens) else { return bytes }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var copied = 0
    for index in relation.qualifications(bytes, tokens) {
        result += bytes[copied..<tokens[index].range.lowerBound]
        copied = tokens[index + 1].range.upperBound
    }
    return result + bytes[copied...]
}

/// A lexical element of deparsed SQL, white space left out.
struct QueryToken {
    enum Kind {
        case name, string, dot, open, close, comma, other
    }

    var kind: Kind
    var range: Range<Int>
    /// How many parentheses it stands in.
    var depth: Int

    static func scan(_ bytes: [UInt8]) -> [QueryToken] {
        var tokens: [QueryToken] = []
        var index = 0
        var depth = 0
        while index < bytes.count {
            let start = index
            let byte = bytes[index]
            index += 1
            let kind: Kind
            switch byte {
            case 0x20, UInt8(ascii: "\n"), UInt8(ascii: "\t"): continue
            case UInt8(ascii: "'"), UInt8(ascii: "\""):
                // The server writes E'' for strings with backslashes, in which a backslash escapes.
                let escapes =
                    byte == UInt8(ascii: "'") && start > 0 && bytes[start - 1] == UInt8(ascii: "E")
                while index < bytes.count {
                    if bytes[index] == byte {
                        index += 1
                        guard index < bytes.count, bytes[index] == byte else { break }
                    } else if escapes, bytes[index] == UInt8(ascii: "\\") {
                        index += 1
                    }
                    index += 1
                }
                kind = byte == UInt8(ascii: "\"") ? .name : .string
            case UInt8(ascii: "."): kind = .dot
            case UInt8(ascii: ","): kind = .comma
            case UInt8(ascii: "("):
                kind = .open
                depth += 1
            case UInt8(ascii: ")"):
                kind = .close
                depth -= 1
            case let letter where letter.isNamePart:
                while index < bytes.count, bytes[index].isNamePart { index += 1 }
                kind = (0x30...0x39).contains(letter) ? .other : .name
            default: kind = .other
            }
            tokens.append(
                QueryToken(
                    kind: kind, range: start..<min(index, bytes.count),
                    depth: kind == .open ? depth - 1 : depth))
        }
        return tokens
    }
}

extension UInt8 {
    fileprivate var isNamePart: Bool {
        self == UInt8(ascii: "_") || self == UInt8(ascii: "$") || self >= 0x80
            || (0x30...0x39).contains(self) || (0x61...0x7A).contains(self | 0x20)
    }
}

/// The one relation that a query selects from.
private struct SingleRelation {
    /// Its name as columns are qualified by it.
    let name: [UInt8]
    /// The tokens of the FROM clause.
    let clause: Range<Int>

    /// Nil for a query with joins, with several relations, with none, or with set operations.
    init?(_ bytes: [UInt8], _ tokens: [QueryToken]) {
        func word(_ index: Int) -> String? {
            guard tokens.indices.contains(index), tokens[index].kind == .name else { return nil }
            return String(decoding: bytes[tokens[index].range], as: UTF8.self)
        }
        let top = tokens.indices.filter { tokens[$0].depth == 0 }
        let froms = top.filter { word($0) == "FROM" }
        guard let from = froms.first, froms.count == 1,
            !top.contains(where: { ["UNION", "INTERSECT", "EXCEPT"].contains(word($0)) })
        else { return nil }
        let clauses: Set<String> = [
            "WHERE", "GROUP", "HAVING", "WINDOW", "ORDER", "LIMIT", "OFFSET", "FETCH", "FOR",
        ]
        let end =
            top.first { $0 > from && (word($0).map(clauses.contains) ?? false) } ?? tokens.count
        clause = from..<end
        var index = from + 1
        while let modifier = word(index), modifier == "ONLY" || modifier == "LATERAL" { index += 1 }
        guard !tokens[index..<end].contains(where: { $0.kind == .comma && $0.depth == 0 }) else {
            return nil
        }
        var last: [UInt8]?
        if tokens.indices.contains(index), tokens[index].kind == .open {
            guard ["SELECT", "VALUES", "WITH"].contains(word(index + 1)) else { return nil }
        }
        // The alias is the last name outside parentheses, the relation's own where it has none.
        while index < end {
            let token = tokens[index]
            if token.depth == 0, token.kind == .name {
                let text = word(index) ?? ""
                if text == "TABLESAMPLE" { break }
                if text == "JOIN" { return nil }
                if text != "WITH", text != "ORDINALITY" { last = Array(bytes[token.range]) }
            }
            index += 1
        }
        guard let last else { return nil }
        name = last
    }

    /// The indexes of the tokens that qualify a column by the relation and are not needed.
    func qualifications(_ bytes: [UInt8], _ tokens: [QueryToken]) -> [Int] {
        var found: [Int] = []
        var ordering = false
        var aliases: Set<[UInt8]> = []
        var index = 0
        while index < tokens.count {
            let token = tokens[index]
            if token.kind == .open, isQuery(bytes, tokens, index + 1) {
                index += 1
                while index < tokens.count,
                    !(tokens[index].kind == .close && tokens[index].depth == token.depth)
                {
                    index += 1
                }
                continue
            }
            if token.kind == .name, token.depth == 0 {
                switch bytes[token.range] {
                case Self.as where index + 1 < tokens.count && !ordering:
                    aliases.insert(Array(bytes[tokens[index + 1].range]))
                case Self.order, Self.group: ordering = true
                default: break
                }
            }
            let isColumn =
                !clause.contains(index) && token.kind == .name && index + 2 < tokens.count
                && bytes[token.range].elementsEqual(name) && tokens[index + 1].kind == .dot
                && tokens[index + 2].kind == .name && !isTypeOrRoutine(bytes, tokens, index)
            // Without its qualification it would be another output column's name.
            let isAmbiguous =
                isColumn && ordering && aliases.contains(Array(bytes[tokens[index + 2].range]))
            if isColumn, !isAmbiguous { found.append(index) }
            index += 1
        }
        return found
    }

    private static let `as` = Array("AS".utf8)[...]
    private static let order = Array("ORDER".utf8)[...]
    private static let group = Array("GROUP".utf8)[...]

    private func isQuery(_ bytes: [UInt8], _ tokens: [QueryToken], _ index: Int) -> Bool {
        guard tokens.indices.contains(index), tokens[index].kind == .name else { return false }
        let word = bytes[tokens[index].range]
        return ["SELECT", "VALUES", "WITH"].contains { word.elementsEqual($0.utf8) }
    }

    /// Whether what looks like a column is a schema with a type, a collation or a routine in it.
    private func isTypeOrRoutine(_ bytes: [UInt8], _ tokens: [QueryToken], _ index: Int) -> Bool {
        if index > 0 {
            let before = tokens[index - 1]
            if before.kind == .dot { return true }
            let text = bytes[before.range]
            if text.elementsEqual(":".utf8) || text.elementsEqual("COLLATE".utf8) { return true }
        }
        guard index + 3 < tokens.count else { return false }
        let after = tokens[index + 3]
        return after.kind == .open
            && after.range.lowerBound == tokens[index + 2].range.upperBound
    }
}
