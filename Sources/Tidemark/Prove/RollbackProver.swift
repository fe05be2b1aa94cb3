import Catalog
import Configuration
import Findings
import Migrations
import PostgresSession
import Proving
import SQLText
import SchemaDiff

/// Applies, reverts and applies again, one migration after the other, each on a copy of what stands before it.
///
/// A DOWN that fails or leaves something spoils its copy and nothing else. Cost of each migration: a database copied, four
/// reads of the catalog and two runs of `pg_dump`, and for each statement of its first UP and its DOWN a round trip more.
final class RollbackProver {
    let workspace: Workspace
    let folder: Folder
    let tell: (String, Int, Int) -> Void
    /// How many rows each table has when a migration is tried with rows; 0 for no such trial.
    let rows: Int
    var databases: TrialDatabases
    /// The schemas that the migrations of the chain went through.
    var marks = SchemaMarks()
    private var made = MadeNames()
    /// The catalog of what stands before the next migration, where it is known.
    var carried: Catalog?
    var applied = 0

    /// - Parameters:
    ///   - rows: how many each table gets for a trial with rows; 0 for none.
    ///   - tell: takes what is being done.
    init(
        _ workspace: Workspace, _ folder: Folder, on databases: TrialDatabases, rows: Int,
        tell: @escaping (String, Int, Int) -> Void
    ) {
        self.workspace = workspace
        self.folder = folder
        self.databases = databases
        self.tell = tell
        self.rows = rows
    }

    /// Goes through the folder, and proves the migrations that are asked for.
    ///
    /// - Throws: `SessionError`, `CatalogError`, `ProofError`; not for a migration that fails.
    func prove(_ ids: Set<MigrationID>) async throws -> (
        proofs: [RollbackProof], chain: ChainProof?
    ) {
        var proofs: [RollbackProof] = []
        let all = folder.migrations.filter { $0.kind != .repeatable && $0.up != nil }
        let last = all.lastIndex { ids.contains($0.id) }
        let migrations = all[...(last ?? all.startIndex - 1)]
        for (index, migration) in migrations.enumerated() {
            let isAsked = ids.contains(migration.id)
            if isAsked { tell(migration.id.description, proofs.count, ids.count) }
            let failure: RunFailure?
            if isAsked {
                let proof = try await prove(migration)
                proofs.append(proof.proof)
                failure = proof.failure
            } else {
                failure = try await advance(migration)
                // What is reverted together stands one behind the other.
                marks.removeAll()
            }
            if let failure {
                let rest = migrations[(index + 1)...].map(\.id).filter(ids.contains)
                if !isAsked { proofs += [stopped(migration, failure)] }
                return (proofs + rest.map { RollbackProof($0, .notReached) }, nil)
            }
            applied += 1
        }
        return (proofs, try await proveChain())
    }

    func operation(on connection: ConnectionString) async throws -> Operation {
        try await Operation(
            workspace.workspace(on: connection, with: databases.standIns), command: "prove")
    }

    /// Applies one that nobody asked for.
    private func advance(_ migration: Migration) async throws -> RunFailure? {
        carried = nil
        let operation = try await operation(on: databases.base)
        let result = try await run { try await operation.apply(folder, only: [migration.id]) }
        await operation.close()
        read(migration)
        return result.failure
    }

    private func stopped(_ migration: Migration, _ failure: RunFailure) -> RollbackProof {
        var proof = RollbackProof(migration.id, .fails)
        proof.findings = failure.findings(of: migration, .up)
        return proof
    }

    // MARK: - One migration

    private func prove(
        _ migration: Migration
    ) async throws -> (proof: RollbackProof, failure: RunFailure?) {
        let rowTrial = try await tryWithRows(migration)
        let connection = try await copy()
        let operation = try await operation(on: connection)
        do {
            var (proof, states, failure) = try await trial(migration, operation, connection)
            proof.take(rowTrial)
            if rowTrial != nil { proof.place = placeOfDown(migration) }
            await operation.close()
            if let failure {
                try await databases.dropCopy()
                return (proof, failure)
            }
            if proof.verdict.isProven, proof.again.isEmpty {
                try await databases.keepCopy()
                carried = states.after
                noteChain(proof, states)
                return (proof, nil)
            }
            try await databases.dropCopy()
            var repaired = proof
            repaired.faults = FaultFinder(
                migration, parser: workspace.parser(for: folder), before: states.before,
                after: states.after
            ).faults(of: proof.differences, again: proof.again, dumped: proof.dumped)
            try await propose(&repaired, migration, states)
            noteChain(proof, states)
            return (repaired, try await advance(migration))
        } catch {
            await operation.close()
            throw error
        }
    }

    struct States {
        var before: Catalog
        var after: Catalog
        var reverted: Catalog?
    }

    private func trial(
        _ migration: Migration, _ operation: Operation, _ connection: ConnectionString
    ) async throws -> (RollbackProof, States, RunFailure?) {
        var proof = RollbackProof(migration.id, .exact)
        let shadow = databases.shadow
        async let dumping = shadow.dump(connection)
        let before: Catalog
        if let carried {
            before = carried
        } else {
            before = try await operation.readCatalog(edges: true)
        }
        carried = nil
        let dump = try await dumping
        let up = try await run {
            try await operation.apply(folder, only: [migration.id], tracing: true)
        }
        proof.upTraces = up.traces
        var states = States(before: before, after: before)
        if let failure = up.failure {
            proof.verdict = .fails
            proof.findings = failure.findings(of: migration, .up)
            return (proof, states, failure)
        }
        read(migration)
        proof.upDuration = up.duration
        states.after = try await operation.readCatalog(edges: true)
        let irreversible = migration.readIrreversible()
        guard migration.down != nil, irreversible == nil else {
            proof.verdict = irreversible == nil ? .noDown : .irreversible
            proof.findings = [irreversible].compactMap(\.self)
            return (proof, states, nil)
        }
        let down = try await run {
            try await operation.revert(folder, to: .count(1), tracing: true)
        }
        proof.downTraces = down.traces
        if let failure = down.failure {
            proof.verdict = .fails
            proof.findings = failure.findings(of: migration, .down)
            return (proof, states, nil)
        }
        proof.downDuration = down.duration
        async let dumpingAgain = shadow.dump(connection)
        let reverted = try await operation.readCatalog(edges: true)
        let dumpAgain = try await dumpingAgain
        states.reverted = reverted
        proof.differences = withOrigins(
            Comparison().compare(expected: before, actual: reverted), before, reverted)
        proof.verdict = RollbackVerdict(proof.differences)
        if proof.verdict == .exact || proof.verdict == .columnOrderOnly {
            proof.dumped = dump.differences(from: dumpAgain)
            if !proof.dumped.isEmpty { proof.verdict = .changed }
        }
        let again = try await run { try await operation.apply(folder, only: [migration.id]) }
        if let failure = again.failure {
            if proof.verdict.isProven { proof.verdict = .fails }
            proof.findings = failure.findings(of: migration, .up, again: true)
            return (proof, states, nil)
        }
        proof.again = Comparison().compare(
            expected: states.after, actual: try await operation.readCatalog()
        ).filter { $0.property != "columnOrder" && $0.direction != .rendering }
        if proof.verdict.isProven, !proof.again.isEmpty { proof.verdict = .changed }
        return (proof, states, nil)
    }

    /// A run, its refusals with it.
    func run(_ body: () async throws -> RunResult) async throws -> RunResult {
        do {
            let result = try await body()
            if let missing = result.failure?.missingExtension { throw missing }
            return result
        } catch let failure as RunFailure {
            var result = RunResult(direction: .up)
            result.failure = failure
            return result
        }
    }

    /// Notes what the statements of a migration make, for those who look for what it left.
    private func read(_ migration: Migration) {
        made.read(migration, parser: workspace.parser(for: folder))
    }

    /// The differences with what made them: what is left is what an UP has made.
    private func withOrigins(
        _ differences: [Difference], _ before: Catalog, _ reverted: Catalog
    ) -> [Difference] {
        let asked = differences.map { difference in
            var difference = difference
            if difference.direction == .unexpected { difference.direction = .missing }
            return difference
        }
        let names = (before.objects + reverted.objects).map(\.name)
        return zip(differences, made.withOrigins(asked, among: names)).map { difference, answer in
            var difference = difference
            difference.origin = answer.origin
            return difference
        }
    }
}
