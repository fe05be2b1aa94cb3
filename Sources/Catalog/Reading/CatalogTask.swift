/// One query of a read, for all relations or for those of a range of OIDs.
struct CatalogTask: Sendable {
    var query: CatalogQuery
    /// The first OID, and the one that is not read any more; nil for all.
    var slice: (from: String, to: String)?

    /// What the deparsing functions open and lock is let go after each task that does so: their locks stay until the end
    /// of the transaction otherwise, and a large schema would fill the server's lock table.
    var isUndone: Bool { slice != nil }

    /// Cuts the work into pieces, of which a session takes the next whenever it has done one.
    ///
    /// Queries that make the server open relations are cut into slices, and each session takes whole slices: opening a relation
    /// is dear, and what a session has opened once is cheap for its next query. What is large comes first, so that the sessions
    /// end at about the same time. One session gets it all in one piece.
    ///
    /// - Parameter bounds: where slices begin, in ascending order.
    static func share(
        _ queries: [CatalogQuery], slicedAt bounds: [String], among sessions: Int
    ) -> [[CatalogTask]] {
        let sliced = queries.filter(\.isSliced)
        let slices = bounds.enumerated().map { number, from in
            let to = number + 1 < bounds.count ? bounds[number + 1] : "4294967295"
            return sliced.map { CatalogTask(query: $0, slice: (from, to)) }
        }
        let whole = queries.filter { !$0.isSliced }
        guard sessions > 1 else {
            return [whole.map { CatalogTask(query: $0) } + slices.joined()]
        }
        let large = whole.filter { $0.weight > 4 }.sorted { $0.weight > $1.weight }
        let small = whole.filter { $0.weight <= 4 }.map { CatalogTask(query: $0) }
        let pieces = stride(from: 0, to: small.count, by: 8).map {
            Array(small[$0..<min($0 + 8, small.count)])
        }
        return large.map { [CatalogTask(query: $0)] } + slices + pieces
    }

    /// What a piece is called where its time is told.
    static func name(of piece: [CatalogTask]) -> String {
        guard let first = piece.first else { return "nothing" }
        if first.slice != nil { return "slices of relations" }
        return piece.count == 1 ? first.query.name : "other kinds"
    }

    /// Where slices of relations begin: slices small enough for a lock table of the default size, and enough of them for
    /// two sessions.
    static let boundsQuery = """
        with relations as (
            select oid, row_number() over (order by oid) as number, count(*) over () as total
            from pg_class where relkind in ('r', 'p', 'f', 'v', 'm') and oid >= 16384
        )
        select oid from relations
        where number % least(2000, greatest(200, total / 8)) = 1
        order by oid
        """
}
