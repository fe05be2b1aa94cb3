public import JSONText
public import Migrations

/// What `tidemark demo` has done; the story itself is told as it happens.
public struct DemoReport: Report {
    /// The private database in words.
    public let database: String
    /// The folder whose migrations ran.
    public let folder: String
    /// Whether they are the built-in example.
    public let isExample: Bool
    /// The runs, in order.
    public var runs: [RunResult] = []
    /// What stopped the story: a migration that failed, or that has no way back.
    public var failure: RunFailure?
    /// The exit code that follows from the failure.
    public var status: Int32?
    /// How long all of it took, the server's start and end included.
    public var duration: Duration = .zero

    /// Makes a report of nothing yet.
    public init(database: String, folder: String, isExample: Bool) {
        self.database = database
        self.folder = folder
        self.isExample = isExample
    }

    /// The last line of the story.
    public func text(on terminal: Terminal) -> String {
        let what =
            runs.contains { $0.failure != nil }
            ? "a migration failed"
            : failure == nil ? "up, down and up again" : "up, and no way back down"
        let line = "\(what) in \(renderElapsed(duration)); the private server is gone again"
        return "\n" + terminal.render(line, .strong) + "\n"
    }

    /// `database`, `folder`, `example`, `runs` as of `up`, `durationMilliseconds`.
    public var json: JSONValue {
        [
            "database": .string(database),
            "folder": .string(folder),
            "example": .bool(isExample),
            "runs": RunReport(runs).json["runs"] ?? [],
            "durationMilliseconds": .milliseconds(duration),
        ]
    }
}
