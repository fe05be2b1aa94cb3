public import Findings

/// One line of `tidemark status`: a migration of the folder, of history, or of both.
public struct MigrationStatus: Sendable, Hashable {
    /// Where it stands.
    public enum State: String, Sendable, Hashable, Codable, CaseIterable {
        /// Applied, and the file is as it was then.
        case applied
        /// Applied; only comments or white space of the file differ since.
        case appliedCommentsChanged = "applied-comments-changed"
        /// Applied, and the file's tokens differ since.
        case edited
        /// Applied, and the file cannot be read, so that nobody knows whether it was edited.
        case unreadable
        /// Applied, and the folder has no file of it.
        case missing
        /// To be applied.
        case pending
        /// To be applied, and a later one is applied already.
        case outOfOrder = "out-of-order"
        /// Some of its statements are done.
        case interrupted
        /// Written in a programming language and not marked as applied.
        case gap
        /// A version of a plan that has no file; nothing to run.
        case empty
    }

    /// How the file compares with what was applied.
    public enum Comparison: Sendable, Hashable {
        /// The same text, line ends aside.
        case same
        /// The same tokens.
        case commentsChanged
        /// Other tokens.
        case edited
        /// The file cannot be read.
        case unreadable(Finding)
    }

    /// Version and name.
    public var id: MigrationID
    /// Where it stands.
    public var state: State
    /// The folder's side.
    public var migration: Migration?
    /// History's side.
    public var entry: HistoryEntry?
    /// Why the file of an applied one cannot be read.
    public var fault: Finding?

    /// Lists folder and history side by side, in the folder's order; pure.
    ///
    /// - Parameter comparisons: how each applied file compares; one that is absent counts as the same.
    public static func list(
        folder: Folder, history: HistoryState, comparisons: [MigrationID: Comparison]
    ) -> [MigrationStatus] {
        var entries: [MigrationID: HistoryEntry] = [:]
        for entry in history.entries { entries[entry.id] = entry }
        let lastApplied = folder.migrations.lastIndex {
            $0.kind != .repeatable && entries[$0.id]?.isApplied == true
        }
        var list: [MigrationStatus] = []
        for (index, migration) in folder.migrations.enumerated() {
            let entry = entries.removeValue(forKey: migration.id)
            let isLate = migration.kind != .repeatable && index < (lastApplied ?? 0)
            let comparison = comparisons[migration.id] ?? .same
            var status = MigrationStatus(
                id: migration.id,
                state: state(of: migration, entry, comparison, isLate: isLate),
                migration: migration, entry: entry)
            if case .unreadable(let fault) = comparison, status.state == .unreadable {
                status.fault = fault
            }
            list.append(status)
        }
        let missing = entries.values.filter { $0.isApplied || $0.state == .partial }
        for entry in missing.sorted(by: { ($0.appliedEvent ?? 0) < ($1.appliedEvent ?? 0) }) {
            let place = list.firstIndex {
                guard let event = $0.entry?.appliedEvent else { return $0.entry == nil }
                return event > entry.appliedEvent ?? 0
            }
            let state: State = entry.state == .partial ? .interrupted : .missing
            list.insert(
                MigrationStatus(id: entry.id, state: state, migration: nil, entry: entry),
                at: place ?? list.count)
        }
        return list
    }

    private static func state(
        of migration: Migration, _ entry: HistoryEntry?, _ comparison: Comparison, isLate: Bool
    ) -> State {
        if entry?.state == .partial { return .interrupted }
        guard entry?.state == .applied else {
            if migration.kind == .code { return .gap }
            if migration.up == nil { return .empty }
            return isLate ? .outOfOrder : .pending
        }
        switch comparison {
        case .same: return .applied
        case .commentsChanged: return .appliedCommentsChanged
        case .edited: return migration.kind == .repeatable ? .pending : .edited
        case .unreadable: return .unreadable
        }
    }
}
