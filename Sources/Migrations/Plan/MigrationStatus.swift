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
        indirect case unreadable(Finding)
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

    /// Lists folder and history side by side, in the folder's order.
    ///
    /// Reads those files of applied migrations of which `checksums` has nothing.
    package static func list(
        folder: Folder, history: HistoryState, checksums: UpChecksums
    ) -> [MigrationStatus] {
        let matches = HistoryMatches(folder.migrations, history.entries)
        let entries = history.entries
        let lastApplied = folder.migrations.indices.last { place in
            guard folder.migrations[place].kind != .repeatable, let match = matches[place] else {
                return false
            }
            return entries[match].isApplied
        }
        var comparison = FileComparison(checksums)
        var list: [MigrationStatus] = []
        list.reserveCapacity(folder.migrations.count)
        for place in folder.migrations.indices {
            let migration = folder.migrations[place]
            let entry = matches[place].map { entries[$0] }
            let isLate = migration.kind != .repeatable && place < (lastApplied ?? 0)
            let compared = entry.map { comparison.compare(migration, at: place, with: $0) }
            var status = MigrationStatus(
                id: migration.id,
                state: state(of: migration, entry, compared ?? .same, isLate: isLate),
                migration: migration, entry: entry)
            if case .unreadable(let fault)? = compared, status.state == .unreadable {
                status.fault = fault
            }
            list.append(status)
        }
        let missing = matches.unmatched.map { entries[$0] }
            .filter { $0.isApplied || $0.state == .partial }
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

/// Which entry of history belongs to which migration of a folder.
private struct HistoryMatches {
    private var matches: [Int?] = []
    /// The entries that no migration of the folder has.
    private(set) var unmatched: [Int] = []

    init(_ migrations: [Migration], _ entries: [HistoryEntry]) {
        matches.reserveCapacity(migrations.count)
        var isTaken = [Bool](repeating: false, count: entries.count)
        // Both are mostly in the same order; only what is not needs to be looked for.
        var next = 0
        var places: [MigrationID: Int]?
        for place in migrations.indices {
            var found: Int?
            while next < entries.count, isTaken[next] { next += 1 }
            if next < entries.count, entries[next].id == migrations[place].id {
                found = next
            } else {
                let all = places ?? Self.places(of: entries)
                places = all
                found = all[migrations[place].id]
            }
            if let entry = found {
                if isTaken[entry] { found = nil }
                isTaken[entry] = true
            }
            matches.append(found)
        }
        unmatched = entries.indices.filter { !isTaken[$0] }
    }

    private static func places(of entries: [HistoryEntry]) -> [MigrationID: Int] {
        var places: [MigrationID: Int] = Dictionary(minimumCapacity: entries.count)
        for place in entries.indices { places[entries[place].id] = place }
        return places
    }

    /// The entry of the migration at a place of the folder.
    subscript(place: Int) -> Int? { matches[place] }
}
