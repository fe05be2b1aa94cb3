import Findings
import PostgresSession
import SQLText

extension Runner {
    /// Runs one script from where it stands to its end.
    func runScript(_ run: ScriptRun) async throws {
        try await session.execute(
            SessionReset.commands(settings, directives: run.script.directives))
        try await checkRunLock()
        if run.prepared.step.progress?.isInDoubt == true { try await settleDoubt(run) }
        if run.total == 0 {
            try await record([run.event(done: 0)])
            return
        }
        for segment in run.script.segments where segment.statements.upperBound > run.done {
            try await runSegment(segment, of: run)
        }
    }

    private func runSegment(_ segment: Segment, of run: ScriptRun) async throws {
        let range = max(segment.statements.lowerBound, run.done)..<segment.statements.upperBound
        if segment.skipped {
            try await record([run.event(done: range.upperBound)])
            run.done = range.upperBound
            return
        }
        switch segment.kind {
        case .transaction:
            try await runTransaction(range, of: run)
        case .single:
            try await runTransaction(range, of: run)
        case .ownBlock:
            try await runOwnBlock(range, of: run)
        case .bare:
            try await runBare(range.lowerBound, of: run)
        }
    }

    /// Runs statements in a transaction of ours, its history in the same one.
    private func runTransaction(_ range: Range<Int>, of run: ScriptRun) async throws {
        var refused: Int?
        try await retrying(run) {
            refused = nil
            try await self.session.execute("begin")
            do {
                for index in range { try await self.send(index, of: run) }
            } catch let error as SessionError
                where error.sqlState == "25001"
                || (error.sqlState == "2D000" && range.count == 1)
            {
                // The server knows of more than the list: give the statement a segment of its own.
                try await self.session.execute("rollback")
                run.sent -= (run.current ?? range.lowerBound) - range.lowerBound
                refused = run.current
                return
            }
            // What fails from here on fails at COMMIT, not at the last statement.
            run.current = nil
            try await self.commit(run.event(done: range.upperBound), with: "commit")
            run.done = range.upperBound
        }
        guard let refused else { return }
        if range.lowerBound < refused {
            try await runTransaction(range.lowerBound..<refused, of: run)
        }
        try await runBare(refused, of: run)
        if refused + 1 < range.upperBound {
            try await runTransaction(refused + 1..<range.upperBound, of: run)
        }
    }

    /// Runs a block that the file opens and closes itself; history goes in before its COMMIT.
    private func runOwnBlock(_ range: Range<Int>, of run: ScriptRun) async throws {
        let last = range.upperBound - 1
        let end = run.script.statements[last].statement
        try await retrying(run) {
            for index in range.dropLast() { try await self.send(index, of: run) }
            run.current = last
            if case .rollback = end.shape.transactionControl {
                try await self.send(last, of: run)
                try await self.record([run.event(done: range.upperBound)])
            } else {
                try await self.commit(run.event(done: range.upperBound), with: end.text)
                run.sent += 1
            }
            run.done = range.upperBound
        }
    }

    /// Sends one statement as psql would, and checks what it did to the transaction.
    @discardableResult
    func send(_ index: Int, of run: ScriptRun) async throws -> String {
        guard interruption.signal == nil else { throw Interrupted() }
        let item = run.script.statements[index]
        run.current = index
        observe(
            .statement(
                run.id, number: index + 1, of: run.total, firstLine: item.statement.firstLine))
        let tag: String
        if let block = item.copy {
            var chunks = try CopyChunks(run.script.data, block.range)
            tag = try await session.copyIn(item.statement.text) { try chunks.next() }.commandTag
        } else if item.statement.shape.copy == .toStandardOutput {
            tag = try await session.copyOut(item.statement.text) { _ in }.commandTag
        } else {
            tag = try await session.execute(item.statement.text).last?.commandTag ?? ""
        }
        run.sent += 1
        return tag
    }

    /// Writes an event and ends the transaction, in one round trip.
    ///
    /// A COMMIT that the server answers with ROLLBACK is a failure. When the connection breaks before
    /// the answer, history is read again over a new connection: it says which of the two happened.
    func commit(_ event: HistoryEvent, with end: String) async throws {
        do {
            let results = try await session.pipeline(
                ownership + [event.command(by: identity), Command(end)])
            guard results.last?.commandTag == "COMMIT" else { throw CommitRolledBack() }
        } catch let error as SessionError where error.code == .connectionLost {
            guard try await wasCommitted(event, after: error) else { throw error }
        }
    }

    /// Adds events in a transaction of their own; one round trip.
    func record(_ events: [HistoryEvent]) async throws {
        _ = try await session.pipeline(
            [Command("begin")] + ownership + events.map { $0.command(by: identity) }
                + [Command("commit")])
    }

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
