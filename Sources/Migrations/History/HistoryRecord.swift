import PostgresSession

/// One event as `tidemark history` shows it.
public struct HistoryRecord: Sendable, Hashable {
    /// The number of the event.
    public var event: Int
    /// When it was recorded, ISO 8601 in UTC.
    public var recordedAt: String
    /// What happened.
    public var kind: HistoryEvent.Kind
    /// Which way.
    public var direction: Direction
    /// What it settled: `applied`, `reverted`, or nil.
    public var state: String?
    /// Version and name.
    public var id: MigrationID
    /// The file.
    public var file: String?
    /// Statements done and in all.
    public var done: Int?
    /// Statements in all.
    public var total: Int?
    /// Milliseconds.
    public var durationMilliseconds: Double?
    /// The database user.
    public var databaseUser: String
    /// The user of the operating system.
    public var osUser: String?
    /// The host.
    public var host: String?
    /// Tidemark's version.
    public var toolVersion: String
    /// The commit of the folder.
    public var gitCommit: String?
    /// Whether it ran late.
    public var isOutOfOrder: Bool
    /// The error, as JSON text.
    public var error: String?
    /// A note of the person who decided.
    public var note: String?
}

extension History {
    /// The events, newest first; one round trip.
    ///
    /// - Parameters:
    ///   - id: only those of one migration.
    ///   - limit: at most so many.
    public func readRecords(of id: MigrationID? = nil, limit: Int) async throws -> [HistoryRecord] {
        guard try await readSchemaVersion() > 0 else { return [] }
        let result = try await session.query(
            """
            select id, pg_catalog.to_char(recorded_at at time zone 'UTC', \
            'YYYY-MM-DD"T"HH24:MI:SS"Z"'), kind, direction, state, version, name, file, \
            statements_done, statements_total, duration_ms, db_user, os_user, host, tool_version, \
            git_commit, out_of_order, error, note from tidemark.event \
            where ($1::text is null or (version = $1 and name = $2)) \
            order by id desc limit $3::bigint
            """, [id?.version, id?.name, String(limit)])
        return result.rows.compactMap { row in
            guard let event = row[0].flatMap({ Int($0) }), let at = row[1],
                let kind = row[2].flatMap(HistoryEvent.Kind.init(rawValue:)),
                let direction = row[3].flatMap(Direction.init(rawValue:)),
                let version = row[5], let name = row[6], let user = row[11], let tool = row[14]
            else { return nil }
            return HistoryRecord(
                event: event, recordedAt: at, kind: kind, direction: direction, state: row[4],
                id: MigrationID(version: version, name: name), file: row[7],
                done: row[8].flatMap { Int($0) }, total: row[9].flatMap { Int($0) },
                durationMilliseconds: row[10].flatMap { Double($0) }, databaseUser: user,
                osUser: row[12], host: row[13], toolVersion: tool, gitCommit: row[15],
                isOutOfOrder: row[16] == "t", error: row[17], note: row[18])
        }
    }

    /// The UP and DOWN that history keeps of a migration, each from the last event that has it: the one
    /// that reverts a migration has its DOWN only.
    public func readTexts(of id: MigrationID) async throws -> KeptTexts {
        let result = try await session.query(
            """
            select (select up_text from tidemark.event where version = $1 and name = $2 \
            and up_text is not null order by id desc limit 1), \
            (select down_text from tidemark.event where version = $1 and name = $2 \
            and down_text is not null order by id desc limit 1)
            """, [id.version, id.name])
        return KeptTexts(result.rows.first)
    }
}

/// The texts that history keeps of a migration.
public struct KeptTexts: Sendable, Hashable {
    /// The UP as it was applied.
    public var up: String?
    /// The DOWN that stood beside it.
    public var down: String?

    init(_ row: Row?) {
        up = row?[0]
        down = row?[1]
    }
}
