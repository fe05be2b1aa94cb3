import Proving
import Catalog
import Findings
import Migrations
import PostgresSession
import SchemaDiff

/// What a DOWN lacks.
extension RollbackProver {
    /// Plans what a DOWN lacks, and runs it after the DOWN on another copy.
    func propose(
        _ proof: inout RollbackProof, _ migration: Migration, _ states: States
    ) async throws {
        proof.place = placeOfDown(migration)
        if proof.verdict == .noDown {
            proof.downPath = WrittenDown.path(for: migration, folder, workspace)
        }
        let from = proof.hasNoEnd ? states.after : states.reverted
        // What rows keep from running is not mended by the difference of two schemas.
        guard var from, proof.verdict != .irreversible,
            proof.rowTrial?.downFindings.isEmpty ?? true
        else { return }
        if let renamed = try await takeBackNames(proof, migration, from: from, to: states.before) {
            proof.missing = renamed.statements
            from = renamed.catalog
        }
        let owner = Creation.mostFrequentOwner(of: states.after)
        do throws(PlanError) {
            proof.missing += try Planner(owner: owner).plan(from: from, to: states.before)
                .statements
        } catch {
            proof.missing = []
            proof.obstacles = error.reasons.map { "\($0.element): \($0.reason)" }
            return
        }
        for object in from.objects where object.name.kind == .role {
            let name = object.name.identity
            // A role that was on the server before is for no DOWN to drop.
            guard states.before[object.name] == nil, try await !databases.hasRole(name) else {
                continue
            }
            proof.missing.append(
                PlannedStatement(ElementName(object.name), "DROP ROLE \(name)"))
        }
        guard !proof.missing.isEmpty else {
            if proof.verdict == .noDown {
                proof.obstacles = ["the UP changes nothing of the schema, and rows are not seen"]
            }
            return
        }
        let operation = try await operation(on: try await copy())
        proof.obstacles = try await obstacles(to: proof, migration, operation, states.before)
        await operation.close()
        try await databases.dropCopy()
        proof.isMissingProven = proof.obstacles.isEmpty
    }

    /// What the UP has renamed, taken back on a copy; nil where that is nothing, or does not run.
    private func takeBackNames(
        _ proof: RollbackProof, _ migration: Migration, from: Catalog, to before: Catalog
    ) async throws -> (statements: [PlannedStatement], catalog: Catalog)? {
        guard let up = migration.up, let script = try? workspace.parser(for: folder).parse(up)
        else { return nil }
        let statements = Renaming.takingBack(
            script.statements.map(\.statement), from: from, to: before)
        guard !statements.isEmpty else { return nil }
        let operation = try await operation(on: try await copy())
        var catalog: Catalog?
        if try await goThere(proof, migration, operation) {
            do {
                try await execute(statements, on: operation)
                catalog = try await operation.readCatalog(edges: true)
            } catch let error as SessionError where error.server != nil {
                catalog = nil
            }
        }
        await operation.close()
        try await databases.dropCopy()
        return catalog.map { (statements, $0) }
    }

    /// Applies, and reverts as far as the DOWN does.
    private func goThere(
        _ proof: RollbackProof, _ migration: Migration, _ operation: Operation
    ) async throws -> Bool {
        let up = try await run { try await operation.apply(folder, only: [migration.id]) }
        guard up.failure == nil, !proof.hasNoEnd else { return up.failure == nil }
        return try await run { try await operation.revert(folder, to: .count(1)) }.failure == nil
    }

    /// Why the statements that are missing do not undo the rest; empty where they do.
    private func obstacles(
        to proof: RollbackProof, _ migration: Migration, _ operation: Operation, _ before: Catalog
    ) async throws -> [String] {
        guard try await goThere(proof, migration, operation) else {
            return ["it did not run a second time"]
        }
        do {
            try await execute(proof.missing, on: operation)
        } catch {
            guard let server = error.server else { throw error }
            return [server.message]
        }
        let left = Comparison().compare(
            expected: before, actual: try await operation.readCatalog())
        return left.counted.map(\.summary)
    }

    /// Runs statements of a plan as that expects it.
    func execute(
        _ statements: [PlannedStatement], on operation: Operation
    ) async throws(SessionError) {
        try await operation.session.execute(
            "set check_function_bodies = off; set search_path = ''")
        for statement in statements {
            try await operation.session.execute(
                databases.standIns.replacement(of: statement.sql) ?? statement.sql)
        }
        try await operation.session.execute("reset all; reset session authorization")
    }

    /// The line of the DOWN that its end is in; the UP where there is no DOWN.
    func placeOfDown(_ migration: Migration) -> Location? {
        let parser = workspace.parser(for: folder)
        guard let down = migration.down else {
            return migration.up.map { ReadScript($0, parser).start }
        }
        return ReadScript(down, parser).end
    }
}

extension RollbackProof {
    /// Whether no DOWN has come to its end.
    fileprivate var hasNoEnd: Bool { verdict == .fails || verdict == .noDown }
}
