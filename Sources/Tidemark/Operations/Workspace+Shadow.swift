public import Catalog
public import Migrations
public import Proving
import Configuration
import Findings
import PostgresSession
import SQLText

extension Workspace {
    /// Reads the catalog that migrations build on the shadow server.
    ///
    /// The server gets what stands in for the platform, and the role that migrations run as.
    ///
    /// - Parameter edges: whether what depends on what is read too.
    /// - Throws: `EphemeralServerError`, `SessionError`, `CatalogError`; `RunFailure` when a migration fails there.
    public func readShadowCatalog(
        _ folder: Folder, edges: Bool = false, shadow: Shadow
    ) async throws -> Catalog {
        try await readCatalog(of: folder, edges: edges, on: try await shadow.server())
    }

    private func readCatalog(
        of folder: Folder, edges: Bool, on server: ShadowServer
    ) async throws -> Catalog {
        let shadow = Workspace(configuration: configuration, connection: server.connection)
        let operation = try await Operation(shadow, command: "shadow")
        if configuration.shim == .supabase {
            try await installShim(.supabase, into: operation.session)
        }
        if let role = configuration.role {
            let name = quoteIdentifier(role)
            try await operation.session.execute(
                "create role \(name); grant create on schema public to \(name)")
        }
        var options = UpOptions()
        options.allowOutOfOrder = true
        options.allowExisting = true
        let result = try await operation.up(folder, options)
        if let failure = result.failure { throw failure }
        let catalog = try await operation.readCatalog(edges: edges)
        await operation.close()
        return catalog
    }
}
