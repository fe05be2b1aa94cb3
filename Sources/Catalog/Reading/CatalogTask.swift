/// One query of a read, for all relations or for those of a range of OIDs.
struct CatalogTask: Sendable {
    var query: CatalogQuery
    /// The first OID, and the one that is not read any more; nil for all.
    var slice: (from: String, to: String)?

    /// What the deparsing functions open and lock is let go after each task that does so: their locks stay until the end
    /// of the transaction otherwise, and a large schema would fill the server's lock table.
    var isUndone: Bool { slice != nil }

    /// Shares the queries out so that both sessions have about as much to do.
    ///
    /// Queries that make the server open relations are cut into slices, and each session takes whole slices: opening a relation
    /// is dear, and what a session has opened once is cheap for its next query.
    ///
    /// - Parameter bounds: where slices begin, in ascending order.
    static func share(
        _ queries: [CatalogQuery], slicedAt bounds: [String], among sessions: Int
    ) -> [[CatalogTask]] {
        var lanes: [[CatalogTask]] = Array(repeating: [], count: sessions)
        var weights = Array(repeating: 0, count: sessions)
        let whole = queries.filter { !$0.isSliced }.sorted { $0.weight > $1.weight }
        for query in whole {
            let lane = weights.indices.min { weights[$0] < weights[$1] } ?? 0
            lanes[lane].append(CatalogTask(query: query))
            weights[lane] += query.weight
        }
        let sliced = queries.filter(\.isSliced)
        for (number, from) in bounds.enumerated() {
            let to = number + 1 < bounds.count ? bounds[number + 1] : "4294967295"
            lanes[number % sessions] += sliced.map { CatalogTask(query: $0, slice: (from, to)) }
        }
        return lanes
    }

    /// Where slices of relations begin: slices small enough for a lock table of the default size, and enough of them for
    /// two sessions.
    static let boundsQuery = """
        with relations as (
            select oid, row_number() over (order by oid) as number, count(*) over () as total
            from pg_class where relkind in ('r', 'p', 'f', 'v', 'm') and oid >= 16384
        )
        select oid from relations
        where number % least(1500, greatest(200, total / 8)) = 1
        order by oid
        """
}
