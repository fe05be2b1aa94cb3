public import Findings
import Catalog
import Migrations
import PostgresSession
public import Proving
import SchemaDiff

/// What came of applying and reverting a migration on tables that have rows.
public struct RowTrial: Sendable {
    /// The rows that were there.
    public var seeded: SeededRows
    /// Why the UP does not take them.
    public var upFindings: [Finding] = []
    /// Why the DOWN does not take them.
    public var downFindings: [Finding] = []
    /// What is not there any more after UP and DOWN.
    public var losses: [RowLoss] = []
    /// The statement that takes away the first of it.
    public var place: Location?
}

extension RollbackProver {
    /// Fills the tables of a copy, applies and reverts.
    ///
    /// - Returns: nil where no rows were asked for.
    /// - Throws: `SessionError`; not for a migration that fails.
    func tryWithRows(_ migration: Migration) async throws -> RowTrial? {
        guard rows > 0 else { return nil }
        let connection = try await copy()
        let session = try await Session.connect(to: connection)
        var trial = RowTrial(seeded: try await seed(over: session))
        let before = try await RowImage.read(over: session)
        let operation = try await operation(on: connection)
        let up = try await run { try await operation.apply(folder, only: [migration.id]) }
        if let failure = up.failure {
            trial.upFindings = failure.findings
        } else if migration.down != nil {
            let down = try await run { try await operation.revert(folder, to: .count(1)) }
            if let failure = down.failure {
                trial.downFindings = failure.findings
            } else {
                trial.losses = before.losses(in: try await RowImage.read(over: session))
                trial.place = trial.losses.first.flatMap { place(of: $0, migration) }
            }
        }
        await operation.close()
        await session.close()
        try await databases.dropCopy()
        return trial
    }
}

extension RollbackProver {
    /// The statement of the UP, or else of the DOWN, that drops it or else acts on it.
    fileprivate func place(of loss: RowLoss, _ migration: Migration) -> Location? {
        let column = loss.column.map { PartName(.column, $0) }
        let table = ElementName(ObjectName(.table, loss.table))
        let element = ElementName(table.object, column)
        let scripts = [migration.up, migration.down].compactMap(\.self).map {
            ReadScript($0, workspace.parser(for: folder))
        }
        let questions: [(ScriptNames) -> ScriptNames.Place?] = [
            { $0.dropping(element) }, { $0.dropping(table) },
            { $0.touching(element, isActing: true) },
        ]
        for question in questions {
            for script in scripts {
                if let place = question(script.names) { return script.location(place)?.location }
            }
        }
        return nil
    }

    fileprivate func seed(over session: Session) async throws -> SeededRows {
        do {
            return try await RowSeeder.seed(rows, over: session)
        } catch let error where error.sqlState == "42501" {
            throw NoCopy(
                reason: "rows are made by a superuser, and the shadow was given to another user",
                remedy: "name a superuser, or leave out --shadow or --with-data")
        }
    }
}

extension RollbackProof {
    /// Takes over what came of it with rows; a DOWN that they keep from running undoes nothing.
    mutating func take(_ trial: RowTrial?) {
        rowTrial = trial
        guard let trial, !trial.downFindings.isEmpty, verdict != .fails, verdict != .irreversible
        else { return }
        verdict = .fails
        findings = trial.downFindings.map { finding in
            var finding = finding
            finding.message = "with rows in its tables: \(finding.message)"
            return finding
        }
    }

    /// What rows have shown, but for a DOWN that fails.
    var rowFindings: [Finding] {
        guard let rowTrial, verdict != .notReached else { return [] }
        // What fails without rows too is said already.
        let refused = (upDuration == nil ? [] : rowTrial.upFindings).map { finding in
            var finding = finding
            finding.rule = "rows-refused"
            finding.severity = .warning
            finding.message =
                "\(id): the UP does not take rows that were made up: \(finding.message)"
            return finding
        }
        guard !rowTrial.losses.isEmpty, verdict != .irreversible else { return refused }
        return refused + [
            Finding(
                rule: "rollback-loses-rows", severity: .warning,
                message: "\(id): UP and DOWN lose what was in the tables",
                location: rowTrial.place ?? place,
                evidence: rowTrial.losses.map(\.description),
                remedy:
                    "keep it where the DOWN finds it, or say in the UP: -- tidemark: irreversible REASON"
            )
        ]
    }
}
