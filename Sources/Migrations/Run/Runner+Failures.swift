import Findings
import PostgresSession
import SQLText

extension Runner {
    /// Turns an error into a failure that names the place, the state and the next command, and writes
    /// it to history where that is still possible.
    func failure(_ error: any Error, in run: ScriptRun) async -> RunFailure {
        var failure = describe(error, in: run)
        failure.signal = interruption.signal
        failure.leftPartial = run.done > 0
        failure.databaseState = state(of: run, after: error)
        let verb = run.prepared.step.direction == .up ? "up" : "down"
        if failure.next == nil {
            failure.next =
                run.done > 0
                ? "correct the script after statement \(run.done), then: tidemark \(verb)"
                : "correct \(run.script.script.path), then: tidemark \(verb)"
            if failure.code == .interrupted || failure.code == .lockNotObtained {
                failure.next = "tidemark \(verb)"
            }
            if failure.code == .connectionLost { failure.next = "tidemark status" }
        }
        if failure.code != .connectionLost, failure.code != .refused {
            await recordFailure(failure, of: run)
        }
        return failure
    }

    private func recordFailure(_ failure: RunFailure, of run: ScriptRun) async {
        interruption.acknowledge()
        var event = run.event(failure.code == .interrupted ? .interrupt : .fail)
        event.error = ErrorText.json(failure)
        // History is a record of the failure, not a condition for reporting it.
        try? await rollBack()
        try? await record([event])
    }

    func describe(_ error: any Error, in run: ScriptRun) -> RunFailure {
        let location = place(of: run)
        if let failure = error as? RunFailure { return failure }
        if let signal = interruption.signal, isInterruption(error) {
            return RunFailure(
                code: .interrupted,
                findings: [
                    Finding(
                        rule: "interrupted", severity: .error,
                        message: "stopped by \(signal == 15 ? "SIGTERM" : "SIGINT") while running "
                            + "\(run.id)",
                        location: location)
                ],
                migration: run.id, failedStatement: failedStatement(run, nil), databaseState: "")
        }
        if error is CommitRolledBack {
            return RunFailure(
                code: .failed,
                findings: [
                    Finding(
                        rule: "commit-rolled-back", severity: .error,
                        message: "the server answered COMMIT with ROLLBACK: an error inside "
                            + "\(run.id) had aborted the transaction",
                        location: location)
                ],
                migration: run.id, databaseState: "")
        }
        if let file = error as? FileError {
            return RunFailure(
                code: .failed,
                findings: [
                    Finding(
                        rule: "unreadable-file", severity: .error,
                        message: "the file cannot be read: \(file.reason)", location: location)
                ],
                migration: run.id, databaseState: "")
        }
        guard let session = error as? SessionError else {
            return RunFailure(
                code: .failed,
                findings: [
                    Finding(
                        rule: "statement-failed", severity: .error, message: "\(error)",
                        location: location)
                ],
                migration: run.id, databaseState: "")
        }
        return describe(session, in: run)
    }

    private func describe(_ error: SessionError, in run: ScriptRun) -> RunFailure {
        guard let server = error.server, error.code != .connectionLost else {
            return RunFailure(
                code: .connectionLost,
                findings: [
                    Finding(
                        rule: "connection-lost", severity: .error,
                        message: "the connection was lost while running \(run.id): \(error.message)",
                        location: place(of: run))
                ],
                migration: run.id, failedStatement: failedStatement(run, nil), databaseState: "")
        }
        var position: SourcePosition?
        if let current = run.current, let character = server.position {
            position = run.script.statements[current].statement.position(ofCharacter: character)
        }
        let isLock = server.sqlState == "55P03" || server.sqlState == "40P01"
        var location = place(of: run)
        if let position {
            location.line = position.line
            location.column = position.column
        }
        return RunFailure(
            code: isLock ? .lockNotObtained : .failed,
            findings: [
                Finding(
                    rule: isLock ? "lock-not-obtained" : "statement-failed", severity: .error,
                    message: server.message, location: location, remedy: remedy(for: server))
            ],
            migration: run.id, failedStatement: failedStatement(run, position), server: server,
            databaseState: "")
    }

    /// Remedies for what migrations run into most and the server gives no hint for.
    private func remedy(for server: ServerError) -> String? {
        switch server.sqlState {
        case "2D000":
            "a procedure that commits runs outside a transaction: -- tidemark: transaction none"
        case "55P04":
            "a new enum value is usable after COMMIT: move its use into the next migration"
        case "25006": "connect to the primary server, with a user that may write"
        case "55P03", "40P01": "find the holder: tidemark doctor; allow more: --lock-timeout 30s"
        case "57014" where server.message.contains("statement timeout"):
            "allow more time: -- tidemark: statement-timeout 10min"
        default: nil
        }
    }

    private func isInterruption(_ error: any Error) -> Bool {
        if error is Interrupted || error is CancellationError { return true }
        guard let session = error as? SessionError else { return false }
        return session.code == .cancelled || session.sqlState == "57014"
            || session.code == .connectionLost || session.sqlState == "55P03"
    }

    private func place(of run: ScriptRun) -> Location {
        guard let current = run.current else { return Location(file: run.script.script.path) }
        let start = run.script.statements[current].statement.codeStart
        return Location(file: run.script.script.path, line: start.line, column: start.column)
    }

    private func failedStatement(
        _ run: ScriptRun, _ position: SourcePosition?
    ) -> RunFailure.FailedStatement? {
        guard let current = run.current else { return nil }
        return RunFailure.FailedStatement(
            statement: run.script.statements[current].statement, path: run.script.script.path,
            number: current + 1, position: position)
    }

    private func state(of run: ScriptRun, after error: any Error) -> String {
        let verb = run.prepared.step.direction == .up ? "applied" : "reverted"
        var before = ""
        if !outcomes.isEmpty {
            let names = outcomes.suffix(5).map(\.id.description).joined(separator: ", ")
            let more = outcomes.count > 5 ? "\(outcomes.count - 5) more and " : ""
            before = "; \(more)\(names) \(outcomes.count == 1 ? "is" : "are") \(verb)"
        }
        if let session = error as? SessionError, session.code == .connectionLost, run.done == 0 {
            return "the server rolls back what was not committed: nothing of \(run.id) is \(verb), "
                + "unless the connection broke at its COMMIT\(before)"
        }
        guard run.done > 0 else { return "nothing of \(run.id) is \(verb)\(before)" }
        return "statements 1 to \(run.done) of \(run.total) of \(run.id) are \(verb), the rest is "
            + "not\(before)"
    }
}
