public import PostgresSession

/// The history of one database, read and extended through a session.
///
/// The tables are in schema `tidemark`, which nobody but its owner may use. Names are always
/// qualified, so the session's `search_path` does not matter.
public struct History: Sendable {
    let session: Session

    /// Makes a history over a session; nothing is read yet.
    public init(session: Session) {
        self.session = session
    }

    /// The present state: two round trips, one where there is no history; no lock beyond ACCESS SHARE.
    ///
    /// The events themselves are read and followed here, see ``HistoryState/init(schemaVersion:events:)``.
    ///
    /// - Throws: `SessionError`; `RunFailure` when the history is of a newer Tidemark.
    public func readState() async throws -> HistoryState {
        // On the thread of the session, so that there is no change of thread for each round trip.
        try await session.perform { session in
            guard try await isThere() else { return .none }
            let results: [StatementResult]
            do throws(SessionError) {
                results = try await session.pipeline([
                    Command(Self.versionQuery), Command(HistoryState.eventQuery),
                ])
            } catch {
                // A newer history, which is then refused by its number, may have other columns.
                if error.sqlState == SQLState.undefinedColumn { _ = try await readSchemaVersion() }
                throw error
            }
            let version = try knownVersion(results[0])
            guard version > 0 else { return .none }
            return HistoryState(schemaVersion: version, events: results[1].rows)
        }
    }

    /// The version of the history tables, 0 when there are none.
    package func readSchemaVersion() async throws -> Int {
        guard try await isThere() else { return 0 }
        return try knownVersion(try await session.query(Self.versionQuery))
    }

    private func isThere() async throws -> Bool {
        try await session.query(
            "select pg_catalog.to_regclass('tidemark.history_version') is not null"
        ).scalar == "t"
    }

    private func knownVersion(_ result: StatementResult) throws -> Int {
        let version = result.scalar.flatMap { Int($0) } ?? 0
        guard version <= HistorySchema.newest else {
            throw RunFailure.historyIsNewer(found: version, known: HistorySchema.newest)
        }
        return version
    }

    private static let versionQuery = "select max(version) from tidemark.history_version"

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

    /// Whether an event of a run is there; asked after a connection was lost at COMMIT.
    func hasEvent(_ event: HistoryEvent, ofRun runID: String) async throws -> Bool {
        let result = try await session.query(
            """
            select 1 from tidemark.event where run_id = $1 and version = $2 and name = $3 \
            and kind = $4 and direction = $6 \
            and statements_done is not distinct from $5::integer limit 1
            """,
            [
                runID, event.id.version, event.id.name, event.kind.rawValue,
                event.done.map(String.init), event.direction.rawValue,
            ])
        return !result.rows.isEmpty
    }
}
