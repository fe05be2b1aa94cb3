/// The key words of deparsed SQL that tell where a clause begins; the server writes them in capitals.
enum QueryKeyword: String, CaseIterable {
    case select = "SELECT"
    case values = "VALUES"
    case with = "WITH"
    case union = "UNION"
    case intersect = "INTERSECT"
    case except = "EXCEPT"
    case distinct = "DISTINCT"
    case on = "ON"
    case from = "FROM"
    case only = "ONLY"
    case lateral = "LATERAL"
    case ordinality = "ORDINALITY"
    case join = "JOIN"
    case sample = "TABLESAMPLE"
    case `where` = "WHERE"
    case group = "GROUP"
    case having = "HAVING"
    case window = "WINDOW"
    case over = "OVER"
    case filter = "FILTER"
    case partition = "PARTITION"
    case order = "ORDER"
    case by = "BY"
    case descending = "DESC"
    case nulls = "NULLS"
    case using = "USING"
    case rows = "ROWS"
    case range = "RANGE"
    case groups = "GROUPS"
    case limit = "LIMIT"
    case offset = "OFFSET"
    case fetch = "FETCH"
    case `for` = "FOR"
    case `as` = "AS"
    case collate = "COLLATE"
    case serialize = "XMLSERIALIZE"

    /// The key word whose first eight bytes, the first one highest, make this number.
    ///
    /// No two key words that the server writes begin with the same eight bytes as one of these.
    static func of(packed: UInt64) -> QueryKeyword? { byPacked[packed] }

    private static let byPacked: [UInt64: QueryKeyword] = Dictionary(
        uniqueKeysWithValues: allCases.map { keyword in
            (keyword.rawValue.utf8.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }, keyword)
        })
}
