public import Findings
public import Migrations
import PostgresSession
import SQLText

/// What `down` is asked to do beyond the configuration.
public struct DownOptions: Sendable, Hashable {
    /// How far.
    public var target: Target
    /// Whether rows may be destroyed.
    public var allowDataLoss = false
    /// Looks at the schema before the run, where there is a snapshot, so that `verifyAfterRun` can tell what it did.
    public var verifies = false
    /// Runs although it touches what has drifted.
    public var allowDrift = false

    /// Makes options.
    public init(target: Target = .count(1)) {
        self.target = target
    }
}

/// A `down` that has been planned and counted, and not yet run.
public struct PlannedDown: Sendable {
    /// The steps, in order.
    public var steps: [PreparedStep]
    /// The layout of the folder.
    var layout: Layout
    /// What would be destroyed.
    public var rowsAtStake: [Rehearsal.RowsAtStake]
    /// Notes and warnings.
    public var findings: [Finding]
    /// Migrations whose loss cannot be counted beforehand, with the reason.
    public var uncounted: [Finding]
}

extension Operation {
    /// Plans a `down` and counts the rows that it would destroy, in a transaction that is rolled back.
    ///
    /// Takes the run lock, and during the count the locks that the DOWNs take.
    ///
    /// - Throws: `RunFailure` when it is refused or the rehearsal fails; `SessionError`.
    public func planDown(_ folder: Folder, _ options: DownOptions) async throws -> PlannedDown {
        try await acquireRunLock()
        let survey = try await survey(folder)
        let plan = try await planDown(survey, to: options.target)
        guard plan.refusals.isEmpty else { throw RunFailure.refusal(plan.refusals) }
        let steps = try await prepare(plan, survey)
        if !steps.isEmpty { try await refuseReadOnly() }
        if options.verifies, !steps.isEmpty {
            try await lookBeforeRun(steps, allowDrift: options.allowDrift)
        }
        var planned = PlannedDown(
            steps: steps, layout: folder.layout, rowsAtStake: [],
            findings: plan.notes + steps.findings
                + steps.versionFindings(server: session.serverVersion),
            uncounted: steps.compactMap(Self.uncountable))
        if planned.uncounted.isEmpty, !steps.isEmpty {
            do {
                let rehearsal = try await runner(folder.layout).rehearse(steps, tracing: false)
                planned.rowsAtStake = rehearsal.rowsAtStake
                planned.uncounted = rehearsal.statements.filter(\.isRefused).map(Self.uncounted)
            } catch let failure as RunFailure where failure.code == .failed {
                // In one transaction steps may fail that do not fail each in its own.
                guard options.allowDataLoss else { throw Self.uncounted(failure, steps) }
                planned.findings += failure.findings.map(Self.uncounted)
            }
        }
        guard options.allowDataLoss else {
            try Self.refuseDataLoss(planned)
            return planned
        }
        planned.findings += planned.uncounted.map { finding in
            var warning = finding
            warning.severity = .warning
            warning.remedy = nil
            return warning
        }
        return planned
    }

    /// The plan of a `down`, with the reason for each migration that has no DOWN.
    ///
    /// Where the folder no longer has the UP of such a one, history is asked: a round trip each.
    func planDown(_ survey: Survey, to target: Target) async throws -> Plan {
        var plan = survey.planner.planDown(to: target)
        for step in plan.withoutDown {
            var storedUp: String?
            if step.migration?.up == nil, let event = step.entry?.settledEvent {
                storedUp = try await history.readTexts(ofEvent: event).up
            }
            plan.refusals.append(step.readRefusal(storedUp: storedUp))
        }
        return plan
    }

    /// Runs a planned `down`.
    public func down(_ planned: PlannedDown) async -> RunResult {
        let start = ContinuousClock.now
        var result = RunResult(direction: .down)
        result.findings = planned.findings
        result.rowsAtStake = planned.rowsAtStake
        await carryOut(planned.steps, with: runner(planned.layout), into: &result)
        result.duration = ContinuousClock.now - start
        return result
    }

    /// Why the rows that a DOWN destroys cannot be counted in one transaction; nil where they can,
    /// or where all that stands outside a transaction touches no rows.
    private static func uncountable(_ step: PreparedStep) -> Finding? {
        let outside = step.script.segments.filter { segment in
            switch segment.kind {
            case .transaction, .ownBlock: false
            case .bare, .single: true
            }
        }
        let harmless: Set<String> = [
            "CREATE INDEX", "DROP INDEX", "REINDEX", "VACUUM", "ANALYZE", "ALTER SYSTEM",
            "CHECKPOINT", "DISCARD ALL", "COMMIT", "SET", "RESET",
        ]
        for segment in outside {
            for index in segment.statements {
                let item = step.script.statements[index]
                let statement = item.shown
                guard !harmless.contains(item.shape.command) else { continue }
                return Finding(
                    rule: "rows-not-counted", severity: .error,
                    message: "\(step.id) runs \(item.shape.command) outside a transaction, so "
                        + "the rows that it destroys cannot be counted beforehand",
                    location: Location(
                        file: step.script.script.path, line: statement.codeStart.line,
                        column: statement.codeStart.column),
                    remedy: "read it, then: tidemark down --allow data-loss")
            }
        }
        return nil
    }

    /// A statement that does not run in one transaction with the others.
    private static func uncounted(_ trace: StatementTrace) -> Finding {
        Finding(
            rule: "rows-not-counted", severity: .error,
            message:
                "statement \(trace.number) of \(trace.id) does not run in one transaction with "
                + "the others, so the rows that it destroys are not counted: \(trace.reason ?? "")",
            evidence: [trace.firstLine], remedy: "read it, then: tidemark down --allow data-loss")
    }

    /// The failure of the count, with the way around it where the count itself may be the reason.
    private static func uncounted(_ failure: RunFailure, _ steps: [PreparedStep]) -> RunFailure {
        let segments = steps.flatMap(\.script.segments)
        guard segments.count > 1 else { return failure }
        var failure = failure
        failure.next =
            "revert fewer with N or --to; or without counting rows: "
            + "tidemark down --allow data-loss"
        return failure
    }

    private static func uncounted(_ finding: Finding) -> Finding {
        Finding(
            rule: "rows-not-counted", severity: .warning,
            message: "the rows that would be destroyed are not counted, because the rehearsal "
                + "failed: \(finding.message)",
            location: finding.location)
    }

    private static func refuseDataLoss(_ planned: PlannedDown) throws {
        guard planned.uncounted.isEmpty else { throw RunFailure.refusal(planned.uncounted) }
        guard !planned.rowsAtStake.isEmpty else { return }
        let lines = planned.rowsAtStake.map { row in
            "\(row.cause.rawValue) \(row.object): "
                + (row.rows.map { $0 == 1 ? "1 row" : "\($0) rows" } ?? "rows not countable")
        }
        throw RunFailure.refusal([
            Finding(
                rule: "data-loss", severity: .error,
                message: "this would destroy rows, and there is no restore point",
                evidence: lines,
                remedy: "back them up, then: tidemark down --allow data-loss")
        ])
    }
}
