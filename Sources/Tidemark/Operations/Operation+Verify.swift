import Catalog
import Migrations
public import SchemaDiff

/// What came of the look at the schema that ends a run.
public enum Verification: Sendable {
    /// There is no snapshot, so nothing was compared.
    case noSnapshot
    /// The run ended at another mark than the snapshot's.
    case otherMark(Drift.Distance)
    /// The schema was compared with the snapshot.
    case compared(Drift)

    /// What the comparison found, where there was one.
    public var drift: Drift? {
        if case .compared(let drift) = self { drift } else { nil }
    }
}

extension Operation {
    /// Looks at the schema that a run has left: keeps its hashes with history, and compares it with the snapshot when
    /// that was made at the same mark.
    ///
    /// One read of the catalog and one INSERT; nothing at all where there is no snapshot.
    ///
    /// - Throws: `SnapshotError` for a broken snapshot; `SessionError`, `CatalogError`.
    public func verifyAfterRun() async throws -> Verification {
        let snapshot: Snapshot
        do {
            snapshot = try Snapshot(opening: workspace.snapshotPath("schema"))
        } catch {
            guard error.isAbsent else { throw error }
            return .noSnapshot
        }
        let catalog = try await readCatalog()
        try await history.record(
            RecordedCatalog(
                rootHash: catalog.rootHash.description, objects: catalog.recorded))
        let distance = Self.distance(of: try await readMark(), from: snapshot.manifest.mark)
        guard distance.isNone else { return .otherMark(distance) }
        return .compared(
            try await drift(from: Expectation(snapshot, distance: distance), catalog))
    }
}
