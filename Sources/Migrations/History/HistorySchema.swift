import PostgresSession
import SQLText

/// The versioned scripts that create and upgrade the history tables.
package enum HistorySchema {
    /// The newest version this Tidemark knows.
    static var newest: Int { upgrades.count }

    /// One script per version, in order.
    static var upgrades: [String] {
        [PackageResources.history_0001_sql, PackageResources.history_0002_sql].map {
            String(decoding: $0, as: UTF8.self)
        }
    }

    /// Brings the tables from a version to the newest, in one transaction; nothing when they are.
    ///
    /// Takes ACCESS EXCLUSIVE on what it changes. The caller holds the run lock.
    static func upgrade(
        from version: Int, session: Session, toolVersion: String, role: String?
    ) async throws {
        guard version < newest else { return }
        try await session.execute("begin")
        if let role { try await session.execute("set local role \(quoteIdentifier(role))") }
        for (index, script) in upgrades.enumerated().dropFirst(version) {
            try await session.execute(script)
            try await session.query(
                "insert into tidemark.history_version (version, tool_version) values ($1::integer, $2)",
                [String(index + 1), toolVersion])
        }
        try await session.execute("commit")
    }

    /// The same as text for psql.
    package static func renderUpgrade(
        from version: Int, toolVersion: String, role: String?
    ) -> String {
        guard version < newest else { return "" }
        var text = "begin;\n"
        if let role { text += "set local role \(quoteIdentifier(role));\n" }
        for (index, script) in upgrades.enumerated().dropFirst(version) {
            text += script
            text += "insert into tidemark.history_version (version, tool_version) values "
            text += "(\(index + 1), \(quoteLiteral(toolVersion)));\n"
        }
        return text + "commit;\n"
    }
}
