import Configuration
import Findings
public import Migrations
import PostgresSession

/// What `up` is asked to do beyond the configuration.
public struct UpOptions: Sendable, Hashable {
    /// How far.
    public var target: Target
    /// All in one transaction.
    public var singleTransaction = false
    /// Runs late files too.
    public var allowOutOfOrder = false
    /// Runs although the database has objects and no history.
    public var allowExisting = false
    /// Looks at the schema before the run, where there is a snapshot, so that `verifyAfterRun` can tell what it did.
    public var verifies = false
    /// Runs although it touches what has drifted.
    public var allowDrift = false
    /// Looks at what each statement does; a few round trips more for each.
    public var traces = false

    /// Makes options.
    public init(target: Target = .all) {
        self.target = target
    }
}

extension Operation {
    /// Applies pending migrations.
    ///
    /// When nothing is pending no lock is taken and nothing is written.
    ///
    /// - Throws: `SessionError`, `RunFailure` before the first step; failures of steps are in the result.
    public func up(_ folder: Folder, _ options: UpOptions) async throws -> RunResult {
        let start = ContinuousClock.now
        var result = RunResult(direction: .up)
        defer { result.duration = ContinuousClock.now - start }
        var survey = try await survey(folder)
        var plan = plan(survey, options)
        guard !plan.steps.isEmpty || !plan.refusals.isEmpty else {
            result.findings = plan.notes
            return result
        }
        try await acquireRunLock()
        // Another run may have ended since; what was read before the lock does not count.
        survey = try await self.survey(folder)
        plan = self.plan(survey, options)
        result.findings = plan.notes
        let steps = try await prepare(plan, survey, options)
        result.findings += steps.findings + steps.versionFindings(server: session.serverVersion)
        if options.verifies, !steps.isEmpty {
            try await lookBeforeRun(steps, allowDrift: options.allowDrift)
        }
        var settings = workspace.runSettings
        settings.singleTransaction = options.singleTransaction
        let runner = runner(folder.layout, settings: settings)
        if options.traces { runner.probe = StatementProbe() }
        await carryOut(steps, with: runner, into: &result)
        result.duration = ContinuousClock.now - start
        return result
    }

    private func plan(_ survey: Survey, _ options: UpOptions) -> Plan {
        survey.planner.planUp(
            to: options.target,
            allowOutOfOrder: options.allowOutOfOrder || workspace.configuration.allowsOutOfOrder)
    }

    /// Everything that is checked before the first statement runs.
    private func prepare(
        _ plan: Plan, _ survey: Survey, _ options: UpOptions
    ) async throws -> [PreparedStep] {
        guard plan.refusals.isEmpty else { throw RunFailure.refusal(plan.refusals) }
        try await refuseExistingObjects(plan, survey, allowed: options.allowExisting)
        let steps = try await prepare(plan, survey)
        if options.singleTransaction {
            let obstacles = Runner.obstacles(toSharing: steps)
            guard obstacles.isEmpty else { throw RunFailure.refusal(obstacles) }
        }
        if !steps.isEmpty { try await refuseReadOnly() }
        return steps
    }

    /// Reads the scripts of a plan, with the texts that history keeps.
    func prepare(_ plan: Plan, _ survey: Survey) async throws -> [PreparedStep] {
        var stored: [Int: KeptTexts] = [:]
        for step in plan.steps {
            guard let event = step.storedDownEvent else { continue }
            stored[event] = try await history.readTexts(ofEvent: event)
        }
        let parser = await parser(for: survey.folder)
        do {
            return try Preparation(parser: parser).prepare(plan, stored: stored)
        } catch {
            throw RunFailure.refusal(error.findings)
        }
    }

    /// The parser for scripts of a folder, with what the server says about strings.
    func parser(for folder: Folder) async -> ScriptParser {
        var parser = workspace.parser(for: folder)
        parser.standardConformingStrings =
            await session.parameterStatus("standard_conforming_strings") != "off"
        return parser
    }

    /// Runs steps and puts what happened into the result.
    func carryOut(
        _ steps: [PreparedStep], with runner: Runner, into result: inout RunResult
    ) async {
        do {
            try await runner.run(steps)
        } catch let failure as RunFailure {
            result.failure = failure
        } catch {
            result.failure = RunFailure(
                code: .defect,
                findings: [
                    Finding(
                        rule: "defect", severity: .error, message: "\(error)",
                        remedy: "this is a defect in Tidemark; please report it with the command")
                ],
                databaseState: "see: tidemark status")
        }
        result.outcomes += runner.outcomes
        result.traces += runner.probe?.traces ?? []
        adopt(runner.session)
    }
}
