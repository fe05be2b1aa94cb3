extension LockParser {
    mutating func parseTruncate() {
        cursor.skip("table")
        addList(.accessExclusive)
    }

    mutating func parseLock() {
        cursor.skip("table")
        var mode = LockMode.accessExclusive
        var rest = cursor
        if rest.skip(past: "in") {
            var words: [String] = []
            while !rest.isAtEnd, !rest.isAt("mode") {
                words.append(rest.spelling)
                rest.advance()
            }
            mode = Self.modes[words.joined(separator: " ")] ?? mode
        }
        addList(mode)
    }

    private static let modes: [String: LockMode] = [
        "access share": .accessShare, "row share": .rowShare, "row exclusive": .rowExclusive,
        "share update exclusive": .shareUpdateExclusive, "share": .share,
        "share row exclusive": .shareRowExclusive, "exclusive": .exclusive,
        "access exclusive": .accessExclusive,
    ]

    mutating func parseRefresh() {
        guard cursor.skip("materialized", "view") else { return }
        let mode: LockMode = cursor.skip("concurrently") ? .exclusive : .accessExclusive
        locks.add(mode, on: cursor.takeName())
    }

    mutating func parseReindex() {
        var isConcurrent =
            cursor.takeParentheses().map { Self.isOn("concurrently", in: $0) } ?? false
        let isTable = cursor.isAt("table")
        guard isTable || cursor.isAt("index") else { return }
        cursor.advance()
        isConcurrent = cursor.skip("concurrently") || isConcurrent
        let alone: LockMode = isTable ? .share : .accessExclusive
        locks.add(isConcurrent ? .shareUpdateExclusive : alone, on: cursor.takeName())
    }

    mutating func parseVacuum() {
        var isFull = cursor.takeParentheses().map { Self.isOn("full", in: $0) } ?? false
        isFull = cursor.skip("full") || isFull
        while ["freeze", "verbose", "analyze", "analyse"].contains(cursor.spelling) {
            cursor.advance()
        }
        addList(isFull ? .accessExclusive : .shareUpdateExclusive)
    }

    mutating func parseAnalyze() {
        if cursor.takeParentheses() == nil { cursor.skip("verbose") }
        addList(.shareUpdateExclusive)
    }

    /// `CLUSTER t [USING i]`, and the old `CLUSTER i ON t`.
    mutating func parseCluster() {
        if cursor.takeParentheses() == nil { cursor.skip("verbose") }
        let first = cursor.takeName()
        locks.add(.accessExclusive, on: cursor.skip("on") ? cursor.takeName() : first)
    }

    mutating func parseCopy() {
        if let query = cursor.takeParentheses() {
            locks.add(QueryLocks.of(query))
            return
        }
        cursor.skip("binary")
        let table = cursor.takeName()
        if cursor.isAt("(") { cursor.advance() }
        locks.add(cursor.isAt("from") ? .rowExclusive : .accessShare, on: table)
    }
}
