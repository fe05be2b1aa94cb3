import PostgresSession
import SQLText

/// CREATE INDEX CONCURRENTLY that leaves the name to the server: the event before it notes the indexes
/// that its table had, so that the one it made is known by being none of them.
extension Runner {
    private static let notePrefix = "indexes before: "

    /// What the event before the statement notes; nil where the statement names its index.
    func describeIndexes(before shape: StatementShape) async throws -> String? {
        guard shape.command == "CREATE INDEX", shape.index == nil else { return nil }
        let indexes = try await readIndexes(of: shape).map(\.oid)
        return Self.notePrefix + indexes.joined(separator: " ")
    }

    /// Whether an interrupted run made the index; an invalid one it left is dropped.
    ///
    /// - Returns: nil where the note is missing, or several indexes have come since.
    func readWhetherIndexed(_ shape: StatementShape, in run: ScriptRun) async throws -> Bool? {
        let result = try await session.query(
            """
            select note from tidemark.event where version = $1 and name = $2 and kind = 'start' \
            order by id desc limit 1
            """, [run.id.version, run.id.name])
        guard let note = result.rows.first?[0], note.hasPrefix(Self.notePrefix) else { return nil }
        let before = Set(
            note.dropFirst(Self.notePrefix.count).split(separator: " ").map(String.init))
        let new = try await readIndexes(of: shape).filter { !before.contains($0.oid) }
        guard new.count <= 1 else { return nil }
        guard let index = new.first, !index.isValid else { return !new.isEmpty }
        try await session.execute("drop index concurrently \(index.name)")
        return false
    }

    private func readIndexes(
        of shape: StatementShape
    ) async throws -> [(oid: String, name: String, isValid: Bool)] {
        guard let table = shape.target else { return [] }
        let result = try await session.query(
            """
            select indexrelid, indexrelid::pg_catalog.regclass, indisvalid \
            from pg_catalog.pg_index where indrelid = pg_catalog.to_regclass($1)
            """, [table.description])
        return result.rows.compactMap { row in
            guard let oid = row[0], let name = row[1] else { return nil }
            return (oid, name, row[2] == "t")
        }
    }
}
