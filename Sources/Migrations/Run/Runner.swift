import Findings
package import PostgresSession
import SQLText

/// Applies and reverts migrations on one database.
///
/// Every transaction of a script commits together with its line of history. A statement that cannot
/// run in a transaction has a line before and one after it, so that a run that is killed at any moment
/// leaves a state with a name, from which the next run continues.
///
/// Locks: the advisory run lock for the whole run, and what the scripts take. Not thread-safe: one
/// task uses it.
public final class Runner {
    let connection: ConnectionString
    let applicationName: String
    let settings: RunSettings
    let identity: RunIdentity
    let interruption: Interruption
    let layout: Layout
    let observe: @Sendable (RunEvent) -> Void
    /// The session; another one after a reconnect.
    package internal(set) var session: Session
    /// What looks at each statement; nil costs nothing.
    package var probe: StatementProbe?
    /// What this run has carried out so far.
    public internal(set) var outcomes: [StepOutcome] = []
    var random = SystemRandomNumberGenerator()

    /// Makes a runner over a session that holds the run lock.
    package init(
        session: Session, connection: ConnectionString, applicationName: String,
        settings: RunSettings, identity: RunIdentity, layout: Layout,
        interruption: Interruption, observe: @escaping @Sendable (RunEvent) -> Void
    ) {
        self.session = session
        self.connection = connection
        self.applicationName = applicationName
        self.settings = settings
        self.identity = identity
        self.layout = layout
        self.interruption = interruption
        self.observe = observe
    }

    var history: History { History(session: session) }

    /// Carries out the steps in order and stops at the first that fails.
    ///
    /// - Throws: `RunFailure`, with `outcomes` telling what was done before it.
    package func run(_ steps: [PreparedStep]) async throws {
        try await upgradeHistory()
        interruption.watch(session)
        defer { interruption.watch(nil) }
        try await listening {
            if self.settings.singleTransaction {
                try await self.runTogether(steps)
            } else {
                try await self.runEach(steps)
            }
        }
    }

    private func runEach(_ steps: [PreparedStep]) async throws {
        for (index, step) in steps.enumerated() {
            let resumed = step.step.progress?.done ?? 0
            observe(
                .started(
                    step.id, step.step.direction, number: index + 1, of: steps.count,
                    resumesAfter: resumed))
            let run = ScriptRun(step, layout: layout)
            do {
                try await runScript(run)
            } catch {
                let failure = await failure(error, in: run)
                if run.isFinished { outcomes.append(run.outcome) }
                throw failure
            }
            let outcome = run.outcome
            outcomes.append(outcome)
            observe(.finished(outcome))
        }
    }

    /// Creates or upgrades the history tables.
    package func upgradeHistory() async throws {
        do {
            let version = try await history.readSchemaVersion()
            try await HistorySchema.upgrade(
                from: version, session: session, toolVersion: identity.toolVersion,
                role: settings.role)
        } catch let error as SessionError {
            _ = try? await session.execute("rollback")
            throw RunFailure(
                code: error.code == .connectionLost ? .connectionLost : .unusable,
                findings: [
                    Finding(
                        rule: "history-schema", severity: .error,
                        message: "the history tables cannot be made: \(error.message)",
                        remedy: error.server?.hint
                            ?? "grant CREATE on the database to the user, or give --role")
                ],
                server: error.server, databaseState: "nothing was changed")
        }
    }
}

/// One script while it is being run.
final class ScriptRun {
    let prepared: PreparedStep
    let layout: Layout
    let start = ContinuousClock.now
    /// Statements that are done and committed.
    var done: Int
    /// Statements sent by this run.
    var sent = 0
    /// The statement that is running, for errors.
    var current: Int?
    /// History has the start of a statement outside any transaction, and not its end.
    var isInDoubt: Bool
    /// A procedure failed that commits by itself.
    var mayHaveCommitted = false
    /// Who kept the statement that failed from its lock.
    var lockHolders: [LockHolder] = []

    init(_ prepared: PreparedStep, layout: Layout) {
        self.prepared = prepared
        self.layout = layout
        done = prepared.step.progress?.done ?? 0
        isInDoubt = prepared.step.progress?.isInDoubt ?? false
    }

    /// Whether the script may make a transaction read-only.
    private(set) lazy var mentionsReadOnly = script.mentionsReadOnly

    var script: ParsedScript { prepared.script }
    var total: Int { script.statements.count }
    var id: MigrationID { prepared.id }
    /// Whether history has settled it.
    var isFinished: Bool { total > 0 && done == total }

    var outcome: StepOutcome {
        var file: String? = script.script.path
        if case .stored = script.script.source { file = nil }
        return StepOutcome(
            id: id, direction: prepared.step.direction, statements: sent,
            duration: ContinuousClock.now - start,
            resumedAfter: prepared.step.progress?.done ?? 0, file: file)
    }

    /// The event that says that `count` statements are done.
    func event(done count: Int) -> HistoryEvent {
        let direction = prepared.step.direction
        guard count == total else {
            var event = self.event(.progress)
            event.done = count
            event.doneChecksum = script.doneChecksum(count)
            return event
        }
        var event = HistoryEvent(
            kind: direction == .up ? .apply : .revert, direction: direction,
            state: direction == .up ? .applied : .reverted, id: id)
        fill(&event)
        event.done = count
        let up = direction == .up ? script : prepared.counterpart
        let down = direction == .up ? prepared.counterpart : script
        event.checksum = up?.checksum.text
        event.tokenChecksum = up?.checksum.tokens
        event.upText = up?.storedText
        event.downText = down?.storedText
        event.isOutOfOrder = prepared.step.isOutOfOrder
        return event
    }

    /// An event on the way, with the number of statements done so far.
    func event(_ kind: HistoryEvent.Kind) -> HistoryEvent {
        var event = HistoryEvent(
            kind: kind, direction: prepared.step.direction, state: nil, id: id)
        fill(&event)
        event.done = done
        event.doneChecksum = done > 0 ? script.doneChecksum(done) : nil
        return event
    }

    private func fill(_ event: inout HistoryEvent) {
        event.isRepeatable = prepared.step.migration?.kind == .repeatable
        event.layout = layout.rawValue
        event.file = script.script.path
        event.total = total
        event.duration = ContinuousClock.now - start
    }
}
