/// A query as a view holds it, in the rendering of PostgreSQL 16 and later.
///
/// Until 15, `pg_get_viewdef` writes `t.id` where the query has one relation only, and from 16 on `id`
/// (ruleutils.c, `get_query_def`: the range table no longer holds OLD and NEW). The qualification is taken off here; sub-queries
/// have it in every version and keep it.
func canonicalQuery(_ text: Span<UInt8>, serverVersion: Int) -> [UInt8] {
    let bytes = canonicalExpression(text, serverVersion: serverVersion)
    guard serverVersion < 160_000 else { return bytes }
    let tokens = QueryToken.scan(bytes)
    guard let relation = SingleRelation(tokens) else { return bytes }
    var columns = QualifiedColumns(bytes, tokens, of: relation)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var copied = 0
    for index in columns.find() {
        result += bytes[copied..<tokens[index].range.lowerBound]
        copied = tokens[index + 1].range.upperBound
    }
    return result + bytes[copied...]
}
