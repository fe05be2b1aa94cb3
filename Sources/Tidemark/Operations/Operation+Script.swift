import Findings
public import Migrations
import PostgresSession

extension Operation {
    /// Renders a plan as a script that psql can run, the history rows included.
    ///
    /// The script is for people who may not let a program connect: it takes the run lock or stops, stops when
    /// history is no longer as it was planned from (a second run of the script included), stops at the first
    /// error, and leaves the same history as `up` or `down` would. Its statements are those that run, with the
    /// values of variables in them; what it writes into history is unrendered.
    ///
    /// - Parameter withValues: whether values of variables may be in it.
    /// - Throws: `RunFailure` when it would hold values and may not; `FileError` when COPY data cannot be
    ///   read again; `ScriptFailure` when a script cannot be written as text; `SessionError`.
    public func renderScript(_ plan: PlanResult, withValues: Bool = false) async throws -> String {
        let names = plan.variablesInStatements
        if !withValues, !names.isEmpty { throw RunFailure.refusal([Self.valuesInScript(plan)]) }
        var script = """
            -- Written by tidemark \(toolVersion); run with: psql -X -v ON_ERROR_STOP=1 -f FILE

            """
        if !names.isEmpty {
            script +=
                "-- It holds the values of \(names.joined(separator: ", ")): keep it as you keep them.\n"
        }
        script += """
            \\set ON_ERROR_STOP on
            -- Tried once: a session that waits for it would deadlock with CREATE INDEX CONCURRENTLY.
            select pg_catalog.pg_try_advisory_lock(\(RunLock.keys)) as tidemark_lock \\gset
            \\if :tidemark_lock
            \\else
            do $$ begin raise 'another run of Tidemark holds the lock on this database'; end $$;
            \\endif

            """
        let version = try await history.readSchemaVersion()
        script += Self.guardAgainstOtherHistory(
            lastEvent: version > 0 ? try await history.readLastEvent() : nil, version: version)
        let settings = workspace.runSettings
        script += HistorySchema.renderUpgrade(
            from: version, toolVersion: toolVersion, role: settings.role)
        for step in plan.steps {
            script += "\n-- \(step.step.direction.rawValue) \(step.id)\n"
            script += try ScriptRendering(step: step, settings: settings, identity: identity)
                .rendered(layout: plan.layout)
        }
        script += "select pg_catalog.pg_advisory_unlock(\(RunLock.keys));\n"
        return script
    }

    /// Stops a script that was planned from another history than it finds.
    private static func guardAgainstOtherHistory(lastEvent: Int?, version: Int) -> String {
        let isOther =
            version == 0
            ? "pg_catalog.to_regclass('tidemark.event') is not null"
            : "(select max(id) from tidemark.event) is distinct from "
                + (lastEvent.map(String.init) ?? "null")
        return """
            do $$ begin if \(isOther) then
              raise 'history has changed since this script was written' using hint = 'Plan again.';
            end if; end $$;

            """
    }

    private static func valuesInScript(_ plan: PlanResult) -> Finding {
        let templates = plan.steps.filter { !$0.script.variablesInStatements.isEmpty }
        let paths = templates.map(\.script.script.path)
        let names = plan.variablesInStatements.joined(separator: ", ")
        return Finding(
            rule: "values-in-script", severity: .error,
            message: "the script would hold the values of \(names), which a template puts into its "
                + "statements",
            location: paths.first.map { Location(file: $0) },
            evidence: paths.count > 1 ? paths : [],
            remedy: "let tidemark run it, which keeps no value; or add --with-values, and keep the "
                + "script as you keep them")
    }
}

extension PlanResult {
    /// The names of the variables whose values are in what would be sent, in order.
    public var variablesInStatements: [String] {
        Set(steps.flatMap(\.script.variablesInStatements)).sorted()
    }
}
