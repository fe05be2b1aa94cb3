package import Findings
import PostgresSession
import SQLText

extension Runner {
    /// Runs a verify script in one transaction, whatever transaction control it has, and rolls back.
    ///
    /// Takes the locks that its statements take, until the rollback. Round trips: three, and one per statement.
    ///
    /// - Returns: why the script says no; nil when every statement ran.
    /// - Throws: `RunFailure` when the session is lost or the run is interrupted.
    package func verify(_ script: ParsedScript, of id: MigrationID) async throws -> Finding? {
        interruption.watch(session)
        defer { interruption.watch(nil) }
        let step = PlanStep(
            id: id, direction: .up, script: script.script, isOutOfOrder: false)
        let run = ScriptRun(
            PreparedStep(step: step, script: script, findings: []), layout: layout)
        do {
            try await session.execute("begin")
            try await session.execute(
                SessionReset.commands(settings, directives: script.directives))
            for (index, item) in script.statements.enumerated() {
                if item.shape.transactionControl?.endsOrBeginsTransaction == true { continue }
                try await send(index, of: run, leaves: .inTransaction)
            }
            try await session.execute("rollback")
            return nil
        } catch {
            var failure = describe(error, in: run)
            failure.databaseState = "everything was rolled back"
            guard failure.code == .failed, var finding = failure.findings.first else {
                throw failure
            }
            try await rollBack()
            if finding.evidence.isEmpty, let index = run.current {
                let place = script.statements[index].shown.codeStart
                let line = finding.location?.line ?? place.line
                let column = finding.location?.column ?? place.column
                finding.evidence = SourceLine.read(
                    script.script,
                    at: SourcePosition(offset: place.offset, line: line, column: column))
            }
            finding.rule = "verify-failed"
            finding.message = "the verify script of \(id) says no: \(finding.message)"
            if finding.remedy == nil { finding.remedy = "look at what it asks for" }
            return finding
        }
    }
}
