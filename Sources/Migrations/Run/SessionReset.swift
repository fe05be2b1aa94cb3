import Configuration
import SQLText

/// The commands that give each script a session as if newly connected.
///
/// They are those of DISCARD ALL but one: DISCARD ALL also releases the run lock.
/// PostgreSQL manual, DISCARD.
enum SessionReset {
    static func commands(_ settings: RunSettings, directives: ScriptDirectives) -> String {
        var commands = """
            close all; set session authorization default; reset all; deallocate all; unlisten *; \
            discard plans; discard temp; discard sequences
            """
        let lock = directives.lockTimeout ?? settings.lockTimeout
        let statement = directives.statementTimeout ?? settings.statementTimeout
        commands += "; \(timeouts(lock: lock, statement: statement))"
        if let role = settings.role { commands += "; set role \(quoteIdentifier(role))" }
        return commands
    }

    static func timeouts(lock: Duration, statement: Duration) -> String {
        """
        set lock_timeout = \(lock.milliseconds); \
        set statement_timeout = \(statement.milliseconds)
        """
    }
}
