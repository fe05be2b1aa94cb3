import PostgresSession

extension HistoryState {
    /// What the state is made from: every event, oldest first.
    static let eventQuery = """
        select id, state, version, name, kind, direction, repeatable, statements_done, \
        statements_total, done_checksum, checksum, token_checksum, out_of_order, \
        pg_catalog.to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), \
        db_user, down_text is not null from tidemark.event order by id
        """

    /// Follows the events to the present state, one entry per migration in the order of first mention.
    ///
    /// The same that the view `tidemark.migration` shows to people, which the tests hold it to. Planning and
    /// joining that view in a session that has just begun takes the server four times as long as giving out
    /// the events.
    ///
    /// - Parameter events: the rows of `eventQuery`.
    init(schemaVersion: Int, events: [Row]) {
        var trails: [Trail] = []
        trails.reserveCapacity(events.count)
        var places: [MigrationID: Int] = Dictionary(minimumCapacity: events.count)
        for index in events.indices {
            let row = events[index]
            guard let version = row[2], let name = row[3] else { continue }
            let id = MigrationID(version: version, name: name)
            if let place = places[id] {
                trails[place].follow(row, at: index)
            } else {
                places[id] = trails.count
                trails.append(Trail(id: id, first: row, at: index))
            }
        }
        self.init(schemaVersion: schemaVersion, entries: trails.map { $0.entry(events) })
    }
}

/// What the events of one migration have come to.
private struct Trail {
    let id: MigrationID
    /// The place of the last event, and of the last one that settled something.
    private var last: Int
    private var settled: Int?
    private var timesApplied = 0
    /// The event that applied it first since it was last reverted.
    private var applied: Int?

    init(id: MigrationID, first row: Row, at index: Int) {
        self.id = id
        last = index
        follow(row, at: index)
    }

    mutating func follow(_ row: Row, at index: Int) {
        last = index
        switch row[1] {
        case HistoryEntry.State.applied.rawValue:
            settled = index
            timesApplied += 1
            if applied == nil { applied = Int(row, 0) }
        case HistoryEntry.State.reverted.rawValue:
            settled = index
            applied = nil
        default: break
        }
    }

    func entry(_ events: [Row]) -> HistoryEntry {
        let end = events[last]
        guard let settled else {
            var entry = HistoryEntry(id: id, state: .failed, isRepeatable: end[6] == "t")
            if let progress = progress(end) { (entry.state, entry.progress) = (.partial, progress) }
            return entry
        }
        let row = events[settled]
        let event = Int(row, 0)
        let progress = settled == last ? nil : progress(end)
        let state = row[1].flatMap(HistoryEntry.State.init(rawValue:)) ?? .failed
        // A decision about an applied migration does not change its place in the order of application.
        return HistoryEntry(
            id: id, state: progress == nil ? state : .partial, progress: progress,
            isRepeatable: row[6] == "t", settledEvent: event, settledKind: row[4],
            checksum: row[10], tokenChecksum: row[11], ranOutOfOrder: row[12] == "t",
            settledAt: row[13], settledBy: row[14], hasStoredDown: row[15] == "t",
            appliedEvent: timesApplied < 2 ? event : applied)
    }

    /// How far it got since it was last settled; nil where nothing was done and nothing is in doubt.
    private func progress(_ row: Row) -> HistoryEntry.Progress? {
        let done = Int(row, 7) ?? 0
        let isInDoubt = row[4] == HistoryEvent.Kind.start.rawValue
        guard done > 0 || isInDoubt else { return nil }
        return HistoryEntry.Progress(
            direction: row[5].flatMap(Direction.init(rawValue:)) ?? .up, done: done,
            total: Int(row, 8) ?? 0, isInDoubt: isInDoubt, doneChecksum: row[9])
    }
}

extension Int {
    /// The whole number in a column.
    fileprivate init?(_ row: Row, _ column: Int) {
        guard let text = row[column], let value = Int(text) else { return nil }
        self = value
    }
}
