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
    /// The extensions for which something else stood in.
    public var standIns = StandIns.none

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
        var databases = try await TrialDatabases(on: server)
        do {
            let last = folder.migrations.lastIndex { ids.contains($0.id) }
            databases.standIns = try await standIns(
                for: folder.migrations[...(last ?? folder.migrations.startIndex - 1)], folder,
                on: server, databases.admin,
                and: base.map { WantedExtension.all(of: $0.catalog) } ?? [])
            databases.runner = configuration.role
            let connection = try await databases.makeBase()
            try await workspace(on: connection, with: databases.standIns)
                .prepareShadow(server, databases.standIns, databases.admin, base: base?.catalog)
            let prover = RollbackProver(self, folder, on: databases, rows: rows, tell: tell)
            let (proofs, chain) = try await prover.prove(ids)
            await databases.close()
            return ProveOutcome(
                proofs: proofs, chain: chain, server: server.name,
                base: base.map { "a copy of \($0.name)" } ?? "an empty database",
                standIns: databases.standIns)
        } catch let error as NoCopy {
            await databases.close()
            throw RunFailure.notProvable(error)
        } catch {
            await databases.close()
            throw error
        }
    }
}

extension RunFailure {
    /// Why a statement could not run on a shadow server that lacks an extension; nil where that is not why.
    var missingExtension: NoCopy? {
        guard let message = server?.message,
            let name = message.firstMatch(of: /^extension "(.+)" is not available/)?.1
                // Before PostgreSQL 15.
                ?? message.firstMatch(
                    of: /^could not open extension control file ".*\/(.+)\.control"/)?.1
        else { return nil }
        return .missing(extension: String(name))
    }

    /// A copy of a schema cannot be made on the shadow server.
    static func notProvable(_ error: NoCopy) -> RunFailure {
        RunFailure.refusal([
            Finding(
                rule: "not-provable", severity: .error,
                message: "not provable here: \(error.reason)",
                remedy: error.remedy
                    ?? "install what it names; or build by migrations alone: --from migrations")
        ])
    }
}
