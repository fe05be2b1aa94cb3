public import Migrations

/// What one script of a migration was seen to do.
public struct TracedScript: Sendable {
    /// `version_name`.
    public var migration: String
    /// Which of its scripts.
    public var direction: Direction
    /// Its statements that were looked at, in order.
    public var statements: [StatementTrace]

    /// Makes one.
    public init(migration: String, direction: Direction, statements: [StatementTrace]) {
        self.migration = migration
        self.direction = direction
        self.statements = statements
    }
}

/// What migrations were seen to do, and what the database that they are meant for has of it.
public struct TraceSummary: Sendable {
    /// Script by script, in the order in which they ran.
    public var scripts: [TracedScript]
    /// The relations of that database which somebody will wait for; empty where none was looked at.
    public var targets: [TargetRelation]

    /// Makes one.
    public init(scripts: [TracedScript] = [], targets: [TargetRelation] = []) {
        self.scripts = scripts
        self.targets = targets
    }

    /// A statement that is worth a line.
    struct Line {
        /// `sql/01_a.sql:3`.
        var place: String
        var direction: Direction
        var statement: String
        var phrases: [String]
        var duration: Duration
    }

    /// The statements that keep others waiting or take longer with more rows.
    func lines(_ detail: FactDetail) -> [Line] {
        scripts.flatMap { script in
            script.statements.compactMap { trace in
                let phrases = trace.facts?.phrases(detail, size: sizes) ?? []
                guard !phrases.isEmpty else { return nil }
                return Line(
                    place: "\(trace.file):\(trace.line)", direction: script.direction,
                    statement: trace.firstLine, phrases: phrases, duration: trace.duration)
            }
        }
    }

    /// Who is in the way in the target at the moment, a sentence each.
    var holders: [String] {
        targets.flatMap { target in target.holders.map(\.summary) }
    }

    private func sizes(_ relation: String) -> String? {
        targets.first { $0.name == relation }?.size
    }
}

extension TargetRelation {
    /// `3.1 GB, about 12,000,000 rows`; nil where the server has never counted.
    var size: String? {
        let parts = [bytes.map(renderBytes), rows.map { "about \(renderCount($0, "row"))" }]
            .compactMap(\.self)
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }
}
