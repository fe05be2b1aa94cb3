public import Catalog
import Configuration
import Migrations
import PostgresSession
import SchemaDiff

extension Operation {
    /// Reads the catalog of the database, a large one with a second session; takes no lock on tables.
    ///
    /// - Parameter edges: whether what depends on what is read too.
    /// - Throws: `SessionError`, `CatalogError`.
    public func readCatalog(edges: Bool = false) async throws -> Catalog {
        let (workspace, command, observe) = (workspace, command, observe)
        return try await CatalogReader(
            session, scope: workspace.catalogScope,
            // One session reads the same, only slower.
            connect: { try? await workspace.connect(command: command) },
            observe: { observe(.phase("reading: \($0)", $1)) }
        ).read(edges: edges)
    }

    /// Reads the catalog with what depends on what, and the name of the database.
    ///
    /// - Throws: `SessionError`, `CatalogError`.
    public func readNamedSchema() async throws -> NamedSchema {
        let names = try await session.query(
            "select pg_catalog.quote_ident(rolname) from pg_catalog.pg_roles")
        return NamedSchema(
            name: try await databaseName(), catalog: try await readCatalog(edges: true),
            roles: Set(names.rows.compactMap { $0[0] }))
    }

    /// Runs a phase of a check, and tells how long it took.
    func timed<Value>(
        _ phase: String, _ body: () async throws -> Value
    ) async rethrows -> Value {
        let start = ContinuousClock.now
        let value = try await body()
        observe(.phase(phase, start.duration(to: .now)))
        return value
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
}

extension Workspace {
    /// What is read: the schemas of the configuration, without what its platform manages.
    public var catalogScope: CatalogScope {
        let schemas = configuration.schemas
        return CatalogScope(
            schemas: schemas.isEmpty ? nil : Set(schemas),
            managed: configuration.platform == .supabase ? .supabase : nil)
    }

    /// The path of a snapshot by its name.
    public func snapshotPath(_ name: String) -> String {
        name.contains("/") ? name : "\(configuration.snapshots)/\(name)"
    }
}
