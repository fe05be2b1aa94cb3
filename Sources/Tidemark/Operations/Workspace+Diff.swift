public import Catalog
import Configuration
import Findings
public import Migrations
import PostgresSession
public import Proving
import Reports
public import SchemaDiff

/// A schema with where it is from.
public struct NamedSchema: Sendable {
    /// For people, without secrets.
    public var name: String
    /// The schema, with what depends on what.
    public var catalog: Catalog
    /// All roles of the server that it was read from, as SQL spells them; nil where none was.
    public var roles: Set<String>?

    /// Names a schema.
    public init(name: String, catalog: Catalog, roles: Set<String>? = nil) {
        self.name = name
        self.catalog = catalog
        self.roles = roles
    }
}

extension Workspace {
    /// Whether a path is a folder with a manifest.
    public static func isSnapshot(_ path: String) -> Bool {
        Scaffold.exists("\(path)/manifest.json")
    }

    /// Reads a schema, with what depends on what.
    ///
    /// - Parameters:
    ///   - command: whose sessions these are.
    ///   - observe: is told how long the phases of a read took.
    /// - Throws: `RunFailure` for a source that there is not; `SnapshotError`, `SessionError`, `CatalogError`,
    ///   `EphemeralServerError`, `FolderError`.
    public func readSchema(
        _ source: SchemaSource, command: String, shadow: Shadow,
        observe: @escaping @Sendable (RunEvent) -> Void = { _ in }
    ) async throws -> NamedSchema {
        switch source {
        case .live:
            let operation = try await Operation(self, command: command, observe: observe)
            let schema = try await operation.readNamedSchema()
            await operation.close()
            return schema
        case .database(let conninfo):
            let other = Workspace(
                configuration: configuration, connection: ConnectionString(conninfo))
            return try await other.readSchema(
                .live, command: command, shadow: shadow, observe: observe)
        case .snapshot(let path):
            return NamedSchema(name: path, catalog: try Snapshot(opening: path).catalog())
        case .revision(let revision):
            return try await readSnapshot(of: revision)
        case .migrations(let dir, let version):
            let folder = try readMigrations(dir, upTo: version)
            let catalog = try await readShadowCatalog(folder, edges: true, shadow: shadow)
            let words = await shadow.standInsInUse.words
            return NamedSchema(
                name: "migrations:\(dir)\(version.map { "@\($0)" } ?? "")\(words)", catalog: catalog
            )
        }
    }

    private func readMigrations(_ dir: String, upTo version: String?) throws -> Folder {
        var folder =
            dir.isEmpty || dir == configuration.dir
            ? try readFolder() : try Migrations.readFolder(dir, downPath: nil, layout: nil)
        guard let version else { return folder }
        let id = try MigrationID.find(version, in: folder.migrations.map(\.id))
        if let last = folder.migrations.firstIndex(where: { $0.id == id }) {
            folder.migrations.removeSubrange((last + 1)...)
        }
        return folder
    }

    private func readSnapshot(of revision: String) async throws -> NamedSchema {
        let path = snapshotPath("schema")
        let folder = try Scratch()
        do {
            try await extractFiles(of: revision, under: path, into: folder.path)
        } catch {
            await folder.remove()
            throw RunFailure.refusal([
                Finding(
                    rule: "no-revision", severity: .error,
                    message: "git has no \(path) at \(revision): \(error.message)",
                    remedy: "name a revision in which the snapshot is committed")
            ])
        }
        let catalog: Catalog
        do {
            catalog = try Snapshot(opening: "\(folder.path)/\(path)").catalog()
        } catch {
            await folder.remove()
            throw error
        }
        await folder.remove()
        return NamedSchema(name: "git:\(revision)", catalog: catalog)
    }

    /// Runs a plan on a copy of the schema that it is for, on a shadow server.
    ///
    /// - Parameters:
    ///   - wholly: whether the copy is of the whole schema, however large.
    ///   - observe: is told how long its phases took.
    /// - Throws: `EphemeralServerError`, `SessionError`, `CatalogError`, `ProofError`.
    public func prove(
        _ plan: ChangePlan, from: Catalog, to: Catalog, owner: String, wholly: Bool = false,
        shadow: Shadow, observe: @escaping @Sendable (RunEvent) -> Void = { _ in }
    ) async throws -> PlanProofResult {
        let start = ContinuousClock.now
        let server = try await shadow.server()
        observe(.phase("proving: the server", start.duration(to: .now)))
        let tell: @Sendable (String, Duration) -> Void = { observe(.phase("proving: \($0)", $1)) }
        let proof =
            wholly
            ? PlanProof(on: server, scope: catalogScope, largest: .max, observe: tell)
            : PlanProof(on: server, scope: catalogScope, observe: tell)
        let verdict = try await proof.prove(plan, from: from, to: to, owner: owner)
        return PlanProofResult(verdict: verdict, server: server.name)
    }
}

extension Workspace {
    /// Runs a plan on a copy whose tables have made-up rows.
    ///
    /// - Throws: `RunFailure` where no copy can be made; `EphemeralServerError`, `SessionError`, `CatalogError`.
    public func proveRows(
        _ count: Int, _ plan: ChangePlan, renames: Int, from: Catalog, start: Catalog,
        to: Catalog, owner: String, shadow: Shadow
    ) async throws -> RowVerdict {
        let server = try await shadow.server()
        do {
            return try await PlanProof(on: server, scope: catalogScope).proveRows(
                count, plan, renames: renames, from: from, start: start, to: to, owner: owner)
        } catch let error as NoCopy {
            throw RunFailure.notProvable(error)
        }
    }
}

/// What a proof came to, and on what.
public struct PlanProofResult: Sendable {
    /// What it came to.
    public var verdict: PlanVerdict
    /// The server that it ran on: `PostgreSQL 15.18`.
    public var server: String
}
