/// The columns that a query puts out, as its SELECT names them.
struct OutputColumns {
    private var columns: [(name: Range<Int>, expression: Range<Int>)] = []

    /// Reads the list between the token `SELECT` and the FROM clause.
    init(_ tokens: [QueryToken], of relation: SingleRelation) {
        var start = relation.select + 1
        if tokens[start].keyword == .distinct {
            start += 1
            if tokens[start].keyword == .on {
                // Behind the parenthesis that closes the list.
                start += 2
                while start < relation.clause.lowerBound, tokens[start].depth > 0 { start += 1 }
                start += 1
            }
        }
        for index in start..<max(start, relation.clause.lowerBound + 1) {
            let isEnd = index == relation.clause.lowerBound
            guard isEnd || tokens[index].kind == .comma && tokens[index].depth == 0 else {
                continue
            }
            if start < index { add(tokens, start..<index) }
            start = index + 1
        }
    }

    private mutating func add(_ tokens: [QueryToken], _ item: Range<Int>) {
        let name = tokens[item.upperBound - 1].range
        let hasAlias =
            item.count > 2 && tokens[item.upperBound - 2].keyword == .as
            && tokens[item.upperBound - 2].depth == 0
        columns.append((name, hasAlias ? item.lowerBound..<item.upperBound - 2 : item))
    }

    /// Whether a name without qualification would be a column of the output other than `relation.name`.
    func hides(
        _ name: Range<Int>, of relation: Range<Int>, _ bytes: [UInt8], _ tokens: [QueryToken]
    ) -> Bool {
        columns.contains { column in
            guard bytes[column.name] == bytes[name] else { return false }
            let expression = tokens[column.expression]
            return
                !(expression.count == 3 && expression[expression.startIndex + 1].kind == .dot
                && bytes[expression[expression.startIndex].range] == bytes[relation]
                && bytes[expression[expression.startIndex + 2].range] == bytes[name])
        }
    }
}
