import PostgresSession

extension Census {
    /// The census of a read.
    init(_ readings: [CatalogReading]) {
        var entries = readings.flatMap(\.entries).filter { $0.count != 0 }
        let withheld = readings.reduce(0) { $0 + $1.withheld }
        let unseen = readings.reduce(0) { $0 + $1.unseen }
        if withheld > 0 {
            entries.append(
                Entry(
                    what: "values of options and settings that may be secrets",
                    count: withheld, reason: "value not compared"))
        }
        if unseen > 0 {
            entries.append(
                Entry(
                    what: "properties that this role may not see", count: unseen,
                    reason: "read as a superuser or the owner to compare them"))
        }
        self.init(entries: entries)
    }
}

extension Census.Entry {
    /// Most are counted; where counting would take long, it ends here.
    private static let most = 100_000

    /// Takes over a row of `census.sql`: what, count, expected, reason.
    init(_ row: Row) {
        let count = row[1].flatMap { Int($0) } ?? 0
        self.init(
            what: row[0] ?? "", count: count > Self.most ? nil : count, reason: row[3] ?? "",
            isExpected: row[2] == "t")
    }
}
