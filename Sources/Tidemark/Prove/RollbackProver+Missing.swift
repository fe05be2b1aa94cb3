import Proving
import Catalog
import Findings
import Migrations
import PostgresSession
import SQLText
import SchemaDiff

/// What a DOWN lacks.
extension RollbackProver {
    /// Plans what a DOWN lacks, and runs it after the DOWN on another copy.
    func propose(
        _ proof: inout RollbackProof, _ migration: Migration, _ states: States
    ) async throws {
        proof.place = placeOfDown(migration)
        let from =
            proof.verdict == .fails || proof.verdict == .noDown ? states.after : states.reverted
        // What rows keep from running is not mended by the difference of two schemas.
        guard let from, proof.verdict != .irreversible,
            proof.rowTrial?.downFindings.isEmpty ?? true
        else { return }
        let owner = Creation.mostFrequentOwner(of: states.after)
        guard let plan = try? Planner(owner: owner).plan(from: from, to: states.before) else {
            return
        }
        proof.missing = plan.statements
        guard !plan.statements.isEmpty else { return }
        let connection = try await databases.copy()
        let operation = try await operation(on: connection)
        let isProven = try await runsBack(plan, proof, migration, operation, to: states.before)
        await operation.close()
        try await databases.dropCopy()
        proof.isMissingProven = isProven
    }

    func runsBack(
        _ plan: ChangePlan, _ proof: RollbackProof, _ migration: Migration, _ operation: Operation,
        to before: Catalog
    ) async throws -> Bool {
        let up = try await run { try await operation.apply(folder, only: [migration.id]) }
        guard up.failure == nil else { return false }
        if proof.verdict != .fails, proof.verdict != .noDown {
            let down = try await run { try await operation.revert(folder, to: .count(1)) }
            guard down.failure == nil else { return false }
        }
        do {
            try await operation.session.execute(
                "set check_function_bodies = off; set search_path = ''")
            for statement in plan.statements {
                try await operation.session.execute(
                    databases.standIns.replacement(of: statement.sql) ?? statement.sql)
            }
            try await operation.session.execute("reset all; reset session authorization")
        } catch {
            guard error.server != nil else { throw error }
            return false
        }
        let left = Comparison().compare(
            expected: before, actual: try await operation.readCatalog())
        return RollbackVerdict(left).isProven
    }

    /// The DOWN with its last line; the UP where there is no DOWN.
    func placeOfDown(_ migration: Migration) -> Location? {
        guard let down = migration.down else {
            return migration.up.map { Location(file: $0.path) }
        }
        let script = try? workspace.parser(for: folder).parse(down)
        guard let last = script?.statements.last?.shown else { return Location(file: down.path) }
        let lines = last.text.split(separator: "\n", omittingEmptySubsequences: false).count
        return Location(file: down.path, line: last.codeStart.line + max(0, lines - 1))
    }
}
