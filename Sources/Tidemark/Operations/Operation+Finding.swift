import Findings
public import Migrations
import PostgresSession

extension Operation {
    /// The database in words: its name, the server's version and where it is.
    public func databaseName() async throws -> String {
        let row = try await session.query(
            "select pg_catalog.current_database(), pg_catalog.current_setting('server_version')")
        let name = row.rows.first?[0] ?? "?"
        let version = row.rows.first?[1]?.prefix { $0 != " " } ?? "?"
        return "\(name) (PostgreSQL \(version))"
    }

    /// The target of a `down` that goes back to a version.
    ///
    /// - Throws: `UnknownVersion` when it is not known; `RunFailure` when it is not applied.
    public func findApplied(_ typed: String, _ folder: Folder) async throws -> Target {
        let survey = try await survey(folder)
        let id = try survey.find(typed)
        guard survey.statuses.first(where: { $0.id == id })?.entry?.isApplied == true else {
            throw RunFailure.refusal([
                .init(
                    rule: "not-applied", severity: .error,
                    message: "\(id) is not applied, so there is no going back to it",
                    remedy: "see what is applied: tidemark status")
            ])
        }
        return .version(id)
    }

    /// The migration of history that a person means.
    ///
    /// - Throws: `UnknownVersion`.
    public func findInHistory(_ typed: String) async throws -> MigrationID {
        try MigrationID.find(typed, in: try await history.readState().entries.map(\.id))
    }
}
