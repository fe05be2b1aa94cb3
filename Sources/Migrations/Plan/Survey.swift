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

    /// Puts a folder beside the history; reads the files of applied migrations to compare them.
    ///
    /// - Parameter checksums: those of files that were read already.
    package init(_ folder: Folder, _ history: HistoryState, checksums: UpChecksums = .none) {
        self.folder = folder
        self.history = history
        statuses = MigrationStatus.list(folder: folder, history: history, checksums: checksums)
    }

    /// Finds the migration a person means, in the folder or in history.
    ///
    /// - Throws: `UnknownVersion`.
    public func find(_ typed: String) throws(UnknownVersion) -> MigrationID {
        try MigrationID.find(typed, in: statuses.map(\.id))
    }
}
