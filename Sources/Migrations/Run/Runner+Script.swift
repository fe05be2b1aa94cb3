import Findings
import PostgresSession
import SQLText

extension Runner {
    /// Runs one script from where it stands to its end.
    func runScript(_ run: ScriptRun) async throws {
        try await resetSession(for: run)
        if run.prepared.step.progress?.isInDoubt == true { try await settleDoubt(run) }
        if run.total == 0 {
            try await record(run.event(done: 0), of: run)
            return
        }
        for segment in run.script.segments where segment.statements.upperBound > run.done {
            try await runSegment(segment, of: run)
        }
    }

    /// Gives the session the state that the script expects: a new one's, and what those of its
    /// statements have set that an earlier run or connection has done.
    ///
    /// The same round trip tells whether the run lock is still held.
    func resetSession(for run: ScriptRun) async throws {
        let answers = try await session.execute(
            SessionReset.commands(settings, directives: run.script.directives) + "; "
                + RunLock.heldQuery)
        if answers.last?.scalar != "t" { try await checkRunLock() }
        for item in run.script.statements.prefix(run.done) where item.setsSession {
            try await session.execute(item.statement.text)
        }
    }

    private func runSegment(_ segment: Segment, of run: ScriptRun) async throws {
        let range = max(segment.statements.lowerBound, run.done)..<segment.statements.upperBound
        if segment.skipped {
            try await record(run.event(done: range.upperBound), of: run)
            run.done = range.upperBound
            return
        }
        switch segment.kind {
        case .transaction:
            try await runTransaction(range, of: run, mayCommit: false)
        case .single:
            try await runTransaction(range, of: run, mayCommit: true)
        case .ownBlock:
            try await runOwnBlock(range, of: run)
        case .bare:
            try await runBare(range.lowerBound, of: run)
        }
    }

    /// Runs statements in a transaction of ours, its history in the same one.
    ///
    /// - Parameter mayCommit: a statement that ends transactions itself is run outside one instead.
    private func runTransaction(
        _ range: Range<Int>, of run: ScriptRun, mayCommit: Bool
    ) async throws {
        var refused: Int?
        try await retrying(run) {
            refused = nil
            try await self.session.execute("begin")
            do {
                try await self.send(range, of: run, leaves: .inTransaction)
            } catch let error as SessionError
                where self.needsNoTransaction(error, run)
                || (error.sqlState == "2D000" && mayCommit)
            {
                // The server knows of more than the list: give the statement a segment of its own.
                try await self.session.execute("rollback")
                run.sent -= (run.current ?? range.lowerBound) - range.lowerBound
                refused = run.current
                return
            }
            // What fails from here on fails at COMMIT, not at the last statement.
            run.current = nil
            try await self.commit(run.event(done: range.upperBound), with: "commit", of: run)
        }
        guard let refused else { return }
        if range.lowerBound < refused {
            try await runTransaction(range.lowerBound..<refused, of: run, mayCommit: mayCommit)
        }
        try await runBare(refused, of: run)
        if refused + 1 < range.upperBound {
            try await runTransaction(
                refused + 1..<range.upperBound, of: run, mayCommit: mayCommit)
        }
    }

    /// Whether the server refused a statement for being in a transaction.
    ///
    /// SET TRANSACTION after a query has the same SQLSTATE, and outside it would do nothing.
    private func needsNoTransaction(_ error: SessionError, _ run: ScriptRun) -> Bool {
        guard error.sqlState == "25001", let current = run.current else { return false }
        return run.script.statements[current].shape.command != "SET"
    }

    /// Runs a block that the file opens and closes itself; history goes in before its COMMIT.
    private func runOwnBlock(_ range: Range<Int>, of run: ScriptRun) async throws {
        let last = range.upperBound - 1
        let end = run.script.statements[last]
        try await retrying(run) {
            try await self.send(range.dropLast(), of: run, leaves: .inTransaction)
            run.current = last
            if case .rollback = end.shape.transactionControl {
                try await self.send(last, of: run, leaves: .idle)
                try await self.record(run.event(done: range.upperBound), of: run)
                run.done = range.upperBound
            } else {
                try await self.commit(
                    run.event(done: range.upperBound), with: end.statement.text, of: run)
                run.sent += 1
            }
        }
    }

    /// Writes an event and ends the transaction, in one round trip; the event's statements are done.
    ///
    /// A COMMIT that the server answers with ROLLBACK is a failure. When the connection breaks before
    /// the answer, history is read again over a new connection: it says which of the two happened.
    ///
    /// A transaction that the script made read-only takes no event: the event gets its own, after it.
    /// Nothing is lost where the two come apart, as the server keeps nothing of a read-only one.
    func commit(_ event: HistoryEvent, with end: String, of run: ScriptRun) async throws {
        if run.mentionsReadOnly, try await isReadOnly() {
            guard try await session.execute(end).last?.commandTag == "COMMIT" else {
                throw CommitRolledBack()
            }
            try await record(event, of: run)
            run.done = event.done ?? run.done
            return
        }
        do {
            let results = try await session.pipeline(
                ownership + [event.command(by: identity), Command(end)])
            guard results.last?.commandTag == "COMMIT" else { throw CommitRolledBack() }
            run.done = event.done ?? run.done
        } catch let error as SessionError where error.code == .connectionLost {
            guard try await wasCommitted(event, after: error) else { throw error }
            run.done = event.done ?? run.done
            try await resetSession(for: run)
        }
    }

    /// Whether the transaction that is open takes no writes; one round trip.
    private func isReadOnly() async throws -> Bool {
        try await session.query("select pg_catalog.current_setting('transaction_read_only')")
            .scalar == "on"
    }

    /// Adds an event in a transaction of its own; one round trip.
    ///
    /// What it says has happened already, so it is said again over a new connection when the old one
    /// broke before it was in.
    func record(_ event: HistoryEvent, of run: ScriptRun) async throws {
        do {
            try await record([event])
        } catch let error as SessionError where error.code == .connectionLost {
            if try await !wasCommitted(event, after: error) { try await record([event]) }
            run.done = event.done ?? run.done
            try await resetSession(for: run)
        }
    }

    /// Adds events in a transaction of their own; one round trip.
    private func record(_ events: [HistoryEvent]) async throws {
        _ = try await session.pipeline(
            [Command(Self.beginRecord)] + ownership + events.map { $0.command(by: identity) }
                + [Command("commit")])
    }

    /// How a transaction for history alone begins: a script may have made read-only the default.
    static let beginRecord = "begin read write"

    /// Adds decisions to history, in one transaction.
    ///
    /// - Throws: `SessionError`.
    package func append(_ events: [HistoryEvent]) async throws {
        try await record(events)
    }

    /// Adds an event to the transaction that is open; one round trip.
    func add(_ event: HistoryEvent) async throws {
        _ = try await session.pipeline(ownership + [event.command(by: identity)])
    }

    /// History belongs to the login role, or to the configured one, whatever role a script has set.
    private var ownership: [Command] {
        var commands = [Command("set local session authorization default")]
        if let role = settings.role {
            commands.append(Command("set local role \(quoteIdentifier(role))"))
        }
        return commands
    }

    /// Sees to it that the run lock is still held, and takes it again where a script released it.
    func checkRunLock() async throws {
        let lock = RunLock(session: session)
        guard try await !lock.isHeld() else { return }
        guard try await !lock.tryOnce() else { return }
        throw RunFailure(
            code: .lockNotObtained,
            findings: [
                Finding(
                    rule: "run-lock-lost", severity: .error,
                    message: "a script released the run lock and another run has taken it")
            ],
            databaseState: "what was applied before stays applied", next: "tidemark status")
    }
}

/// A signal was raised between two statements.
struct Interrupted: Error {}

/// The server answered COMMIT with ROLLBACK.
struct CommitRolledBack: Error {}

extension ScriptStatement {
    /// Whether it sets something for the rest of the session, so that a resumed script needs it again.
    var setsSession: Bool {
        guard ["SET", "RESET", "SELECT"].contains(shape.command) else { return false }
        let words = tokens(of: statement.text).prefix(4).map { $0.text.lowercased() }
        switch words.first {
        case "set":
            let scoped = ["local", "constraints", "transaction"]
            return words.count > 1 && !scoped.contains(words[1])
        case "reset": return true
        case "select": return words.contains("set_config")
        default: return false
        }
    }
}
