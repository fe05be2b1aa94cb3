import PostgresSession

/// What the queries of one read share.
struct ReadingContext: Sendable {
    /// The OIDs of the schemas in scope.
    var schemas: [String]
    /// What extensions brought along: from the name of a catalog to OIDs, as the server writes an array.
    var members: [String: String]
    var hasLabels: Bool
    var serverVersion: Int

    /// Runs queries in one pipeline and gives their rows as records.
    func read(
        _ queries: [CatalogQuery], on session: Session
    ) async throws -> [CatalogRecord] {
        let commands = queries.map(command)
        let version = serverVersion
        return try await session.perform { session in
            var records: [CatalogRecord] = []
            var readers: [Int: RowReader] = [:]
            try await session.pipelineRows(commands) { command, row in
                if readers[command] == nil {
                    readers[command] = RowReader(
                        columns: row.columnNames, serverVersion: version)
                }
                if let record = readers[command]?.read(row, space: queries[command].space) {
                    records.append(record)
                }
            }
            return records
        }
    }

    private func command(_ query: CatalogQuery) -> Command {
        let text = query.text(major: serverVersion / 10_000, hasLabels: hasLabels)
        var parameters: [String?] = []
        if text.utf8.contains(UInt8(ascii: "$")) {
            if text.contains("$1") { parameters.append("{\(schemas.joined(separator: ","))}") }
            if text.contains("$2") { parameters.append(members[query.members] ?? "{}") }
        }
        return Command(text, parameters)
    }
}
