public import Catalog
public import Migrations
public import Proving
import Configuration
import Findings
import PostgresSession
import SQLText
import SchemaDiff

extension Workspace {
    /// Reads the catalog that migrations build on the shadow server.
    ///
    /// The server gets what stands in for the platform and for extensions, and the role that migrations run as.
    ///
    /// - Parameter edges: whether what depends on what is read too.
    /// - Throws: `EphemeralServerError`, `SessionError`, `CatalogError`; `RunFailure` when a migration fails there.
    public func readShadowCatalog(
        _ folder: Folder, edges: Bool = false, shadow: Shadow
    ) async throws -> Catalog {
        try await build(folder, edges: edges, shadow: shadow).catalog
    }

    /// Builds migrations on the shadow server and reads what they made, with the mark that a snapshot of it has.
    ///
    /// - Parameter observe: is told of each migration.
    /// - Throws: as `readShadowCatalog`.
    public func build(
        _ folder: Folder, edges: Bool, shadow: Shadow,
        observe: @escaping @Sendable (RunEvent) -> Void = { _ in }
    ) async throws -> (catalog: Catalog, mark: [Manifest.Mark]) {
        let (catalog, mark, standIns) = try await build(
            folder, edges: edges, on: try await shadow.server(), observe)
        await shadow.note(standIns)
        return (catalog, mark)
    }

    private func build(
        _ folder: Folder, edges: Bool, on server: ShadowServer,
        _ observe: @escaping @Sendable (RunEvent) -> Void
    ) async throws -> (Catalog, [Manifest.Mark], StandIns) {
        let admin = try await Session.connect(to: server.connection)
        let shadow: Workspace
        let standIns: StandIns
        do {
            standIns = try await self.standIns(for: folder.migrations, folder, on: server, admin)
            // A private server is new as a whole.
            let connection =
                server.isGiven
                ? try await server.makeDatabase("migrations", on: admin) : server.connection
            shadow = workspace(on: connection, with: standIns)
            try await shadow.prepareShadow(server, standIns, admin)
        } catch let error as NoCopy {
            await admin.close()
            throw RunFailure.notProvable(error)
        } catch {
            await admin.close()
            throw error
        }
        await admin.close()
        let operation = try await Operation(shadow, command: "shadow", observe: observe)
        var options = UpOptions()
        options.allowOutOfOrder = true
        options.allowExisting = true
        let result = try await operation.up(folder, options)
        if let failure = result.failure {
            await operation.close()
            throw failure.missingExtension.map(RunFailure.notProvable) ?? failure
        }
        try await shadow.dismissRole()
        let catalog = try await operation.readCatalog(edges: edges)
        let mark = try await operation.readMark()
        await operation.close()
        return (catalog, mark, standIns)
    }

    /// The same folder and configuration on a database of a shadow server.
    func workspace(on connection: ConnectionString, with standIns: StandIns) -> Workspace {
        var workspace = Workspace(configuration: configuration, connection: connection)
        workspace.replacement = { standIns.replacement(of: $0) }
        return workspace
    }

    /// Makes what migrations find in a database of a shadow server: what stands in for the platform and for extensions, a schema,
    /// and the role that they run as.
    func prepareShadow(
        _ server: ShadowServer, _ standIns: StandIns, _ admin: Session, base: Catalog? = nil
    ) async throws {
        let session = try await Session.connect(to: connection)
        do {
            if configuration.shim == .supabase {
                try await server.admit(.supabase, on: admin)
                try await installShim(.supabase, into: session)
            }
            if let base {
                let copy = SchemaCopy(on: server, scope: catalogScope, standIns: standIns)
                let owner = Creation.mostFrequentOwner(of: base)
                try await copy.makeRoles(of: [base], owner: owner, on: admin)
                try await copy.fill(connection, with: base, owner: owner)
            }
            if let role = configuration.role {
                try await server.makeRole(role, on: admin)
                try await session.execute(
                    "grant create on schema public to \(quoteIdentifier(role)); "
                        + Self.onThisDatabase("grant create on database %I to %I", role))
            }
            try await standIns.install(on: session, for: configuration.role)
        } catch {
            await session.close()
            throw error
        }
        await session.close()
    }

    /// A statement about the database that it runs in and a role, whose places `%I` stands for.
    static func onThisDatabase(_ statement: String, _ role: String) -> String {
        let body =
            "begin execute format(\(quoteLiteral(statement)), current_database(), \(quoteLiteral(role))); end"
        return "do \(quoteLiteral(body))"
    }

    /// Makes the role that migrations run as on a private server, with what it needs to run them.
    ///
    /// - Throws: `SessionError`.
    public func admitRole() async throws {
        guard let role = configuration.role else { return }
        let session = try await Session.connect(to: connection)
        // The platform may have brought it.
        let known = try await session.query(
            "select 1 from pg_catalog.pg_roles where rolname = $1", [role])
        let name = quoteIdentifier(role)
        if known.rows.isEmpty { try await session.execute("create role \(name)") }
        try await session.execute(
            "grant create on schema public to \(name); "
                + Self.onThisDatabase("grant create on database %I to %I", role))
        await session.close()
    }

    /// Takes back what it was given on the database, which is none of what the migrations build.
    ///
    /// - Throws: `SessionError`.
    public func dismissRole() async throws {
        guard let role = configuration.role else { return }
        let session = try await Session.connect(to: connection)
        try await session.execute(
            Self.onThisDatabase("revoke create on database %I from %I", role))
        await session.close()
    }

    /// What stands in for the extensions that migrations make and that the server lacks.
    ///
    /// Of migrations that are to run on a server with things of its own, the names are noted, since what they make is dropped
    /// later.
    ///
    /// - Throws: `NoCopy` for an extension that is neither there nor declared, and for a statement that changes what a given
    ///   server had before; `SessionError`.
    func standIns(
        for migrations: some Sequence<Migration>, _ folder: Folder, on server: ShadowServer,
        _ admin: Session, and wanted: [WantedExtension] = []
    ) async throws -> StandIns {
        let parser = parser(for: folder)
        var wanted = wanted
        var statements: [(path: String, statement: ScriptStatement)] = []
        for script in migrations.flatMap({ [$0.up, $0.down].compactMap(\.self) }) {
            // What cannot be read is told by the run.
            guard let parsed = try? parser.parse(script) else { continue }
            statements += parsed.statements.map { (script.path, $0) }
        }
        for (_, item) in statements {
            guard let statement = ExtensionStatement(item.statement.text) else { continue }
            wanted.append(statement.wanted)
        }
        let standIns = try await server.standIns(for: wanted, on: admin)
        let roles = configuration.shim == .supabase ? Shim.supabase.roles : []
        try await server.admit(
            statements.map {
                ("\($0.path):\($0.statement.shown.codeStart.line)", $0.statement.statement.text)
            },
            roles: roles)
        return standIns
    }
}
