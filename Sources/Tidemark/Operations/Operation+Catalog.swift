public import Catalog
import Configuration
import Migrations
import PostgresSession
public import SchemaDiff

extension Operation {
    /// Reads the catalog of the database with two sessions; takes no lock on tables.
    ///
    /// - Throws: `SessionError`, `CatalogError`.
    public func readCatalog() async throws -> Catalog {
        let helper = try? await workspace.connect(command: command)
        let reader = CatalogReader(session, helper: helper, scope: workspace.catalogScope)
        do {
            let catalog = try await reader.read()
            await helper?.close()
            return catalog
        } catch {
            await helper?.close()
            throw error
        }
    }

    /// The migrations that history says are applied, as the mark of a snapshot.
    public func readMark() async throws -> [Manifest.Mark] {
        try await history.readState().entries
            .filter { $0.state == .applied }
            .sorted { ($0.appliedEvent ?? 0) < ($1.appliedEvent ?? 0) }
            .map {
                Manifest.Mark(
                    version: $0.id.version, name: $0.id.name, checksum: $0.checksum ?? "")
            }
    }

    /// Compares the database with a snapshot.
    ///
    /// - Throws: `SnapshotError`, `SessionError`, `CatalogError`.
    public func drift(against snapshot: Snapshot) async throws -> Drift {
        let mark = try await readMark()
        let catalog = try await readCatalog()
        let differences = try Comparison().compare(
            expected: snapshot.manifest.entries.map { ($0.name, $0.hash) }, actual: catalog,
            object: { try snapshot.object($0) })
        let expected = Set(snapshot.manifest.mark)
        let live = Set(mark)
        return Drift(
            expectation: snapshot.path, database: try await databaseName(),
            distance: Drift.Distance(
                behind: expected.subtracting(live).count, ahead: live.subtracting(expected).count),
            differences: differences, census: catalog.census, rootHash: catalog.rootHash,
            objectCount: catalog.objects.count)
    }
}

extension Workspace {
    /// The schemas that are read.
    public var catalogScope: CatalogScope {
        let schemas = configuration.schemas
        return CatalogScope(schemas: schemas.isEmpty ? nil : Set(schemas))
    }

    /// The path of a snapshot by its name.
    public func snapshotPath(_ name: String) -> String {
        name.contains("/") ? name : "\(configuration.snapshots)/\(name)"
    }
}
