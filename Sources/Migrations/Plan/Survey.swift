/// Folder and history side by side, as read in one go: what `status` shows and plans are made from.
public struct Survey: Sendable {
    /// The folder.
    public var folder: Folder
    /// What history says.
    public var history: HistoryState
    /// One line per migration.
    public var statuses: [MigrationStatus]

    /// The planner over it.
    package var planner: Planner { Planner(folder: folder, statuses: statuses) }

    /// Finds the migration a person means, in the folder or in history.
    ///
    /// - Throws: `UnknownVersion`.
    public func find(_ typed: String) throws(UnknownVersion) -> MigrationID {
        try MigrationID.find(typed, in: statuses.map(\.id))
    }

    package static func read(_ folder: Folder, _ history: History) async throws -> Survey {
        let state = try await history.readState()
        let comparisons = MigrationStatus.readComparisons(folder: folder, history: state)
        return Survey(
            folder: folder, history: state,
            statuses: MigrationStatus.list(
                folder: folder, history: state, comparisons: comparisons))
    }
}
