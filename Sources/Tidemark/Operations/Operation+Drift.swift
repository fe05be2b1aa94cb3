public import Catalog
import Configuration
public import Migrations
import PostgresSession
public import Proving
import Reports
public import SchemaDiff

extension Operation {
    /// Compares the database with what its mark is expected to have.
    ///
    /// At the snapshot's mark that is the snapshot. At another mark it is the hashes that history keeps with its newest
    /// event, else what the migrations of `folder` build on a private server up to that mark, else the snapshot all the
    /// same, with the distance said. What differs is told with the statement that first made it, as far as the UPs that
    /// history keeps name it; they are read only where something differs, in one round trip.
    ///
    /// - Parameter folder: the migrations; nil where none are at hand.
    /// - Throws: `SnapshotError`, `SessionError`, `CatalogError`.
    public func drift(
        against snapshot: Snapshot, folder: Folder?, shadow: Shadow
    ) async throws -> Drift {
        try await driftWithSides(
            against: snapshot, folder: folder, shadow: shadow
        ).drift
    }

    /// The same with both sides of what differs.
    func driftWithSides(
        against snapshot: Snapshot, folder: Folder?, shadow: Shadow
    ) async throws -> (drift: Drift, sides: [ObjectSides]) {
        let mark = try await timed("reading the history") { try await readMark() }
        let expectation = try await timed("finding what is expected") {
            try await self.expectation(snapshot, mark, folder, shadow)
                ?? Expectation(
                    snapshot, distance: Self.distance(of: mark, from: snapshot.manifest.mark))
        }
        let catalog = try await timed("reading the catalog") { try await readCatalog() }
        var drift = try await timed("comparing") {
            try await self.drift(from: expectation, catalog)
        }
        drift.differences = try await withOrigins(
            drift.differences, expectation, catalog, mark: mark)
        return (drift, expectation.sides(drift.differences, catalog, snapshot: snapshot))
    }

    /// Compares a catalog with an expectation.
    func drift(from expectation: Expectation, _ catalog: Catalog) async throws -> Drift {
        let sorted = IgnoredDifferences(
            try expectation.compare(with: catalog), workspace.configuration.ignoreRules,
            today: currentDay())
        var drift = Drift(
            expectation: expectation.source, database: try await databaseName(),
            distance: expectation.distance, differences: sorted.kept, census: catalog.census,
            rootHash: catalog.rootHash, objectCount: catalog.objects.count)
        drift.ignored = sorted.ignored
        drift.findings = sorted.findings
        return drift
    }

    /// What the database is expected to have at its mark; nil where nobody knows.
    func expectation(
        _ snapshot: Snapshot, _ mark: [Manifest.Mark], _ folder: Folder?,
        _ shadow: Shadow?
    ) async throws -> Expectation? {
        let distance = Self.distance(of: mark, from: snapshot.manifest.mark)
        guard !distance.isNone else { return Expectation(snapshot, distance: distance) }
        if let recorded = try await history.readRecordedCatalog(),
            let expectation = Expectation(
                recorded.objects, snapshot: snapshot, distance: distance)
        {
            return expectation
        }
        if let folder, let shadow, let part = folder.restricted(to: mark) {
            let catalog = try await workspace.readShadowCatalog(part, shadow: shadow)
            let words = await shadow.standInsInUse.words
            return Expectation(
                catalog, source: "the schema that \(folder.root) builds up to this mark\(words)",
                distance: distance)
        }
        return nil
    }

    /// How far the mark of a database is from another.
    static func distance(of live: [Manifest.Mark], from mark: [Manifest.Mark]) -> Drift.Distance {
        let expected = Set(mark)
        let live = Set(live)
        return Drift.Distance(
            behind: expected.subtracting(live).count, ahead: live.subtracting(expected).count)
    }
}

extension Folder {
    /// The migrations of a mark; nil when one of them is not in the folder as it was applied.
    func restricted(to mark: [Manifest.Mark]) -> Folder? {
        var part = self
        part.migrations = migrations.filter { migration in
            mark.contains { $0.version == migration.id.version && $0.name == migration.id.name }
        }
        return part.migrations.count == mark.count ? part : nil
    }
}
