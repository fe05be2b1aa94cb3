import PostgresSession

/// The hashes of a schema as an event left it; what the text says is the caller's business.
public struct RecordedCatalog: Sendable, Hashable {
    /// The hash over everything.
    public let rootHash: String
    /// Names and hashes.
    public let objects: String

    /// Makes a record.
    public init(rootHash: String, objects: String) {
        self.rootHash = rootHash
        self.objects = objects
    }
}

extension History {
    /// Keeps the hashes of the schema with the newest event that changed it; one statement, and nothing where there is
    /// no such event.
    ///
    /// - Throws: `SessionError`.
    public func record(_ catalog: RecordedCatalog) async throws {
        _ = try await session.query(
            """
            insert into tidemark.catalog (event, root_hash, objects) \
            select max(id), $1, $2 from tidemark.event where \(Self.changes) having max(id) is not null \
            on conflict (event) do update set root_hash = excluded.root_hash, \
            objects = excluded.objects, recorded_at = pg_catalog.clock_timestamp()
            """, [catalog.rootHash, catalog.objects])
    }

    /// The hashes of the schema as the newest event left it; nil where none were kept with it.
    ///
    /// Two round trips, one where there is no history.
    ///
    /// - Throws: `SessionError`; `RunFailure` when the history is of a newer Tidemark.
    public func readRecordedCatalog() async throws -> RecordedCatalog? {
        guard try await readSchemaVersion() >= 2 else { return nil }
        let row = try await session.query(
            """
            select root_hash, objects from tidemark.catalog where event = \
            (select max(id) from tidemark.event where \(Self.changes))
            """
        ).rows.first
        guard let row, let root = row[0], let objects = row[1] else { return nil }
        return RecordedCatalog(rootHash: root, objects: objects)
    }

    /// Events after which the schema may be another one.
    private static let changes = "state is not null or kind in ('start', 'progress')"
}
