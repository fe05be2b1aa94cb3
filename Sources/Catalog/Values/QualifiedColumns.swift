/// Finds the columns that are written with a qualification and would be without it on PostgreSQL 16.
///
/// There a column of the only relation is written plainly, but for one that is a whole item of ORDER BY, PARTITION BY or
/// DISTINCT ON where another column of the output bears its name: it would be taken for that one (ruleutils.c,
/// `get_variable`). In GROUP BY and within an expression the input's name comes first, and nothing is hidden.
struct QualifiedColumns {
    private let bytes: [UInt8]
    private let tokens: [QueryToken]
    private let relation: SingleRelation
    /// Whether a list of sort items is open, by depth.
    private var isSortList = [false]
    private var outputs: OutputColumns?

    init(_ bytes: [UInt8], _ tokens: [QueryToken], of relation: SingleRelation) {
        self.bytes = bytes
        self.tokens = tokens
        self.relation = relation
    }

    /// The indexes of the tokens that qualify; each has a dot behind it.
    mutating func find() -> [Int] {
        let name = bytes[relation.name]
        var found: [Int] = []
        for index in relation.select..<tokens.count {
            let token = tokens[index]
            guard !token.isNested, !relation.clause.contains(index) else { continue }
            follow(index)
            guard token.kind == .name, token.range.count == name.count, isColumn(index),
                bytes[token.range] == name
            else { continue }
            if isSortItem(index), isHidden(tokens[index + 2].range) { continue }
            found.append(index)
        }
        return found
    }

    /// Keeps track of the lists that are open.
    private mutating func follow(_ index: Int) {
        let token = tokens[index]
        switch token.keyword {
        case .by:
            let before = tokens[index - 1].keyword
            isSortList[token.depth] = before == .order || before == .partition
        case .select, .from, .where, .having, .window, .over, .filter:
            isSortList[token.depth] = false
        case nil where token.kind == .open:
            let isDistinctOn =
                tokens[index - 1].keyword == .on && tokens[index - 2].keyword == .distinct
            if isSortList.count == token.depth + 1 { isSortList.append(false) }
            isSortList[token.depth + 1] = isDistinctOn
        default: break
        }
    }

    /// Whether a name with what follows looks like a column, and not like a schema with a type, a collation or a routine
    /// in it.
    private func isColumn(_ index: Int) -> Bool {
        guard index + 2 < tokens.count, tokens[index + 1].kind == .dot,
            tokens[index + 2].kind == .name
        else { return false }
        let before = tokens[index - 1]
        guard before.kind != .dot, before.kind != .cast, before.keyword != .as,
            before.keyword != .collate
        else { return false }
        guard index + 3 < tokens.count else { return true }
        return tokens[index + 3].kind != .open
            || tokens[index + 3].range.lowerBound != tokens[index + 2].range.upperBound
    }

    private func isSortItem(_ index: Int) -> Bool {
        guard isSortList[tokens[index].depth] else { return false }
        let before = tokens[index - 1]
        guard before.keyword == .by || before.kind == .comma || before.kind == .open else {
            return false
        }
        guard index + 3 < tokens.count else { return true }
        let after = tokens[index + 3]
        switch after.keyword {
        case .descending, .nulls, .using, .order, .rows, .range, .groups, .limit, .offset, .fetch,
            .for:
            return true
        default: return [.comma, .close, .semicolon].contains(after.kind)
        }
    }

    private mutating func isHidden(_ column: Range<Int>) -> Bool {
        let outputs = outputs ?? OutputColumns(tokens, of: relation)
        self.outputs = outputs
        return outputs.hides(column, of: relation.name, bytes, tokens)
    }
}
