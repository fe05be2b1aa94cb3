import Catalog
import Configuration
import Findings
public import Migrations
import PostgresSession
public import Proving
import SQLText
import SchemaDiff

/// What came of `prove`.
public struct ProveOutcome: Sendable {
    /// The migrations that were asked for, in the order of the folder.
    public var proofs: [RollbackProof]
    /// What came of several of them one after the other; nil where fewer than two can be reverted.
    public var chain: ChainProof?
    /// The server on which they were tried: `PostgreSQL 15.18`.
    public var server: String
    /// What was before the first, in words.
    public var base: String
    /// What the database that they are meant for has of the relations that somebody will wait for, and who is in the way.
    public var targets: [TargetRelation] = []

    /// Nothing was asked for.
    public static let nothing = ProveOutcome(proofs: [], chain: nil, server: "", base: "")

    /// Whether a release may count on every DOWN.
    public var isProven: Bool {
        proofs.allSatisfy(\.verdict.isProven) && chain?.verdict.isProven != false
    }
}

extension Workspace {
    /// Applies, reverts and applies again on a shadow server, one migration after the other and then all together.
    ///
    /// - Parameters:
    ///   - folder: the migrations that are run, those before the ones that are asked for included.
    ///   - ids: those that are asked for.
    ///   - base: what is there before the first, with edges, and its name; nil where the folder builds everything.
    ///   - rows: how many rows each table gets when a migration is tried once more with rows; 0 for no such trial.
    ///   - tell: takes what is being done.
    /// - Throws: `RunFailure` where no copy of `base` can be made; `EphemeralServerError`, `SessionError`, `CatalogError`,
    ///   `ProofError`. Not for a migration that fails.
    public func prove(
        _ folder: Folder, _ ids: Set<MigrationID>, base: NamedSchema?,
        shadow: Shadow, rows: Int = 0,
        tell: @escaping (_ item: String, _ done: Int, _ total: Int) -> Void
    ) async throws -> ProveOutcome {
        let server = try await shadow.server()
        let databases = try await TrialDatabases(on: server)
        do {
            try await databases.makeBase()
            try await prepare(databases.base, base?.catalog)
            let prover = RollbackProver(self, folder, on: databases, rows: rows, tell: tell)
            let (proofs, chain) = try await prover.prove(ids)
            await databases.close()
            return ProveOutcome(
                proofs: proofs, chain: chain, server: server.name,
                base: base.map { "a copy of \($0.name)" } ?? "an empty database")
        } catch let error as NoCopy {
            await databases.close()
            throw RunFailure.notProvable(error.reason)
        } catch {
            await databases.close()
            throw error
        }
    }

    /// Makes what is there before the first migration: what stands in for the platform, the role, and the schema.
    private func prepare(
        _ connection: ConnectionString, _ base: Catalog?
    ) async throws {
        let session = try await Session.connect(to: connection)
        do {
            if configuration.shim == .supabase { try await installShim(.supabase, into: session) }
            if let base {
                let copy = SchemaCopy(scope: catalogScope)
                let owner = Creation.mostFrequentOwner(of: base)
                try await copy.makeRoles(of: [base], owner: owner, on: session)
                try await copy.fill(connection, with: base, owner: owner)
            }
            if let role = configuration.role {
                let name = quoteIdentifier(role)
                let known = try await session.query(
                    "select 1 from pg_catalog.pg_roles where rolname = $1", [role])
                if known.rows.isEmpty { try await session.execute("create role \(name)") }
                try await session.execute("grant create on schema public to \(name)")
            }
        } catch {
            await session.close()
            throw error
        }
        await session.close()
    }
}

extension RunFailure {
    /// A copy of a schema cannot be made on the shadow server.
    static func notProvable(_ reason: String) -> RunFailure {
        RunFailure.refusal([
            Finding(
                rule: "not-provable", severity: .error,
                message: "a copy of the schema cannot be made here: \(reason)",
                remedy: "install what it names; or build by migrations alone: --from migrations")
        ])
    }
}
