package import SQLText

/// Scripts that a rule finds something in and scripts that it does not, with the facts that a server shows.
package struct LintExamples: Sendable {
    /// What was there before, as an earlier migration.
    package let setup: String
    /// A migration that the rule finds something in; its last statement is the one that is wrong.
    package let bad: [String]
    /// Migrations that do the same safely: the rule is silent, the server takes them, and no fact holds.
    package let good: [String]
    /// What the server does on the last statement of a bad script.
    package let facts: [LintFact]

    init(_ setup: String = "", bad: [String], good: [String], facts: [LintFact]) {
        self.setup = setup
        self.bad = bad
        self.good = good
        self.facts = facts
    }
}

/// Something that a server can be seen to do.
package enum LintFact: Sendable, Hashable {
    /// It holds a lock of this mode on a relation after the statement.
    case lock(LockMode, on: String)
    /// The relation has other files afterwards.
    case rewrites(String)
    /// It says so, at `client_min_messages = debug1`.
    case says(String)
    /// It fails with this SQLSTATE.
    case fails(String)
    /// A query answers this afterwards.
    case answers(String, String)
    /// Nothing that one server can be asked; why.
    case notOfTheServer(String)
}
