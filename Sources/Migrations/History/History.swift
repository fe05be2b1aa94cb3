public import PostgresSession

/// The history of one database, read and extended through a session.
///
/// The tables are in schema `tidemark`, which nobody but its owner may use. Names are always
/// qualified, so the session's `search_path` does not matter.
public struct History: Sendable {
    let session: Session
    let identity: RunIdentity

    /// Makes a history over a session; nothing is read yet.
    public init(session: Session, identity: RunIdentity) {
        self.session = session
        self.identity = identity
    }

    /// The present state: two round trips, one where there is no history; no lock beyond ACCESS SHARE.
    ///
    /// - Throws: `SessionError`; `RunFailure` when the history is of a newer Tidemark.
    public func readState() async throws -> HistoryState {
        let version = try await readSchemaVersion()
        guard version > 0 else { return .none }
        let rows = try await session.query(Self.stateQuery).rows
        return HistoryState(schemaVersion: version, entries: rows.compactMap(Self.entry))
    }

    /// The version of the history tables, 0 when there are none.
    package func readSchemaVersion() async throws -> Int {
        let there = try await session.query(
            "select pg_catalog.to_regclass('tidemark.history_version') is not null")
        guard there.rows.first?[0] == "t" else { return 0 }
        let row = try await session.query("select max(version) from tidemark.history_version")
        let version = row.rows.first?[0].flatMap { Int($0) } ?? 0
        guard version <= HistorySchema.newest else {
            throw RunFailure.historyIsNewer(found: version, known: HistorySchema.newest)
        }
        return version
    }

    /// The texts kept with the event that settled a migration; one round trip.
    package func readTexts(ofEvent event: Int) async throws -> KeptTexts {
        let result = try await session.query(
            "select up_text, down_text from tidemark.event where id = $1::bigint", [String(event)])
        return KeptTexts(result.rows.first)
    }

    /// The number of the newest event, nil where there is none; one round trip.
    package func readLastEvent() async throws -> Int? {
        try await session.query("select max(id) from tidemark.event").rows.first?[0]
            .flatMap { Int($0) }
    }

    /// Whether an event of this run is there; asked after a connection was lost at COMMIT.
    func hasEvent(_ event: HistoryEvent) async throws -> Bool {
        let result = try await session.query(
            """
            select 1 from tidemark.event where run_id = $1 and version = $2 and name = $3 \
            and kind = $4 and direction = $6 \
            and statements_done is not distinct from $5::integer limit 1
            """,
            [
                identity.runID, event.id.version, event.id.name, event.kind.rawValue,
                event.done.map(String.init), event.direction.rawValue,
            ])
        return !result.rows.isEmpty
    }

    /// Adds events in one transaction; one round trip.
    func append(_ events: [HistoryEvent]) async throws {
        _ = try await session.pipeline(events.map { $0.command(by: identity) })
    }

    private static let stateQuery = """
        select version, name, state, direction, statements_done, statements_total, in_doubt, \
        done_checksum, repeatable, settled_event, settled_kind, checksum, token_checksum, \
        out_of_order, pg_catalog.to_char(settled_at at time zone 'UTC', \
        'YYYY-MM-DD"T"HH24:MI:SS"Z"') as settled_at, settled_by, has_down, applied_event \
        from tidemark.migration
        """

    private static func entry(_ row: Row) -> HistoryEntry? {
        guard let version = row[0], let name = row[1],
            let state = row[2].flatMap(HistoryEntry.State.init(rawValue:))
        else { return nil }
        var progress: HistoryEntry.Progress?
        if state == .partial {
            progress = HistoryEntry.Progress(
                direction: row[3].flatMap(Direction.init(rawValue:)) ?? .up,
                done: row[4].flatMap { Int($0) } ?? 0, total: row[5].flatMap { Int($0) } ?? 0,
                isInDoubt: row[6] == "t", doneChecksum: row[7])
        }
        return HistoryEntry(
            id: MigrationID(version: version, name: name), state: state, progress: progress,
            isRepeatable: row[8] == "t", settledEvent: row[9].flatMap { Int($0) },
            settledKind: row[10], checksum: row[11], tokenChecksum: row[12],
            ranOutOfOrder: row[13] == "t", settledAt: row[14], settledBy: row[15],
            hasStoredDown: row[16] == "t", appliedEvent: row[17].flatMap { Int($0) })
    }
}
