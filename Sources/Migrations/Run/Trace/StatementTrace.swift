import SQLText

/// One statement as it ran.
public struct StatementTrace: Sendable, Hashable {
    /// The migration.
    public var id: MigrationID
    /// Its place in the script, from 1.
    public var number: Int
    /// The script as the folder names it.
    public var file: String
    /// The line in the file.
    public var line: Int
    /// The first line.
    public var firstLine: String
    /// What the server answered (`UPDATE 12`); nil when it was not run or failed.
    public var commandTag: String?
    /// Why it was not run.
    public var reason: String?
    /// Whether the server refused it in the rehearsal's one transaction, which its text did not tell.
    public var isRefused = false
    /// What it was seen to do; nil where nobody looked: at what sets a parameter or marks a transaction.
    public var facts: StatementFacts?
    /// The time it took.
    public var duration: Duration = .zero

    /// One that has not run yet.
    public init(id: MigrationID, number: Int, file: String, line: Int, firstLine: String) {
        self.id = id
        self.number = number
        self.file = file
        self.line = line
        self.firstLine = firstLine
    }

    init(_ index: Int, of run: ScriptRun) {
        let shown = run.script.statements[index].shown
        self.init(
            id: run.id, number: index + 1, file: run.script.script.path,
            line: shown.codeStart.line, firstLine: shown.firstLine)
    }
}
