public import Migrations
import SQLText

extension Operation {
    /// Renders a plan as a script that psql can run, the history rows included.
    ///
    /// The script is for people who may not let a program connect: it takes the run lock or stops, stops when
    /// history is no longer as it was planned from (a second run of the script included), stops at the first
    /// error, and leaves the same history as `up` or `down` would.
    ///
    /// - Throws: `FileError` when COPY data cannot be read again; `ScriptFailure` when a script cannot be
    ///   written as text; `SessionError`.
    public func renderScript(_ plan: PlanResult) async throws -> String {
        var script = """
            -- Written by tidemark \(toolVersion); run with: psql -X -v ON_ERROR_STOP=1 -f FILE
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
}
