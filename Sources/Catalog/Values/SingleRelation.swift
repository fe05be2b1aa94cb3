/// The one relation that a query selects from, function or query in parentheses included.
struct SingleRelation {
    /// Where its name stands as columns are qualified by it.
    let name: Range<Int>
    /// The token `SELECT` of the query.
    let select: Int
    /// The tokens of the FROM clause.
    let clause: Range<Int>

    /// Nil for a query with joins, with several relations, with none, or with set operations.
    init?(_ tokens: [QueryToken]) {
        var select: Int?
        var from: Int?
        var end: Int?
        for index in tokens.indices where tokens[index].depth == 0 {
            let token = tokens[index]
            switch token.keyword {
            case .union, .intersect, .except: return nil
            case .select: select = select ?? index
            // A line end comes before the clause, and not before the FROM of an operator or of ROWS FROM.
            case .from where token.startsLine && select != nil: from = from ?? index
            case .where, .group, .having, .window, .order, .limit, .offset, .fetch, .for:
                if token.startsLine, from != nil { end = end ?? index }
            case nil where token.kind == .semicolon && from != nil: end = end ?? index
            default: break
            }
        }
        guard let select, let from, from + 1 < tokens.count else { return nil }
        self.select = select
        clause = from..<(end ?? tokens.count)
        // Joins stand in parentheses, those within them in parentheses again.
        let joins = tokens[from + 1].kind == .open ? 1 : 0
        // The alias is the last name outside parentheses, the relation's own where it has none.
        var last: Range<Int>?
        var isSampled = false
        for token in tokens[clause].dropFirst() where token.depth <= joins {
            if token.keyword == .join { return nil }
            guard token.depth == 0 else { continue }
            if token.kind == .comma { return nil }
            if token.keyword == .sample { isSampled = true }
            guard token.kind == .name, !isSampled else { continue }
            switch token.keyword {
            case .only, .lateral, .with, .ordinality, .as: break
            default: last = token.range
            }
        }
        guard let last else { return nil }
        name = last
    }
}
