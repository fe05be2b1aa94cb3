import Findings
import PostgresSession
import SQLText

extension Runner {
    /// Turns an error into a failure that names the place, the state and the next command, and writes
    /// it to history where that is still possible.
    func failure(_ error: any Error, in run: ScriptRun) async -> RunFailure {
        var failure = describe(error, in: run)
        failure.signal = interruption.signal
        failure.leftPartial = leftPartial(run, error)
        failure.databaseState = state(of: run, after: error)
        let together = settings.singleTransaction ? " --single-transaction" : ""
        let verb = run.prepared.step.direction == .up ? "up\(together)" : "down"
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
        // Without the lock, or without knowing what is done, an event would contradict others.
        if failure.code != .connectionLost, !(error is RunFailure), !(error is TransactionEnded),
            !run.isFinished
        {
            await recordFailure(failure, of: run)
        }
        return failure
    }

    private func leftPartial(_ run: ScriptRun, _ error: any Error) -> Bool {
        if (error as? RunFailure)?.code == .refused || run.isFinished { return false }
        return run.done > 0 || run.isInDoubt || run.mayHaveCommitted || error is OutcomeUnknown
            || error is TransactionEnded
    }

    private func recordFailure(_ failure: RunFailure, of run: ScriptRun) async {
        interruption.acknowledge()
        var event = run.event(failure.code == .interrupted ? .interrupt : .fail)
        event.error = ErrorText.json(failure)
        // History is a record of the failure, not a condition for reporting it.
        try? await rollBack()
        try? await append([event])
    }

    func describe(_ error: any Error, in run: ScriptRun) -> RunFailure {
        let location = place(of: run)
        if let failure = error as? RunFailure { return failure }
        if let signal = interruption.signal, isInterruption(error) {
            var failure = RunFailure(
                code: .interrupted,
                findings: [
                    Finding(
                        rule: "interrupted", severity: .error,
                        message: "stopped by \(signalName(signal)) while running \(run.id)",
                        location: location)
                ],
                migration: run.id, failedStatement: failedStatement(run, nil), databaseState: "")
            failure.signal = signal
            return failure
        }
        if let unknown = error as? OutcomeUnknown {
            return RunFailure(
                code: .connectionLost,
                findings: [
                    Finding(
                        rule: "outcome-unknown", severity: .error,
                        message:
                            "the connection was lost at the COMMIT of \(run.id), and the server "
                            + "could not be asked which way it went: \(unknown.reason)",
                        location: location)
                ],
                migration: run.id, databaseState: "")
        }
        if error is TransactionEnded {
            return RunFailure(
                code: .failed,
                findings: [
                    Finding(
                        rule: "transaction-ended", severity: .error,
                        message: "the statement began or ended a transaction, which history cannot "
                            + "follow",
                        location: location,
                        remedy: "look at the schema; then record what is done: tidemark repair")
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
                        message:
                            "the connection was lost while running \(run.id): \(error.message)",
                        location: place(of: run))
                ],
                migration: run.id, failedStatement: failedStatement(run, nil), databaseState: "")
        }
        if let failure = withoutRole(server, in: run) { return failure }
        var position: SourcePosition?
        if let current = run.current, let character = server.position {
            position = run.script.position(ofCharacter: character, in: current)
        } else if let current = run.current, run.script.statements[current].copy == nil {
            position = run.script.positionInBody(of: server, upTo: current)
        }
        let isLock =
            server.sqlState == SQLState.lockNotAvailable
            || server.sqlState == SQLState.deadlockDetected
        var location = place(of: run)
        if let position {
            location.line = position.line
            location.column = position.column
        } else if let current = run.current, let block = run.script.statements[current].copy,
            let line = server.lineOfCopy
        {
            location.line = block.start.line + line - 1
            location.column = 1
        }
        let finding =
            isLock
            ? lockFinding(server, run, at: location)
            : Finding(
                rule: "statement-failed", severity: .error, message: server.message,
                location: location,
                remedy: remedy(for: server, in: run) ?? oddCharacter(at: server, in: run))
        var failure = RunFailure(
            code: isLock ? .lockNotObtained : .failed, findings: [finding], migration: run.id,
            failedStatement: failedStatement(run, position), server: server, databaseState: "")
        if isLock { failure.lockHolders = run.lockHolders }
        return failure
    }

    /// The failure to become the configured role, which is no fault of the script.
    private func withoutRole(_ server: ServerError, in run: ScriptRun) -> RunFailure? {
        guard let role = settings.role, run.current == nil, run.sent == 0,
            ["22023", "42501"].contains(server.sqlState)
        else { return nil }
        return RunFailure(
            code: .unusable,
            findings: [
                Finding(
                    rule: "role", severity: .error, message: server.message,
                    remedy: "correct role: or --role, or let this user be it: grant \(role) to …")
            ],
            migration: run.id, server: server, databaseState: "",
            next: "tidemark doctor")
    }

    /// Remedies for what migrations run into most and the server gives no hint for.
    private func remedy(for server: ServerError, in run: ScriptRun) -> String? {
        let shape = run.current.map { run.script.statements[$0].shape }
        var isConcurrently = false
        if case .forbidden = shape?.transactionRule {
            isConcurrently = shape?.isConcurrently == true
        }
        if let table = ToolTable.missing(in: server, layout: layout) {
            return "it is the history table of the folder's own tool, which no migration makes: "
                + table.definition
        }
        return switch server.sqlState {
        case "42601" where server.message.hasSuffix("in FROM must have an alias"):
            "PostgreSQL 16 and later take it without one: migrate such a server, or add the alias"
        case "42704" where server.message.contains("_not_null\" for table"):
            "NOT NULL constraints have names from PostgreSQL 18 on: migrate such a server"
        case "2D000":
            "a procedure that commits runs outside a transaction: -- tidemark: transaction none"
        case "55P04" where settings.singleTransaction:
            "a new enum value is usable after COMMIT: run without --single-transaction"
        case "55P04":
            "a new enum value is usable after COMMIT: move its use into the next migration"
        case "25006" where run.mentionsReadOnly:
            "the script itself makes the transaction read-only, if the server is no standby"
        case "25006": "connect to the primary server, with a user that may write"
        case "40001": "others write what it reads: run it when they pause"
        case "57014" where isConcurrently && server.message.contains("statement timeout"):
            "allow more time: --concurrently-statement-timeout 2h"
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
        let start = run.script.statements[current].shown.codeStart
        return Location(file: run.script.script.path, line: start.line, column: start.column)
    }

    private func failedStatement(
        _ run: ScriptRun, _ position: SourcePosition?
    ) -> RunFailure.FailedStatement? {
        guard let current = run.current else { return nil }
        return RunFailure.FailedStatement(
            statement: run.script.statements[current].shown, path: run.script.script.path,
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
        let done =
            switch run.done {
            case run.total where run.isFinished: "\(run.id) is \(verb)"
            case 0 where run.mayHaveCommitted:
                "what statement 1 of \(run.id) committed itself stays, the rest is not \(verb)"
            case 0: "nothing of \(run.id) is \(verb)"
            case 1: "statement 1 of \(run.total) of \(run.id) is \(verb), the rest is not"
            default:
                "statements 1 to \(run.done) of \(run.total) of \(run.id) are \(verb), the rest is not"
            }
        let session = error as? SessionError
        let isLost = session?.code == .connectionLost || error is OutcomeUnknown
        if run.isInDoubt, isLost || (error as? RunFailure)?.code == .refused {
            let sure = run.done > 0 ? "\(done); " : ""
            return
                "\(sure)statement \(run.done + 1) of \(run.id) was started outside a transaction, "
                + "and whether it took effect is not known yet\(before)"
        }
        if error is TransactionEnded {
            return "statements of \(run.id) may be \(verb) that history does not count\(before)"
        }
        if error is OutcomeUnknown {
            return "\(done), unless its last COMMIT went through\(before)"
        }
        if isLost {
            return "\(done): the server rolls back what was not committed\(before)"
        }
        return done + before
    }
}

extension ServerError {
    /// The line of the data that a COPY failed at, as its context says (`COPY t, line 3, column c`).
    fileprivate var lineOfCopy: Int? {
        guard let context, context.hasPrefix("COPY ") else { return nil }
        let words = context.prefix { $0 != "\n" }.split { $0 == " " || $0 == "," || $0 == ":" }
        guard let word = words.firstIndex(of: "line"), word + 1 < words.count else { return nil }
        return Int(words[word + 1])
    }
}
