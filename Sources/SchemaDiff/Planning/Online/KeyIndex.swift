import SQLText

/// The index of a primary key or unique constraint, to be built before the constraint takes it.
struct KeyIndex {
    let isPrimary: Bool
    let columns: [String]
    private let isNullEqual: Bool
    /// `(a, b)`.
    private let list: String
    /// `INCLUDE (c) WITH (fillfactor='70')`, as far as there is any.
    private let rest: String
    /// `DEFERRABLE INITIALLY DEFERRED`, as far as there is any.
    private let timing: String

    /// Reads what the server writes behind the name of a constraint; nil for another kind, or where no index alone does it.
    init?(_ definition: Substring) {
        var text = definition
        func take(_ words: String) -> Bool {
            guard text.hasPrefix(words) else { return false }
            text = text.dropFirst(words.count)
            return true
        }
        isPrimary = take("PRIMARY KEY ")
        guard isPrimary || take("UNIQUE ") else { return nil }
        isNullEqual = take("NULLS NOT DISTINCT ")
        guard let end = Self.closing(in: text) else { return nil }
        list = String(text[...end])
        columns = NameScanner.pieces(String(list.dropFirst().dropLast()), between: ", ")
        guard !list.contains(" WITHOUT OVERLAPS") else { return nil }
        text = text[text.index(after: end)...]
        let start = text.firstRange(of: " NOT DEFERRABLE") ?? text.firstRange(of: " DEFERRABLE")
        timing = start.map { String(text[$0.lowerBound...]) } ?? ""
        rest = String(text[..<(start?.lowerBound ?? text.endIndex)])
            .replacing(" USING INDEX TABLESPACE ", with: " TABLESPACE ")
    }

    /// The parenthesis that closes the one at the start, quoted names stepped over.
    private static func closing(in text: Substring) -> Substring.Index? {
        guard text.first == "(" else { return nil }
        var isQuoted = false
        return text.indices.first { place in
            if text[place] == "\"" { isQuoted.toggle() }
            return text[place] == ")" && !isQuoted
        }
    }

    /// The statement that builds it while others read and write.
    func creation(_ name: String, on table: String) -> String {
        // In the order of CREATE INDEX: INCLUDE, NULLS NOT DISTINCT, WITH, TABLESPACE.
        var tail = rest
        if isNullEqual {
            let place = tail.firstRange(of: " WITH (") ?? tail.firstRange(of: " TABLESPACE ")
            tail.insert(
                contentsOf: " NULLS NOT DISTINCT", at: place?.lowerBound ?? tail.endIndex)
        }
        return "CREATE UNIQUE INDEX CONCURRENTLY \(name) ON \(table) \(list)\(tail)"
    }

    /// What stands behind the name of the constraint that takes the index.
    func use(of name: String) -> String {
        "\(isPrimary ? "PRIMARY KEY" : "UNIQUE") USING INDEX \(name)\(timing)"
    }
}
